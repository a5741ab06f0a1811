"""The Python side of ./ranvier bench compile: what compiling costs through JAX in a process that has compiled nothing,
on platform ranvier without and with kernels in its cache, and on JAX's own CPU back end.

usage: compile.py            prints a JSON array with one object a row; see DispatchBenchmark for what each is
       compile.py PROGRAM    compiles on the platform of the environment; prints the seconds
       compile.py BATCH      compiles a program for one batch size after the other; prints the seconds of the last ones
"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

FIRST, LATER = "first small program", "later small program"
PROGRAMS = {
    FIRST: 3,
    LATER: 3,
    "rnn scan of 128 steps, batch 32, width 512": 1,
    "cnn of 9 layers, batch 64, forward": 1,
    "cnn of 9 layers, batch 64, gradient": 1,
    "transformer of 23M parameters, batch 4x128, forward": 1,
    "transformer of 23M parameters, batch 4x128, training step": 1,
    "resnet-50 batch 1": 1,
    "bert MiniLM 128 tokens, batch 1": 1,
}
BATCH = "bert MiniLM 128 tokens, another batch size"
FIRST_BATCHES, LATER_BATCHES = range(2, 10), range(10, 15)
LIMIT_SECONDS = 300


def small_programs():
    import jax
    import jax.numpy as jnp

    shape = jax.ShapeDtypeStruct((4, 256), jnp.float32)
    return (lambda x: x + 1, [shape]), (lambda x: jnp.tanh(x) * 2 - x.sum(-1, keepdims=True), [shape])


def row_program(name: str):
    import board
    import jax

    row = board.row(name)
    return row.jax, [jax.ShapeDtypeStruct(array.shape, array.dtype) for array in row.inputs()]


def seconds_to_compile(function, shapes) -> float:
    import jax

    lowered = jax.jit(function).lower(*shapes)
    start = time.perf_counter()
    lowered.compile()
    return time.perf_counter() - start


def compile_program(name: str) -> float:
    import jax

    jax.devices()  # Starts the JVM, which is not counted.
    if name not in (FIRST, LATER):
        return seconds_to_compile(*row_program(name))
    first, later = small_programs()
    seconds = seconds_to_compile(*first)
    return seconds if name == FIRST else seconds_to_compile(*later)


def compile_batches() -> float:
    """The median of some batch sizes in a process that has compiled others."""
    import jax
    import language

    def compile_batch(batch: int) -> float:
        inputs = language.bert_inputs(batch)
        return seconds_to_compile(language.bert_jax, [jax.ShapeDtypeStruct(x.shape, x.dtype) for x in inputs])

    jax.devices()
    for batch in FIRST_BATCHES:
        compile_batch(batch)
    before = objects()
    seconds = sorted(compile_batch(batch) for batch in LATER_BATCHES)
    if objects() != before:
        raise RuntimeError("another batch size made new native code")
    return seconds[len(seconds) // 2]


def objects() -> set[str]:
    """The native code that the cpu device keeps."""
    return {file.name for file in pathlib.Path(os.environ["RANVIER_HOME"], "objects").rglob("*") if file.is_file()}


def in_fresh_process(name: str, environment: dict[str, str]) -> float:
    command = [sys.executable, __file__, name]
    run = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=LIMIT_SECONDS
    )
    if run.returncode:
        lines = run.stderr.strip().splitlines()
        raise RuntimeError(f"ended with {run.returncode}: {lines[-1] if lines else ''}")
    return float(run.stdout.split()[-1])


@contextlib.contextmanager
def empty_home():
    """A home that has the user's libLLVM, but no kernels."""
    native = pathlib.Path(os.environ["RANVIER_HOME"], "native").absolute()
    native.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ranvier-compile") as folder:
        pathlib.Path(folder, "native").symlink_to(native)
        yield {"JAX_PLATFORMS": "ranvier", "RANVIER_DEVICE": "cpu", "RANVIER_HOME": folder}


def measure_batches():
    """The row of another batch size."""
    with empty_home() as environment:
        seconds = in_fresh_process(BATCH, environment)
    peer = in_fresh_process(BATCH, {"JAX_PLATFORMS": "cpu", "PYTHONPATH": ""})
    yield row(BATCH, [seconds], [peer])


def row(name: str, seconds: list[float], peer: list[float]) -> dict:
    return {
        "name": f"compile {name}",
        "unit": "ms",
        "median": 1e3 * sorted(seconds)[len(seconds) // 2],
        "best": 1e3 * min(seconds),
        "peers": {"xla": 1e3 * sorted(peer)[len(peer) // 2]},
        "agrees": True,
    }


def measure(name: str, repeats: int):
    """The rows of a program: the median of several processes each."""
    cold, cached, peer = [], [], []
    for _ in range(repeats):
        peer.append(in_fresh_process(name, {"JAX_PLATFORMS": "cpu", "PYTHONPATH": ""}))
        with empty_home() as environment:
            cold.append(in_fresh_process(name, environment))
            cached.append(in_fresh_process(name, environment))
    yield row(f"cold: {name}", cold, peer)
    yield row(f"cached: {name}", cached, peer)


def main():
    rows = []
    with empty_home() as environment, contextlib.suppress(RuntimeError):
        in_fresh_process(FIRST, environment)  # Unpacks libLLVM, once for all processes; a failure shows in the rows.
    measurements = {name: measure(name, repeats) for name, repeats in PROGRAMS.items()}
    for name, measurement in {**measurements, BATCH: measure_batches()}.items():
        try:
            rows.extend(measurement)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            rows.append({"name": f"compile: {name}", "unit": "ms", "error": str(error)})
    print(json.dumps(rows))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(compile_batches() if sys.argv[1] == BATCH else compile_program(sys.argv[1]))
    else:
        main()
