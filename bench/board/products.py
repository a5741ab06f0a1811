"""Rows of matrix products."""

import functools
import math
import pathlib

import ml_dtypes
import numpy as np

from row import Row, normal

L3 = pathlib.Path("/sys/devices/system/cpu/cpu0/cache/index3/size")
NO_BF16 = "has no bf16 product on CPU"


def product(a, b):
    return a @ b


def matrices(m: int, n: int, k: int, dtype=np.float32, batch: tuple[int, ...] = ()):
    return [normal(1, *batch, m, k).astype(dtype), normal(2, *batch, k, n).astype(dtype)]


def gemm(m: int, n: int, k: int, threads=(2,)) -> Row:
    shape = f"{m}" if m == n == k else f"{m}x{k} @ {k}x{n}"
    return Row(
        name=f"gemm {shape} f32",
        jax=product,
        torch=product,
        inputs=functools.partial(matrices, m, n, k),
        weights=(1,),
        threads=threads,
        work=2 * m * n * k,
        peak="f32",
    )


def gemm_bf16(size: int, threads=(2,)) -> Row:
    return Row(
        name=f"gemm {size} bf16",
        jax=product,
        torch=product,
        inputs=functools.partial(matrices, size, size, size, ml_dtypes.bfloat16),
        weights=(1,),
        threads=threads,
        work=2 * size**3,
        peak="bf16",
        tolerance=1e-2,
        absent={"onnxruntime": NO_BF16},
    )


def batched(batch: int, size: int) -> Row:
    return Row(
        name=f"gemm batch {batch} of {size} f32",
        jax=product,
        torch=product,
        inputs=functools.partial(matrices, size, size, size, batch=(batch,)),
        threads=(2,),
        work=2 * batch * size**3,
        peak="f32",
    )


def gemv_size() -> int:
    """The side of a square f32 matrix of at least eight times the last cache."""
    try:
        cache = int(L3.read_text().strip().removesuffix("K")) * 1024
    except (OSError, ValueError):
        cache = 32 << 20
    return min(16384, 1024 * math.ceil(math.sqrt(8 * cache / 4) / 1024))


def gemv(dtype, threads) -> Row:
    size = gemv_size()
    name = np.dtype(dtype).name.replace("float32", "f32").replace("bfloat16", "bf16")
    return Row(
        name=f"gemv {size} {name}",
        jax=product,
        torch=product,
        inputs=functools.partial(matrices, 1, size, size, dtype),
        weights=(1,),
        threads=threads,
        work=size * size * np.dtype(dtype).itemsize,
        peak="read",
        tolerance=1e-5 if name == "f32" else 1e-2,
        absent={} if name == "f32" else {"onnxruntime": NO_BF16},
    )


ROWS = {
    "gemm": [
        gemm(512, 512, 512, (1, 2)),
        gemm(1024, 1024, 1024, (1, 2)),
        gemm(2048, 2048, 2048, (1, 2)),
        gemm(4096, 4096, 4096),
        gemm(4, 4096, 4096),
        gemm(16, 4096, 4096),
        gemm(64, 4096, 4096),
        gemm(512, 64, 512),
        batched(64, 128),
        gemm_bf16(1024, (1, 2)),
        gemm_bf16(2048, (1, 2)),
    ],
    "gemv": [gemv(np.float32, (1, 2)), gemv(ml_dtypes.bfloat16, (1, 2))],
}
