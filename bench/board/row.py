"""What a row of the board is."""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

Arrays = list[np.ndarray]


def same(arrays: Arrays) -> Arrays:
    return arrays


@dataclasses.dataclass(frozen=True)
class Row:
    """A program that Ranvier and its peers run on the same inputs.

    name        of the row, which begins with its group
    jax         the program on JAX's arrays; Ranvier runs what JAX exports of it
    inputs      makes the inputs, each time the same
    torch       the same program on PyTorch's tensors; onnxruntime runs what PyTorch exports of it
    numpy       the same program on NumPy's arrays, where NumPy is a peer
    to_torch    makes PyTorch's inputs of the inputs, where it lays them out otherwise
    from_torch  makes the results of PyTorch's
    weights     indices of PyTorch's inputs that are constants in a frozen program and in onnxruntime's
    carry       how many results are the first inputs of the next call, which takes their memory
    threads     the numbers of threads to measure with
    work        how much a call does at least, in units of `peak`
    peak        "f32" or "bf16" (operations, a fused multiply-add is two), or "read" (bytes read and written)
    tolerance   the greatest difference from a peer, relative to the greatest magnitude of the result
    absent      the peers that do not run this, each with the reason
    """

    name: str
    jax: Callable
    inputs: Callable[[], Arrays]
    torch: Callable | None = None
    numpy: Callable | None = None
    to_torch: Callable[[Arrays], Arrays] = same
    from_torch: Callable[[Arrays], Arrays] = same
    weights: Sequence[int] = ()
    carry: int = 0
    threads: Sequence[int] = (2,)
    work: float = 0
    peak: str = ""
    tolerance: float = 1e-5
    absent: dict[str, str] = dataclasses.field(default_factory=dict)

    def facts(self):
        """What the one who measures needs to know."""
        return {
            "name": self.name,
            "threads": list(self.threads),
            "work": self.work,
            "peak": self.peak,
            "carry": self.carry,
            "tolerance": self.tolerance,
        }


def normal(seed: int, *shape: int, scale: float = 1.0) -> np.ndarray:
    """Normally distributed f32."""
    return np.random.default_rng(seed).standard_normal(shape, np.float32) * np.float32(scale)


def difference(results: Arrays, others: Arrays) -> float:
    """The greatest difference of two lists of arrays, each relative to the greatest magnitude in `others`."""
    if len(results) != len(others):
        raise ValueError(f"{len(results)} results, but {len(others)}")
    greatest = 0.0
    for result, other in zip(results, others):
        if result.shape != other.shape:
            raise ValueError(f"a result of shape {result.shape}, but {other.shape}")
        if not result.size:
            continue
        result, other = (np.asarray(array, wide(array)) for array in (result, other))
        if not np.array_equal(np.isnan(result), np.isnan(other)):
            return float("inf")
        magnitude = np.nanmax(np.abs(other)) or 1.0
        greatest = max(greatest, float(np.nanmax(np.abs(result - other)) / magnitude))
    return greatest


def wide(array: np.ndarray):
    return np.complex128 if np.iscomplexobj(array) else np.float64
