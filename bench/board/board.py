"""The rows of the board by group."""

import pathlib

import ml_dtypes
import numpy as np

import convolutions
import indexing
import kernels
import language
import products
from row import Arrays, Row

ROWS = products.ROWS | kernels.ROWS | indexing.ROWS | convolutions.ROWS | language.ROWS


def rows(group: str) -> list[Row]:
    return ROWS[group]


def row(name: str) -> Row:
    return next(row for rows in ROWS.values() for row in rows if row.name == name)


def load_results(folder: pathlib.Path) -> Arrays:
    """What Ranvier gave. NumPy has no bfloat16 and keeps it as two raw bytes."""
    with np.load(folder / "results.npz") as archive:
        arrays = [archive[str(i)] for i in range(len(archive.files))]
    return [array.view(ml_dtypes.bfloat16) if array.dtype.str == "|V2" else array for array in arrays]
