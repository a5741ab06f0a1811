"""Writes the training step of a GPT-like transformer as a portable artifact, for `ranvier bench parse`.

usage: ./ranvier python bench/transformer.py OUTPUT [--layers N] [--width N]
"""

import argparse
import functools
import math
import pathlib

import jax
import jax.numpy as jnp
from jax import export


def initial(key, layers: int, width: int, vocabulary: int, length: int):
    keys = iter(jax.random.split(key, 2 + 4 * layers))

    def weights(*shape):
        return jax.random.normal(next(keys), shape) / math.sqrt(shape[0])

    def layer():
        return {
            "norm1": jnp.ones(width),
            "qkv": weights(width, 3 * width),
            "out": weights(width, width),
            "norm2": jnp.ones(width),
            "up": weights(width, 4 * width),
            "down": weights(4 * width, width),
        }

    return {
        "tokens": weights(vocabulary, width),
        "positions": weights(length, width),
        "layers": [layer() for _ in range(layers)],
        "norm": jnp.ones(width),
    }


def normalise(x, scale):
    return x * jax.lax.rsqrt(jnp.mean(jnp.square(x), -1, keepdims=True) + 1e-6) * scale


def attend(x, layer, heads: int):
    batch, length, width = x.shape
    qkv = (x @ layer["qkv"]).reshape(batch, length, 3, heads, width // heads)
    query, key, value = (qkv[:, :, i] for i in range(3))
    scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / math.sqrt(width // heads)
    scores = jnp.where(jnp.tril(jnp.ones((length, length), bool)), scores, -jnp.inf)
    mixed = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), value)
    return mixed.reshape(batch, length, width) @ layer["out"]


def logits(parameters, inputs, heads: int):
    x = parameters["tokens"][inputs] + parameters["positions"][: inputs.shape[1]]
    for layer in parameters["layers"]:
        x = x + attend(normalise(x, layer["norm1"]), layer, heads)
        x = x + jax.nn.gelu(normalise(x, layer["norm2"]) @ layer["up"]) @ layer["down"]
    return normalise(x, parameters["norm"]) @ parameters["tokens"].T


def loss(parameters, tokens, heads: int):
    inputs, targets = tokens[:, :-1], tokens[:, 1:]
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits(parameters, inputs, heads)), targets[..., None], -1)
    return -jnp.mean(chosen)


def step(heads: int, state, tokens):
    """One step of AdamW (Loshchilov and Hutter 2019, algorithm 2) with the gradient's norm clipped to 1."""
    parameters, first, second, count = state
    value, gradient = jax.value_and_grad(loss)(parameters, tokens, heads)
    norm = jnp.sqrt(sum(jnp.sum(jnp.square(g)) for g in jax.tree.leaves(gradient)))
    gradient = jax.tree.map(lambda g: g * jnp.minimum(1, 1 / norm), gradient)
    count = count + 1
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree.map(lambda v, g: 0.95 * v + 0.05 * jnp.square(g), second, gradient)

    def update(p, m, v):
        corrected = (m / (1 - 0.9**count)) / (jnp.sqrt(v / (1 - 0.95**count)) + 1e-8)
        return p - 3e-4 * (corrected + 0.1 * p)

    return (jax.tree.map(update, parameters, first, second), first, second, count), value


def artifact(layers: int, width: int) -> bytes:
    state = jax.eval_shape(
        lambda: (
            parameters := initial(jax.random.key(0), layers, width, 8000, 256),
            jax.tree.map(jnp.zeros_like, parameters),
            jax.tree.map(jnp.zeros_like, parameters),
            jnp.float32(0),
        )
    )
    tokens = jax.ShapeDtypeStruct((8, 257), jnp.int32)
    exported = export.export(jax.jit(functools.partial(step, width // 64)), platforms=["cpu"])(state, tokens)
    return exported.mlir_module_serialized


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--width", type=int, default=512)
    options = parser.parse_args()
    options.output.write_bytes(artifact(options.layers, options.width))
