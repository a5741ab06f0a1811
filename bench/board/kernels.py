"""Rows of kernels other than products: over rows of a matrix."""

import functools

from row import Row, normal

ROWS_OF_MATRIX, COLUMNS = 4096, 1024
ELEMENTS = ROWS_OF_MATRIX * COLUMNS
READ_AND_WRITTEN = 2 * 4 * ELEMENTS


def matrix():
    return [normal(1, ROWS_OF_MATRIX, COLUMNS)]


def softmax_jax(x):
    import jax

    return jax.nn.softmax(x, axis=-1)


def softmax_torch(x):
    return x.softmax(-1)


def layer_norm_jax(x, scale, shift):
    import jax
    import jax.numpy as jnp

    mean = jnp.mean(x, -1, keepdims=True)
    variance = jnp.mean(jnp.square(x - mean), -1, keepdims=True)
    normal = (x - mean) * jax.lax.rsqrt(variance + 1e-5) * scale + shift
    return jax.nn.gelu(normal, approximate=False)


def layer_norm_torch(x, scale, shift):
    from torch.nn import functional

    return functional.gelu(functional.layer_norm(x, (x.shape[-1],), scale, shift, 1e-5))


def layer_norm_inputs():
    return [*matrix(), 1 + normal(2, COLUMNS, scale=0.1), normal(3, COLUMNS, scale=0.1)]


memory_row = functools.partial(Row, threads=(1, 2), work=READ_AND_WRITTEN, peak="read")

ROWS = {
    "softmax": [
        memory_row(
            name=f"softmax {ROWS_OF_MATRIX}x{COLUMNS}",
            jax=softmax_jax,
            torch=softmax_torch,
            inputs=matrix,
        )
    ],
    "layernorm": [
        memory_row(
            name=f"layernorm+gelu {ROWS_OF_MATRIX}x{COLUMNS}",
            jax=layer_norm_jax,
            torch=layer_norm_torch,
            inputs=layer_norm_inputs,
        )
    ],
}
