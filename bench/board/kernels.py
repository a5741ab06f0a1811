"""Rows of kernels over rows and planes: softmax, layer norm, attention, reductions, transposes."""

import functools
import math

from row import Row, normal

BYTES = 4


def matrix(rows: int, columns: int):
    return [normal(1, rows, columns)]


def softmax(x):
    import jax

    return jax.nn.softmax(x, axis=-1)


def softmax_torch(x):
    return x.softmax(-1)


def layer_norm(x, scale, shift):
    import jax
    import jax.numpy as jnp

    mean = jnp.mean(x, -1, keepdims=True)
    variance = jnp.mean(jnp.square(x - mean), -1, keepdims=True)
    normal = (x - mean) * jax.lax.rsqrt(variance + 1e-5) * scale + shift
    return jax.nn.gelu(normal, approximate=False)


def layer_norm_torch(x, scale, shift):
    from torch.nn import functional

    return functional.gelu(functional.layer_norm(x, (x.shape[-1],), scale, shift, 1e-5))


def layer_norm_inputs(rows: int, columns: int):
    return [*matrix(rows, columns), 1 + normal(2, columns, scale=0.1), normal(3, columns, scale=0.1)]


def attention(query, key, value):
    import jax
    import jax.numpy as jnp

    scores = jnp.einsum("bhqd,bhkd->bhqk", query, key) / math.sqrt(query.shape[-1])
    return jnp.einsum("bhqk,bhkd->bhqd", jax.nn.softmax(scores), value)


def attention_torch(query, key, value):
    from torch.nn import functional

    return functional.scaled_dot_product_attention(query, key, value)


def attention_row(batch: int, heads: int, length: int, width: int) -> Row:
    shape = (batch, heads, length, width)
    return Row(
        name=f"attention {'x'.join(map(str, shape))}",
        jax=attention,
        torch=attention_torch,
        inputs=lambda: [normal(seed, *shape) for seed in range(3)],
        work=4 * batch * heads * length * length * width,
        peak="f32",
    )


def reduction(name: str, jax_name: str, torch_name: str, axis, rows: int = 4096, columns: int = 4096) -> Row:
    def reduce(x):
        import jax.numpy as jnp

        return getattr(jnp, jax_name)(x, axis)

    def reduce_torch(x):
        import torch

        return getattr(torch, torch_name)(x, axis) if axis is not None else getattr(torch, torch_name)(x)

    return Row(
        name=f"reduce {name} of {rows}x{columns}",
        jax=reduce,
        torch=reduce_torch,
        inputs=functools.partial(matrix, rows, columns),
        work=BYTES * rows * columns,
        peak="read",
    )


def transpose(shape: tuple[int, ...], order: tuple[int, ...]) -> Row:
    def permute(x):
        import jax.numpy as jnp

        return jnp.transpose(x, order)

    def permute_torch(x):
        return x.permute(order).contiguous()

    return Row(
        name=f"transpose {'x'.join(map(str, shape))} by {','.join(map(str, order))}",
        jax=permute,
        torch=permute_torch,
        inputs=lambda: [normal(1, *shape)],
        work=2 * BYTES * math.prod(shape),
        peak="read",
        tolerance=0,
    )


ROWS = {
    "softmax": [
        Row(
            name=f"softmax {rows}x{columns}",
            jax=softmax,
            torch=softmax_torch,
            inputs=functools.partial(matrix, rows, columns),
            threads=threads,
            work=2 * BYTES * rows * columns,
            peak="read",
        )
        for rows, columns, threads in ((4096, 1024, (1, 2)), (128, 32000, (2,)))
    ],
    "layernorm": [
        Row(
            name="layernorm+gelu 4096x1024",
            jax=layer_norm,
            torch=layer_norm_torch,
            inputs=functools.partial(layer_norm_inputs, 4096, 1024),
            threads=(1, 2),
            work=2 * BYTES * 4096 * 1024,
            peak="read",
        )
    ],
    "attention": [attention_row(4, 8, 128, 64), attention_row(1, 8, 1024, 64)],
    "reduce": [
        reduction("sum over rows", "sum", "sum", 1),
        reduction("sum over columns", "sum", "sum", 0),
        reduction("max over all", "max", "amax", (0, 1)),
        reduction("argmax over rows", "argmax", "argmax", 1),
    ],
    "transpose": [transpose((4096, 4096), (1, 0)), transpose((32, 128, 8, 64), (0, 2, 1, 3))],
}
