"""The Python side of ./ranvier bench parse.

parse.py FILE   exports the training step of a transformer of 12 layers to FILE, unless it is there; then reads and
                verifies it with jaxlib's own StableHLO and prints one JSON object
"""

import collections
import json
import os
import pathlib
import statistics
import sys
import time

os.environ["JAX_PLATFORMS"] = "cpu"

import transformer
from jax._src.interpreters import mlir
from jaxlib.mlir.dialects import stablehlo

REPEATS = 30


def make(path):
    """Exports the training step, unless `path` holds it already."""
    if path.exists() and path.stat().st_mtime > pathlib.Path(transformer.__file__).stat().st_mtime:
        return
    partial = path.with_suffix(f".{os.getpid()}")
    partial.write_bytes(transformer.artifact(layers=12, width=512))
    partial.rename(path)


def measure(path):
    artifact = path.read_bytes()
    seconds = []
    with mlir.make_ir_context() as context:
        for _ in range(REPEATS):
            start = time.perf_counter()
            module = stablehlo.deserialize_portable_artifact(context, artifact)
            module.operation.verify()
            seconds.append(time.perf_counter() - start)
        ops = collections.Counter()
        count(module.operation, ops)
    print(json.dumps({"median_ms": 1e3 * statistics.median(seconds), "best_ms": 1e3 * min(seconds), "ops": ops}))


def count(operation, ops):
    """Counts the ops inside `operation` by name."""
    for region in operation.regions:
        for block in region:
            for inner in block:
                ops[inner.operation.name] += 1
                count(inner.operation, ops)


if __name__ == "__main__":
    artifact = pathlib.Path(sys.argv[1])
    make(artifact)
    measure(artifact)
