"""The Python side of ./ranvier bench threads: what a call costs when others compute too, as a multiple of what it costs
alone, on the platform ranvier and on JAX's own CPU back end in turn. Prints a JSON array with one object a row.

Eight threads that call one executable share the machine: where they get in no one's way, a call of theirs costs, over
all of them, what it costs one thread. Beside a thread that keeps PyTorch's pool busy with products, half of the machine
is left.
"""

import contextlib
import json
import logging
import os
import statistics
import threading
import time

os.environ["JAX_PLATFORMS"] = "ranvier,cpu"
os.environ.setdefault("RANVIER_DEVICE", "cpu")

import jax
import numpy as np
import torch

PLATFORMS = ("ranvier", "cpu")
THREADS = 8
ROUNDS = 11
SECONDS = 0.25
PROGRAMS = {
    "x + 1 of 4 elements": (lambda x: x + 1, (4,)),
    "product of 512": (lambda x: x @ x, (512, 512)),
    "softmax of 4096x1024": (jax.nn.softmax, (4096, 1024)),
}


def seconds_a_call(call, expected: np.ndarray, threads: int) -> tuple[float, bool]:
    """The time of a call over all threads, and whether each thread's last result is as expected."""
    counts = [0] * threads
    agree = [False] * threads
    gate = threading.Barrier(threads + 1)

    def work(number):
        gate.wait()
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            result = call().block_until_ready()
            counts[number] += 1
        agree[number] = np.array_equal(result, expected)

    workers = [threading.Thread(target=work, args=[number]) for number in range(threads)]
    for worker in workers:
        worker.start()
    gate.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    return (time.perf_counter() - start) / sum(counts), all(agree)


@contextlib.contextmanager
def busy_torch():
    """A thread that keeps PyTorch's pool multiplying matrices."""
    done = threading.Event()
    a = torch.rand(1024, 1024)

    def work():
        while not done.is_set():
            torch.mm(a, a)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        done.set()
        worker.join()


def multiples(program, shape, crowd):
    """By how much `crowd(call, expected)` makes a call dearer, on each platform in turn; and whether all was right."""
    agrees = True
    ratios = {platform: [] for platform in PLATFORMS}
    calls = {}
    for platform in PLATFORMS:
        x = jax.device_put(np.linspace(-1, 1, np.prod(shape), dtype=np.float32).reshape(shape), jax.devices(platform)[0])
        compiled = jax.jit(program)
        calls[platform] = (lambda compiled=compiled, x=x: compiled(x)), np.asarray(compiled(x))
        seconds_a_call(*calls[platform], THREADS)
    for _ in range(ROUNDS):
        for platform, (call, expected) in calls.items():
            alone, right = seconds_a_call(call, expected, 1)
            crowded, still_right = crowd(call, expected)
            ratios[platform].append(crowded / alone)
            agrees &= right and still_right
    return ratios, agrees


def row(name: str, ratios: dict[str, list[float]], agrees: bool):
    return {
        "name": f"threads: {name}",
        "unit": "x",
        "median": statistics.median(ratios["ranvier"]),
        "best": min(ratios["ranvier"]),
        "peers": {"xla": statistics.median(ratios["cpu"])},
        "agrees": agrees,
    }


def eight(call, expected):
    return seconds_a_call(call, expected, THREADS)


def beside_torch(call, expected):
    with busy_torch():
        return seconds_a_call(call, expected, 1)


def main():
    logging.getLogger("jax._src.xla_bridge").setLevel(logging.ERROR)  # JAX says that the platform is experimental.
    rows = []
    for name, (program, shape) in PROGRAMS.items():
        rows.append(row(f"{name}, by eight threads over by one", *multiples(program, shape, eight)))
    for name, (program, shape) in list(PROGRAMS.items())[1:]:
        rows.append(row(f"{name}, beside a busy PyTorch over alone", *multiples(program, shape, beside_torch)))
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
