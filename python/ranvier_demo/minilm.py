"""MiniLM-L6, a sentence embedding of 22 million parameters, in PyTorch and in JAX, on the weights of its ONNX file.

The weights and the tokenizer come in a jar of Maven Central; see pom.xml. The linear weights are constants without names
there, transposed: the bias that is added to a product names them.
"""

import pathlib
import zipfile

import jax
import jax.numpy as jnp
import numpy as np
import torch

LAYERS, WIDTH, HEADS, EPSILON = 6, 384, 12, 1e-12
HIDDEN = WIDTH // HEADS


def unpack(jar: pathlib.Path, folder: pathlib.Path):
    """The files of the model and of its tokenizer."""
    names = ["all-minilm-l6-v2.onnx", "all-minilm-l6-v2-tokenizer.json"]
    with zipfile.ZipFile(jar) as archive:
        for name in names:
            if not (folder / name).exists():
                archive.extract(name, folder)
    return [folder / name for name in names]


def weights(file: pathlib.Path):
    """The arrays by the names that they have in Hugging Face's BertModel; linear weights as (inputs, outputs)."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(file).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    for node in graph.node:
        if node.op_type == "Add" and node.input[0].endswith(".bias") and node.input[1] in products:
            arrays[node.input[0].replace(".bias", ".weight")] = arrays[products[node.input[1]]]
    return arrays


class MiniLM(torch.nn.Module):
    """Embeds sentences: tokens and a mask of which are there, (batch, length) both, to unit vectors, (batch, 384)."""

    def __init__(self, arrays):
        super().__init__()
        self.names = {name: name.replace(".", "_") for name in used(arrays)}
        for name, key in self.names.items():
            self.register_parameter(key, torch.nn.Parameter(torch.tensor(arrays[name]), requires_grad=False))

    def part(self, name):
        return getattr(self, self.names[name])

    def forward(self, tokens, mask):
        weight = self.part("embeddings.word_embeddings.weight")
        x = torch.nn.functional.embedding(tokens, weight) + self.part("embeddings.token_type_embeddings.weight")[0]
        x = self.normalise(x + self.part("embeddings.position_embeddings.weight")[: tokens.shape[1]], "embeddings")
        bias = torch.where(mask != 0, 0.0, -torch.inf)[:, None, None]
        for layer in range(LAYERS):
            x = self.layer(f"encoder.layer.{layer}", x, bias)
        kept = mask[..., None].to(x.dtype)
        return torch.nn.functional.normalize((x * kept).sum(1) / kept.sum(1), dim=-1)

    def layer(self, name, x, bias):
        parts = [self.linear(f"{name}.attention.self.{part}", x) for part in ("query", "key", "value")]
        query, key, value = (part.unflatten(-1, (HEADS, HIDDEN)).transpose(1, 2) for part in parts)
        mixed = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = self.linear(f"{name}.attention.output.dense", mixed.transpose(1, 2).flatten(2))
        x = self.normalise(x + mixed, f"{name}.attention.output")
        inner = torch.nn.functional.gelu(self.linear(f"{name}.intermediate.dense", x))
        return self.normalise(x + self.linear(f"{name}.output.dense", inner), f"{name}.output")

    def linear(self, name, x):
        return x @ self.part(f"{name}.weight") + self.part(f"{name}.bias")

    def normalise(self, x, name):
        scale, shift = self.part(f"{name}.LayerNorm.weight"), self.part(f"{name}.LayerNorm.bias")
        return torch.nn.functional.layer_norm(x, (WIDTH,), scale, shift, EPSILON)


def used(arrays):
    """The names of the weights of the embedding, without those of the pooler."""
    return [name for name in arrays if name.startswith(("embeddings.", "encoder.")) and name.endswith(("weight", "bias"))]


@jax.jit
def embed(arrays, tokens, mask):
    """What MiniLM computes, in JAX."""

    def linear(name, x):
        return x @ arrays[f"{name}.weight"] + arrays[f"{name}.bias"]

    def normalise(x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x * jax.lax.rsqrt(jnp.square(x).mean(-1, keepdims=True) + EPSILON)
        return x * arrays[f"{name}.LayerNorm.weight"] + arrays[f"{name}.LayerNorm.bias"]

    x = arrays["embeddings.word_embeddings.weight"][tokens] + arrays["embeddings.token_type_embeddings.weight"][0]
    x = normalise(x + arrays["embeddings.position_embeddings.weight"][: tokens.shape[1]], "embeddings")
    bias = jnp.where(mask != 0, 0.0, -jnp.inf)[:, None, None]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        parts = (linear(f"{name}.attention.self.{part}", x) for part in ("query", "key", "value"))
        query, key, value = (part.reshape(*x.shape[:2], HEADS, HIDDEN) for part in parts)
        scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / np.sqrt(HIDDEN).astype(np.float32) + bias
        mixed = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), value).reshape(x.shape)
        x = normalise(x + linear(f"{name}.attention.output.dense", mixed), f"{name}.attention.output")
        inner = jax.nn.gelu(linear(f"{name}.intermediate.dense", x), approximate=False)
        x = normalise(x + linear(f"{name}.output.dense", inner), f"{name}.output")
    kept = mask[..., None].astype(x.dtype)
    mean = (x * kept).sum(1) / kept.sum(1)
    return mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)
