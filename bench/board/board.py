"""The rows of the board by group."""

import importlib
import pathlib

import numpy as np

from row import Arrays, Row

MODULES = {
    "gemm": "products",
    "gemv": "products",
    "softmax": "kernels",
    "layernorm": "kernels",
}


def rows(group: str) -> list[Row]:
    return importlib.import_module(MODULES[group]).ROWS[group]


def row(name: str) -> Row:
    group = name.split(" ")[0].rstrip(":")
    return next(row for row in rows(group) if row.name == name)


def load_results(folder: pathlib.Path) -> Arrays:
    """What Ranvier gave. NumPy has no bfloat16 and keeps it as two raw bytes."""
    import ml_dtypes

    with np.load(folder / "results.npz") as archive:
        arrays = [archive[str(i)] for i in range(len(archive.files))]
    return [array.view(ml_dtypes.bfloat16) if array.dtype.str == "|V2" else array for array in arrays]
