"""Rows that move elements by their values: sorts, cumulative sums, gathers and scatters; and Fourier transforms."""

import math

import numpy as np

from row import Row, normal

MILLION = 1 << 20


def sort(x):
    import jax.numpy as jnp

    return jnp.sort(x)


def sort_torch(x):
    return x.sort().values


def sort_pairs(keys, values):
    import jax

    return jax.lax.sort((keys, values), num_keys=1, is_stable=True)


def sort_pairs_torch(keys, values):
    keys, order = keys.sort(stable=True)
    return keys, values[order]


def sort_pairs_numpy(keys, values):
    order = np.argsort(keys, stable=True)
    return keys[order], values[order]


def pairs():
    """Keys of which each comes about four times, so that an unstable sort is found out."""
    keys = np.random.default_rng(1).integers(0, MILLION // 4, MILLION).astype(np.float32)
    return [keys, np.arange(MILLION, dtype=np.int32)]


def cumsum(x):
    import jax.numpy as jnp

    return jnp.cumsum(x, -1)


def cumsum_torch(x):
    return x.cumsum(-1)


def cumsum_row(*shape: int) -> Row:
    return Row(
        name=f"cumsum {'x'.join(map(str, shape))}",
        jax=cumsum,
        torch=cumsum_torch,
        inputs=lambda: [normal(1, *shape)],
        work=8 * math.prod(shape),
        peak="read",
        tolerance=1e-4,
    )


def ids(count: int, bound: int):
    return np.random.default_rng(2).integers(0, bound, count).astype(np.int32)


def gather(table, indices):
    return table[indices]


def gather_torch(table, indices):
    return table.index_select(0, indices)


def scatter_add(table, indices, updates):
    return table.at[indices].add(updates)


def scatter_add_torch(table, indices, updates):
    return table.index_add(0, indices.long(), updates)


def spectrum(x):
    import jax.numpy as jnp

    return jnp.fft.fft(x)


def spectrum_torch(x):
    import torch

    return torch.fft.fft(x)


def real_spectrum(x):
    import jax.numpy as jnp

    return jnp.fft.rfft2(x)


def real_spectrum_torch(x):
    import torch

    return torch.fft.rfft2(x)


def complex_signal(rows: int, columns: int):
    return [(normal(1, rows, columns) + 1j * normal(2, rows, columns)).astype(np.complex64)]


NO_COMPLEX = {"inductor": "makes no code for complex numbers", "onnxruntime": "takes no complex numbers"}

ROWS = {
    "sort": [
        Row(
            name="sort 1M f32",
            jax=sort,
            torch=sort_torch,
            numpy=np.sort,
            inputs=lambda: [normal(1, MILLION)],
            threads=(1, 2),
            tolerance=0,
        ),
        Row(
            name="sort 1M f32 with i32 values, stable",
            jax=sort_pairs,
            torch=sort_pairs_torch,
            numpy=sort_pairs_numpy,
            inputs=pairs,
            threads=(1, 2),
            tolerance=0,
            absent={"onnxruntime": "has no stable sort"},
        ),
    ],
    "cumsum": [cumsum_row(4096, 1024), cumsum_row(4 * MILLION)],
    "gather": [
        Row(
            name="gather 4096 rows of 30522x384",
            jax=gather,
            torch=gather_torch,
            inputs=lambda: [normal(1, 30522, 384), ids(4096, 30522)],
            work=2 * 4 * 4096 * 384,
            peak="read",
            tolerance=0,
        ),
        Row(
            name="gather: scatter-add of 4096 rows to 30522x384",
            jax=scatter_add,
            torch=scatter_add_torch,
            inputs=lambda: [normal(1, 30522, 384), ids(4096, 30522), normal(3, 4096, 384)],
            work=2 * 4 * 30522 * 384,
            peak="read",
            # 3 of 150 calls of ScatterND on two threads differed from np.add.at, none on one thread.
            absent={"onnxruntime": "loses updates of a row that comes twice, where its threads meet"},
        ),
    ],
    "fft": [
        Row(
            name="fft 256x4096 c64",
            jax=spectrum,
            torch=spectrum_torch,
            inputs=lambda: complex_signal(256, 4096),
            work=5 * 256 * 4096 * 12,
            peak="f32",
            absent=NO_COMPLEX,
        ),
        Row(
            name="fft of real 1024x1024",
            jax=real_spectrum,
            torch=real_spectrum_torch,
            inputs=lambda: [normal(1, 1024, 1024)],
            work=2.5 * 1024 * 1024 * 20,
            peak="f32",
            absent=NO_COMPLEX,
        ),
    ],
}
