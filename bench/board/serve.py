"""One peer's side of ./ranvier bench: a JSON object a line in, its answer a line out.

usage: serve.py xla|torch|onnxruntime THREADS

{"command": "rows", "group": G}                      the rows of a group
{"command": "prepare", "row": R, "folder": F, "peers": [...]}
                                                     makes a row ready; xla writes program and inputs to the folder
{"command": "compare", "folder": F}                  how far each peer's results are from those in the folder
{"command": "run", "peer": P, "seconds": S}          calls for about that long; the best time of a call
{"command": "release"}                               forgets the row

An answer that is {"error": "…"} says why there is none.
"""

import gc
import importlib
import json
import os
import pathlib
import sys
import time
import traceback

import board
from row import difference

SETTLED_SHARE = 0.1
WINDOW_SECONDS = 0.004
PATIENCE_SECONDS = 1.0
MODULES = {"xla": "xla", "torch": "pytorch", "onnxruntime": "onnx_runtime"}


def settle() -> bool:
    """Waits until no thread of this process computes or spins, so that the next one has the machine."""
    end = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < end:
        before = time.process_time()
        time.sleep(WINDOW_SECONDS)
        if time.process_time() - before < SETTLED_SHARE * WINDOW_SECONDS:
            return True
    return False


def measure(call, seconds: float):
    """Calls for about `seconds`, at least once."""
    best = float("inf")
    calls = 0
    now = time.perf_counter()
    end = now + seconds
    while now < end:
        call()
        done = time.perf_counter()
        best = min(best, done - now)
        now = time.perf_counter()
        calls += 1
    return {"seconds": best, "calls": calls}


class Server:
    def __init__(self, family: str, threads: int):
        self.family = importlib.import_module(MODULES[family]).Family(threads)
        self.row = None

    def rows(self, request):
        return {"rows": [row.facts() for row in board.rows(request["group"])]}

    def prepare(self, request):
        self.row = board.row(request["row"])
        return {"peers": self.family.prepare(self.row, pathlib.Path(request["folder"]), request["peers"])}

    def compare(self, request):
        results = board.load_results(pathlib.Path(request["folder"]))
        return {
            "differences": {
                peer: difference(results, self.family.results(peer)) for peer in self.family.calls
            }
        }

    def run(self, request):
        answer = measure(self.family.calls[request["peer"]], request["seconds"])
        return {**answer, "settled": settle()}

    def release(self, request):
        self.family.release()
        gc.collect()
        return {}


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # What libraries print is no answer.
    server = Server(sys.argv[1], int(sys.argv[2]))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(server, request["command"])(request)
        except Exception as error:
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
