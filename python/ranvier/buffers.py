"""What the functions of ``jax.experimental.buffer_callback`` get on Ranvier, as JAX's own classes are on its CPU."""

import jax
import numpy as np

from ranvier import dlpack, jax_internals


class ExecutionContext:
    """Where the call happens."""

    @property
    def stage(self):
        return jax_internals.ExecutionStage.EXECUTE

    @property
    def stream(self):
        raise jax.errors.JaxRuntimeError("UNIMPLEMENTED: XLA FFI GPU context is not available: ranvier has no streams")


class Buffer:
    """An array of the program in place, valid during the call."""

    def __init__(self, array: np.ndarray, *, writeable: bool):
        self._array = array
        self._array.flags.writeable = writeable

    @property
    def dtype(self):
        return self._array.dtype

    @property
    def shape(self):
        return self._array.shape

    @property
    def ndim(self):
        return self._array.ndim

    @property
    def writeable(self):
        return self._array.flags.writeable

    def __array__(self, dtype=None, copy=None):
        return np.array(self._array, dtype, copy=copy)

    def __dlpack__(self, **options):
        return dlpack.capsule(self._array, **options)

    def __dlpack_device__(self):
        return dlpack.DEVICE
