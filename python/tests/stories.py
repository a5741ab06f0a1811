"""A language model that tells stories: a Llama of 260,000 parameters, written in JAX."""

import json

import jax
import jax.numpy as jnp
import numpy as np

LENGTH = 43


def tell_story(forward, first):
    """Always the likeliest next token."""
    tokens = np.zeros(LENGTH, np.int32)
    tokens[0] = first
    for i in range(1, LENGTH):
        tokens[i] = forward(tokens)[i - 1].argmax()
    return tokens


def read_safetensors(path):
    """The arrays of a file in the safetensors format: the length of a JSON header, the header, the bytes."""
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(content[start:], "<f4", int(np.prod(entry["shape"])), entry["data_offsets"][0])
        .reshape(entry["shape"])
        for name, entry in header.items()
    }


def logits(weights, config, tokens):
    """The scores of each next token, for each place of a sequence."""
    x = jnp.asarray(weights["model.embed_tokens.weight"])[tokens]
    for layer in range(config["num_hidden_layers"]):
        part = lambda name: weights[f"model.layers.{layer}.{name}.weight"]
        x += attention(part, config, normalize(x, part("input_layernorm"), config))
        y = normalize(x, part("post_attention_layernorm"), config)
        x += (jax.nn.silu(y @ part("mlp.gate_proj").T) * (y @ part("mlp.up_proj").T)) @ part("mlp.down_proj").T
    return normalize(x, weights["model.norm.weight"], config) @ weights["model.embed_tokens.weight"].T


def normalize(x, scale, config):
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + config["rms_norm_eps"]) * scale


def attention(part, config, x):
    """Causal attention; several query heads share a key and value head."""
    length, size = x.shape[0], config["head_dim"]
    heads = lambda name: (x @ part(f"self_attn.{name}_proj").T).reshape(length, -1, size)
    query, key, value = rotate(heads("q"), config), rotate(heads("k"), config), heads("v")
    shared = config["num_attention_heads"] // config["num_key_value_heads"]
    key, value = jnp.repeat(key, shared, 1), jnp.repeat(value, shared, 1)
    scores = jnp.einsum("qhd,khd->hqk", query, key) / np.float32(np.sqrt(size))
    scores = jnp.where(jnp.tril(jnp.ones((length, length), bool)), scores, -jnp.inf)
    mixed = jnp.einsum("hqk,khd->qhd", jax.nn.softmax(scores), value)
    return mixed.reshape(length, -1) @ part("self_attn.o_proj").T


def rotate(x, config):
    """Rotary position embedding, halves side by side."""
    half = config["head_dim"] // 2
    frequencies = config["rope_parameters"]["rope_theta"] ** (-np.arange(half, dtype=np.float32) / half)
    angles = np.arange(x.shape[0], dtype=np.float32)[:, None, None] * frequencies
    cosine, sine = jnp.cos(angles), jnp.sin(angles)
    first, second = x[..., :half], x[..., half:]
    return jnp.concatenate([first * cosine - second * sine, second * cosine + first * sine], -1)
