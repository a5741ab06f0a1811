"""The Python side of ./ranvier bench torch: models of PyTorch compiled by Ranvier, beside eager execution, inductor and
onnxruntime. Prints a JSON array with one object a row.

usage: torch_rows.py [NAME]            rows, those whose names contain NAME
       torch_rows.py serve SIDE        a side: requests in, what it measures out, one JSON object a line
       torch_rows.py first SIDE MODEL  prints the seconds of the model's first call

Ranvier and each peer are processes of their own that take turns, since the threads of one that has run spin a while. A
model is called as by default, where weights may change from call to call, or frozen.
"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

THREADS = 2
ROUNDS = 6
TURN_SECONDS = 0.5
WARM_UP_SECONDS = 0.5
FIRST_CALLS = 3
LIMIT_SECONDS = 600
SMALL = "small graph of 8 parameters"
TRAINING = "Llama 25M, training step of 4x128"
FIRST = "MiniLM, 128 tokens, batch 1"
DEFAULT, FROZEN = ("ranvier", "eager", "inductor"), ("ranvier frozen", "frozen", "onnxruntime")
ROWS = {
    "MiniLM, 128 tokens, batch 1": (DEFAULT, FROZEN),
    "MiniLM, 128 tokens, batch 8": (DEFAULT, FROZEN),
    "GPT-2 124M, 128 tokens": (DEFAULT,),
    TRAINING: (DEFAULT,),
    "ResNet-50, one image": (FROZEN,),
    SMALL: (("ranvier", "inductor"),),
}
CALLS = {SMALL: 300}
TOLERANCE = {TRAINING: 1e-3, "ResNet-50, one image": 1e-3}


class Side:
    """A process that measures one way of running models."""

    def __init__(self, name: str):
        command = [sys.executable, __file__, "serve", name]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, text=True, env=environment(name), **pipes)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"error": "ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self):
        self.process.kill()
        self.process.communicate()


def environment(side: str) -> dict[str, str]:
    threads = {"OMP_NUM_THREADS": str(THREADS), "RANVIER_NUM_THREADS": str(THREADS), "RANVIER_DEVICE": "cpu"}
    return {**os.environ, **threads}


def serve(side: str):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # What libraries print is no answer.
    import torch
    import torch_models
    from serve import measure, settle

    torch.set_num_threads(THREADS)
    call = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "model" in request:
                name = request["model"]
                call = torch_models.onnx_call(name, THREADS) if side == "onnxruntime" else torch_models.call(name, side)
                call()
                torch.save(call(), request["file"])
                answer = {}
            else:
                repeated = several(call, request["calls"])
                answer = {"seconds": measure(repeated, request["seconds"])["seconds"] / request["calls"]}
                settle()
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"}
        print(json.dumps(answer), file=answers, flush=True)


def several(call, count: int):
    if count == 1:
        return call

    def repeated():
        for _ in range(count):
            call()

    return repeated


def measured(name: str, sides: tuple[str, ...]) -> dict:
    """The row of a model: each side's best time of all its turns."""
    calls = CALLS.get(name, 1)
    with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory(prefix="ranvier-torch") as folder:
        running, files = {}, {}
        for side in sides:
            running[side] = stack.enter_context(contextlib.closing(Side(side)))
            files[side] = str(pathlib.Path(folder, f"{side}.pt"))
            running[side].ask(model=name, file=files[side])
        for each in running.values():
            each.ask(calls=calls, seconds=WARM_UP_SECONDS)
        seconds = {side: [] for side in sides}
        for _ in range(ROUNDS):
            for side, each in running.items():
                seconds[side].append(each.ask(calls=calls, seconds=TURN_SECONDS)["seconds"])
        agrees = all(agree(files[sides[0]], files[side], TOLERANCE.get(name, 1e-4)) for side in sides[1:])
    return row(title(name, sides), "µs" if name == SMALL else "ms", seconds, agrees)


def title(name: str, sides: tuple[str, ...]) -> str:
    return f"torch: {name}{', frozen' if sides is FROZEN else ''}"


def agree(file: str, other: str, tolerance: float) -> bool:
    import torch

    result, expected = torch.load(file), torch.load(other)
    return result.shape == expected.shape and bool((result - expected).abs().max() <= tolerance * expected.abs().max())


def row(title: str, unit: str, seconds: dict[str, list[float]], agrees: bool) -> dict:
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    ours, *peers = seconds
    return {
        "name": title,
        "unit": unit,
        "median": scale * min(seconds[ours]),
        "best": scale * min(seconds[ours]),
        "peers": {peer: scale * min(seconds[peer]) for peer in peers},
        "agrees": agrees,
    }


def first(side: str, name: str):
    """Prints the seconds that a model's first call takes in this process, compile included."""
    import torch
    import torch_models

    torch.set_num_threads(THREADS)
    model, inputs = torch_models.make(name)
    start = time.perf_counter()
    with torch.no_grad():
        torch_models.compiled(model.eval(), side)(*inputs)
    print(time.perf_counter() - start)


def first_call(side: str, folder: str) -> float:
    """The same in a process of its own that keeps what it compiles in a folder."""
    caches = {"TORCHINDUCTOR_CACHE_DIR": folder, "RANVIER_HOME": folder}
    run = subprocess.run(
        [sys.executable, __file__, "first", side, FIRST],
        env={**environment(side), **caches}, capture_output=True, text=True, timeout=LIMIT_SECONDS,
    )  # fmt: skip
    if run.returncode:
        raise RuntimeError(f"{side} ended with {run.returncode}: {run.stderr.strip().splitlines()[-1]}")
    return float(run.stdout.split()[-1])


def first_calls():
    """The rows of first calls: in a process that nothing was compiled before, and in one after it."""
    cold, warm = ({side: [] for side in ("ranvier", "inductor")} for _ in range(2))
    native = pathlib.Path(os.environ["RANVIER_HOME"], "native").absolute()
    for _ in range(FIRST_CALLS):
        for side in cold:
            with tempfile.TemporaryDirectory(prefix="ranvier-torch") as folder:
                if native.is_dir():
                    pathlib.Path(folder, "native").symlink_to(native)  # The user's libLLVM, unpacked once.
                cold[side].append(first_call(side, folder))
                warm[side].append(first_call(side, folder))
    yield row(f"torch: first call of {FIRST}, cold", "ms", cold, True)
    yield row(f"torch: first call of {FIRST}, cached", "ms", warm, True)


def main(wanted: str):
    rows = []
    for name, columns in ROWS.items():
        for sides in columns:
            if wanted in name:
                try:
                    rows.append(measured(name, sides))
                except (RuntimeError, OSError) as error:
                    rows.append({"name": title(name, sides), "unit": "ms", "error": str(error)})
    if wanted in "first call":
        try:
            rows.extend(first_calls())
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            rows.append({"name": "torch: first call", "unit": "ms", "error": str(error)})
    print(json.dumps(rows))


if __name__ == "__main__":
    sys.path.append(str(pathlib.Path(__file__).parent / "board"))
    match sys.argv[1:]:
        case ["serve", side]:
            serve(side)
        case ["first", side, model]:
            first(side, model)
        case _:
            main(sys.argv[1] if len(sys.argv) > 1 else "")
