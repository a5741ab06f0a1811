"""The Python side of ./ranvier bench parse.

parse.py make FILE      writes the training step of a transformer, as JAX exports it
parse.py measure FILE   reads and verifies it with jaxlib's own StableHLO; prints one JSON object
"""

import collections
import json
import os
import pathlib
import statistics
import sys
import time

os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np
from jax import export
from jax._src.interpreters import mlir
from jaxlib.mlir.dialects import stablehlo

LAYERS, WIDTH, HEADS, HIDDEN, VOCABULARY = 12, 512, 8, 2048, 8000
BATCH, LENGTH = 8, 128
REPEATS = 30


def parameter_shapes():
    layer = {
        "attention_norm": (WIDTH,),
        "query": (WIDTH, WIDTH),
        "key": (WIDTH, WIDTH),
        "value": (WIDTH, WIDTH),
        "output": (WIDTH, WIDTH),
        "feedforward_norm": (WIDTH,),
        "up": (WIDTH, HIDDEN),
        "up_bias": (HIDDEN,),
        "down": (HIDDEN, WIDTH),
        "down_bias": (WIDTH,),
    }
    return {
        "embedding": (VOCABULARY, WIDTH),
        "positions": (LENGTH, WIDTH),
        "layers": [layer] * LAYERS,
        "final_norm": (WIDTH,),
    }


def normalize(x, scale):
    centred = x - x.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + 1e-5) * scale


def attention(layer, x):
    split = lambda name: (x @ layer[name]).reshape(*x.shape[:2], HEADS, WIDTH // HEADS)
    scores = jnp.einsum("bqhd,bkhd->bhqk", split("query"), split("key")) / np.sqrt(WIDTH // HEADS)
    scores = jnp.where(jnp.tril(jnp.ones((LENGTH, LENGTH), bool)), scores, -1e9)
    mixed = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), split("value"))
    return mixed.reshape(x.shape) @ layer["output"]


def loss(parameters, tokens):
    x = parameters["embedding"][tokens] + parameters["positions"]
    for layer in parameters["layers"]:
        x += attention(layer, normalize(x, layer["attention_norm"]))
        hidden = jax.nn.gelu(normalize(x, layer["feedforward_norm"]) @ layer["up"] + layer["up_bias"])
        x += hidden @ layer["down"] + layer["down_bias"]
    logits = normalize(x, parameters["final_norm"]) @ parameters["embedding"].T
    likelihoods = jax.nn.log_softmax(logits[:, :-1])
    return -jnp.take_along_axis(likelihoods, tokens[:, 1:, None], -1).mean()


def train_step(parameters, means, squares, step, tokens):
    """One step of AdamW."""
    value, gradients = jax.value_and_grad(loss)(parameters, tokens)
    means = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, means, gradients)
    squares = jax.tree.map(lambda s, g: 0.95 * s + 0.05 * g * g, squares, gradients)

    def update(parameter, mean, square):
        mean, square = mean / (1 - 0.9**step), square / (1 - 0.95**step)
        return parameter - 3e-4 * (mean / (jnp.sqrt(square) + 1e-8) + 0.1 * parameter)

    return jax.tree.map(update, parameters, means, squares), means, squares, step + 1, value


def make(path):
    floats = lambda shape: jax.ShapeDtypeStruct(shape, jnp.float32)
    parameters = jax.tree.map(floats, parameter_shapes(), is_leaf=lambda leaf: isinstance(leaf, tuple))
    tokens = jax.ShapeDtypeStruct((BATCH, LENGTH), jnp.int32)
    exported = export.export(jax.jit(train_step))(parameters, parameters, parameters, floats(()), tokens)
    partial = path.with_suffix(f".{os.getpid()}")
    partial.write_bytes(exported.mlir_module_serialized)
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
    {"make": make, "measure": measure}[sys.argv[1]](pathlib.Path(sys.argv[2]))
