"""Rows of transformers: the one of bench/transformer.py, forward and a training step, and MiniLM's architecture; and a
recurrent network."""

import functools
import math
import pathlib
import sys

import numpy as np

from row import Row, normal

sys.path.append(str(pathlib.Path(__file__).parent.parent))

LAYERS, WIDTH, HEADS, VOCABULARY, POSITIONS = 6, 512, 8, 8000, 256
BATCH, LENGTH = 4, 128
# In JAX's order of bench/transformer.py's parameters: those of a layer, layer by layer, then the others.
LAYER_SHAPES = {
    "down": (4 * WIDTH, WIDTH),
    "norm1": (WIDTH,),
    "norm2": (WIDTH,),
    "out": (WIDTH, WIDTH),
    "qkv": (WIDTH, 3 * WIDTH),
    "up": (WIDTH, 4 * WIDTH),
}
OTHER_SHAPES = {"norm": (WIDTH,), "positions": (POSITIONS, WIDTH), "tokens": (VOCABULARY, WIDTH)}
PARAMETERS = LAYERS * len(LAYER_SHAPES) + len(OTHER_SHAPES)


def parameters():
    def initial(seed: int, shape):
        return np.ones(shape, np.float32) if len(shape) == 1 else normal(seed, *shape, scale=1 / math.sqrt(shape[0]))

    shapes = [*(shape for _ in range(LAYERS) for shape in LAYER_SHAPES.values()), *OTHER_SHAPES.values()]
    return [initial(seed, shape) for seed, shape in enumerate(shapes)]


def tokens(batch: int, length: int):
    return np.random.default_rng(1).integers(0, VOCABULARY, (batch, length)).astype(np.int32)


def named(flat):
    """The parameters by name, as bench/transformer.py has them."""
    size = len(LAYER_SHAPES)
    layers = [dict(zip(LAYER_SHAPES, flat[i * size : (i + 1) * size])) for i in range(LAYERS)]
    return {"layers": layers, **dict(zip(OTHER_SHAPES, flat[LAYERS * size :]))}


def forward_jax(*arguments):
    import transformer

    *flat, inputs = arguments
    return transformer.logits(named(flat), inputs, HEADS)


def train_jax(*arguments):
    import jax
    import transformer

    *state, count, inputs = arguments
    groups = (named(state[i * PARAMETERS : (i + 1) * PARAMETERS]) for i in range(3))
    state, loss = transformer.step(HEADS, (*groups, count), inputs)
    return (*jax.tree.leaves(state), loss)


def normalise(x, scale):
    import torch

    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6) * scale


def layer_torch(x, layer):
    from torch.nn import functional

    batch, length, width = x.shape
    qkv = normalise(x, layer["norm1"]) @ layer["qkv"]
    query, key, value = qkv.view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
    mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
    x = x + mixed.transpose(1, 2).reshape(batch, length, width) @ layer["out"]
    return x + functional.gelu(normalise(x, layer["norm2"]) @ layer["up"], approximate="tanh") @ layer["down"]


def logits_torch(weights, inputs):
    from torch.nn import functional

    x = functional.embedding(inputs, weights["tokens"]) + weights["positions"][: inputs.shape[1]]
    for layer in weights["layers"]:
        x = layer_torch(x, layer)
    return normalise(x, weights["norm"]) @ weights["tokens"].T


def forward_torch(*arguments):
    *flat, inputs = arguments
    return logits_torch(named(flat), inputs)


def loss_torch(flat, inputs):
    from torch.nn import functional

    logits = logits_torch(named(flat), inputs[:, :-1])
    return functional.cross_entropy(logits.flatten(0, 1), inputs[:, 1:].flatten().long())


def update_torch(weights, gradient, first, second, count):
    """AdamW as in bench/transformer.py, in place."""
    import torch

    norm = torch.linalg.vector_norm(torch.stack(torch._foreach_norm(gradient)))
    torch._foreach_mul_(gradient, (1 / norm).clamp(max=1))
    count += 1
    torch._fused_adamw_(
        weights, gradient, first, second, [], [count] * len(weights),
        lr=3e-4, beta1=0.9, beta2=0.95, weight_decay=0.1, eps=1e-8, amsgrad=False, maximize=False,
    )  # fmt: skip


def train_torch(*arguments):
    """As bench/transformer.py's step. Inductor compiles the gradient; it refuses the fused update."""
    import torch

    *state, count, inputs = arguments
    weights, first, second = (list(state[i * PARAMETERS : (i + 1) * PARAMETERS]) for i in range(3))
    gradient, loss = torch.func.grad_and_value(loss_torch)(weights, inputs)
    torch.compiler.disable(update_torch)(weights, list(gradient), first, second, count)
    return (*weights, *first, *second, count, loss)


def train_inputs():
    flat = parameters()
    zeros = [np.zeros_like(array) for array in flat]
    return [*flat, *zeros, *(array.copy() for array in zeros), np.zeros((), np.float32), tokens(BATCH, LENGTH + 1)]


def forward_work(batch: int) -> int:
    count = batch * LENGTH
    return 2 * count * (LAYERS * 12 * WIDTH**2 + WIDTH * VOCABULARY) + LAYERS * 4 * count * LENGTH * WIDTH


def forward_row(batch: int) -> Row:
    return Row(
        name=f"transformer of 23M parameters, batch {batch}x{LENGTH}, forward",
        jax=forward_jax,
        torch=forward_torch,
        inputs=lambda: [*parameters(), tokens(batch, LENGTH)],
        weights=range(PARAMETERS),
        work=forward_work(batch),
        peak="f32",
        tolerance=1e-4,
    )


# MiniLM: sentence-transformers/all-MiniLM-L6-v2.
BERT_LAYERS, BERT_WIDTH, BERT_HEADS, BERT_INNER, BERT_VOCABULARY, BERT_LENGTH = 6, 384, 12, 1536, 30522, 128
BERT_NORM = ((BERT_WIDTH,), (BERT_WIDTH,))
BERT_LAYER_SHAPES = (
    *((BERT_WIDTH, BERT_WIDTH), (BERT_WIDTH,)) * 4,
    *BERT_NORM,
    (BERT_WIDTH, BERT_INNER),
    (BERT_INNER,),
    (BERT_INNER, BERT_WIDTH),
    (BERT_WIDTH,),
    *BERT_NORM,
)
BERT_SHAPES = ((BERT_VOCABULARY, BERT_WIDTH), (512, BERT_WIDTH), (BERT_WIDTH,), *BERT_NORM, *BERT_LAYER_SHAPES * BERT_LAYERS)


def bert_inputs(batch: int):
    """Token numbers, a mask of which tokens are there, then the weights."""
    generator = np.random.default_rng(1)
    mask = np.ones((batch, BERT_LENGTH), np.float32)
    arrays = [generator.integers(0, BERT_VOCABULARY, (batch, BERT_LENGTH)).astype(np.int32), mask]
    for seed, shape in enumerate(BERT_SHAPES):
        is_scale = len(shape) == 1 and seed + 1 < len(BERT_SHAPES) and BERT_SHAPES[seed + 1] == shape
        arrays.append((1 if is_scale and seed > 2 else 0) + normal(seed, *shape, scale=0.05))
    return arrays


def bert(embed, dense, layer_norm, attend, gelu, ids, mask, words, positions, kind, scale, shift, *weights):
    """The last hidden state, by a framework's functions."""
    weights = iter(weights)
    bias = ((1 - mask) * -1e9)[:, None, None, :]
    x = layer_norm(embed(ids, words) + positions[: ids.shape[1]] + kind, scale, shift)

    def apply(function, x, count: int):
        return function(x, *(next(weights) for _ in range(count)))

    def split(x):
        return x.reshape(*x.shape[:2], BERT_HEADS, BERT_WIDTH // BERT_HEADS).swapaxes(1, 2)

    for _ in range(BERT_LAYERS):
        query, key, value = (split(apply(dense, x, 2)) for _ in range(3))
        mixed = attend(query, key, value, bias).swapaxes(1, 2).reshape(x.shape)
        x = apply(layer_norm, x + apply(dense, mixed, 2), 2)
        inner = gelu(apply(dense, x, 2))
        x = apply(layer_norm, x + apply(dense, inner, 2), 2)
    return x


def bert_jax(*arguments):
    import jax
    import jax.numpy as jnp

    def layer_norm(x, scale, shift):
        mean = jnp.mean(x, -1, keepdims=True)
        variance = jnp.mean(jnp.square(x - mean), -1, keepdims=True)
        return (x - mean) * jax.lax.rsqrt(variance + 1e-12) * scale + shift

    def attend(query, key, value, bias):
        scores = jnp.einsum("bhqd,bhkd->bhqk", query, key) / math.sqrt(query.shape[-1]) + bias
        return jnp.einsum("bhqk,bhkd->bhqd", jax.nn.softmax(scores), value)

    def dense(x, weights, bias):
        return x @ weights + bias

    def embed(ids, words):
        return words[ids]

    return bert(embed, dense, layer_norm, attend, functools.partial(jax.nn.gelu, approximate=False), *arguments)


def bert_torch(*arguments):
    from torch.nn import functional

    def layer_norm(x, scale, shift):
        return functional.layer_norm(x, (BERT_WIDTH,), scale, shift, 1e-12)

    def attend(query, key, value, bias):
        return functional.scaled_dot_product_attention(query, key, value, bias)

    return bert(functional.embedding, functional.linear, layer_norm, attend, functional.gelu, *arguments)


def bert_to_torch(arrays):
    """The matrices of layers transposed, as PyTorch's linear layers have them."""
    first = 2 + len(BERT_SHAPES) - BERT_LAYERS * len(BERT_LAYER_SHAPES)
    return [array.T if i >= first and array.ndim == 2 else array for i, array in enumerate(arrays)]


def bert_row(batch: int) -> Row:
    count = batch * BERT_LENGTH
    dense = 4 * BERT_WIDTH**2 + 2 * BERT_WIDTH * BERT_INNER
    return Row(
        name=f"bert MiniLM 128 tokens, batch {batch}",
        jax=bert_jax,
        torch=bert_torch,
        inputs=functools.partial(bert_inputs, batch),
        to_torch=bert_to_torch,
        weights=range(2, 2 + len(BERT_SHAPES)),
        work=BERT_LAYERS * count * (2 * dense + 4 * BERT_LENGTH * BERT_WIDTH),
        peak="f32",
        tolerance=1e-4,
    )


RNN_STEPS, RNN_BATCH, RNN_WIDTH = 128, 32, 512


def rnn_jax(x, inner, outer, bias):
    import jax
    import jax.numpy as jnp

    def step(hidden, x):
        hidden = jnp.tanh(x @ inner + hidden @ outer + bias)
        return hidden, hidden

    return jax.lax.scan(step, jnp.zeros(x.shape[1:]), x)[1]


def rnn_torch(x, inner, outer, bias):
    import torch

    hidden = torch.zeros(1, RNN_BATCH, RNN_WIDTH)
    weights = [inner, outer, bias, torch.zeros_like(bias)]
    return torch.rnn_tanh(x, hidden, weights, True, 1, 0.0, False, False, False)[0]


def rnn_inputs():
    width = RNN_WIDTH
    weights = [normal(seed, width, width, scale=1 / math.sqrt(width)) for seed in (2, 3)]
    return [normal(1, RNN_STEPS, RNN_BATCH, width), *weights, normal(4, width, scale=0.1)]


# A layer of usual size.
LSTM_STEPS, LSTM_BATCH, LSTM_WIDTH = 128, 16, 256


def lstm_jax(x, inner, outer, bias):
    import jax
    import jax.numpy as jnp

    def step(state, x):
        hidden, cell = state
        enter, keep, new, leave = jnp.split(x @ inner + hidden @ outer + bias, 4, -1)
        cell = jax.nn.sigmoid(keep) * cell + jax.nn.sigmoid(enter) * jnp.tanh(new)
        hidden = jax.nn.sigmoid(leave) * jnp.tanh(cell)
        return (hidden, cell), hidden

    zeros = jnp.zeros((LSTM_BATCH, LSTM_WIDTH))
    return jax.lax.scan(step, (zeros, zeros), x)[1]


def lstm_torch(x, inner, outer, bias):
    import torch

    state = [torch.zeros(1, LSTM_BATCH, LSTM_WIDTH)] * 2
    weights = [inner, outer, bias, torch.zeros_like(bias)]
    return torch.lstm(x, state, weights, True, 1, 0.0, False, False, False)[0]


def lstm_inputs():
    width = LSTM_WIDTH
    weights = [normal(seed, width, 4 * width, scale=1 / math.sqrt(width)) for seed in (2, 3)]
    return [normal(1, LSTM_STEPS, LSTM_BATCH, width), *weights, normal(4, 4 * width, scale=0.1)]


ROWS = {
    "transformer": [
        forward_row(1),
        forward_row(BATCH),
        Row(
            name="transformer of 23M parameters, batch 4x128, training step",
            jax=train_jax,
            torch=train_torch,
            inputs=train_inputs,
            carry=3 * PARAMETERS + 1,
            work=3 * forward_work(BATCH),
            peak="f32",
            tolerance=1e-2,
            absent={"frozen": "the weights change", "onnxruntime": "computes no gradients"},
        ),
    ],
    "rnn": [
        Row(
            name=f"rnn scan of {RNN_STEPS} steps, batch {RNN_BATCH}, width {RNN_WIDTH}",
            jax=rnn_jax,
            torch=rnn_torch,
            inputs=rnn_inputs,
            to_torch=lambda arrays: [arrays[0], arrays[1].T, arrays[2].T, arrays[3]],
            weights=(1, 2, 3),
            work=2 * 2 * RNN_STEPS * RNN_BATCH * RNN_WIDTH**2,
            peak="f32",
            tolerance=1e-4,
        ),
        Row(
            name=f"rnn lstm of {LSTM_STEPS} steps, batch {LSTM_BATCH}, width {LSTM_WIDTH}",
            jax=lstm_jax,
            torch=lstm_torch,
            inputs=lstm_inputs,
            to_torch=lambda arrays: [arrays[0], arrays[1].T, arrays[2].T, arrays[3]],
            weights=(1, 2, 3),
            work=2 * 2 * 4 * LSTM_STEPS * LSTM_BATCH * LSTM_WIDTH**2,
            peak="f32",
            tolerance=1e-4,
        ),
    ],
    "bert": [bert_row(1), bert_row(8)],
}
