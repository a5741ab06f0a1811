"""Python functions that programs call: one native handler under one custom call target, and an id for each function."""

import collections
import ctypes
import itertools
import traceback
import weakref

import jax.ffi
import numpy as np

from ranvier import ffi, jax_internals

TARGET = "ranvier_python_callback"

# A run may outlive the Python executable that started it: so many callbacks stay callable after theirs has gone.
KEPT = 1000

_ids = itertools.count()
_callbacks = {}
_dropped = collections.deque()


class _Callback:
    """Keeps a function callable as long as it lives; JAX keeps it as long as the executable."""

    def __init__(self, function, operands, results):
        self.id = next(_ids)
        _callbacks[self.id] = function, operands, results
        weakref.finalize(self, _drop, self.id).atexit = False


def _drop(callback_id):
    _dropped.append(callback_id)
    if len(_dropped) > KEPT:
        _callbacks.pop(_dropped.popleft(), None)


def _array(buffer, aval, writable):
    """The elements in place, or a copy that the function may keep."""
    dtype = np.dtype(aval.dtype)
    size = int(np.prod(aval.shape)) * dtype.itemsize
    memory = (ctypes.c_uint8 * size).from_address(buffer.contents.data)
    array = np.frombuffer(memory, np.uint8).view(dtype).reshape(aval.shape)
    return array if writable else array.copy()


@ffi.Handler
def _handle(pointer):
    frame = pointer.contents
    try:
        function, operands, results = _callbacks[frame.attributes.values[0].contents.value[0]]
        arguments = [_array(frame.arguments.buffers[i], aval, False) for i, aval in enumerate(operands)]
        values = function(*arguments)
        if len(values) != len(results):
            raise RuntimeError(
                "Mismatched number of outputs from callback. "
                f"Expected: {len(results)}, Actual: {len(values)}"
            )
        for i, value in enumerate(values):
            value = jax_internals.canonicalize_value(np.asarray(value))
            expected = results[i]
            if value.shape != expected.shape:
                raise RuntimeError(
                    f"Incorrect output shape for return value #{i}: Expected: {expected.shape}, Actual: {value.shape}"
                )
            if value.dtype != expected.dtype:
                raise RuntimeError(
                    f"Incorrect output dtype for return value #{i}: Expected: {expected.dtype}, Actual: {value.dtype}"
                )
            if value.size:
                _array(frame.results.buffers[i], expected, True)[...] = value
        return None
    except BaseException:
        return ffi.error(frame, traceback.format_exc())


def emit(context, callback, token, operands, operand_avals, result_avals, *, has_side_effect, **_):
    """Stands in for JAX's ``emit_python_callback`` on this platform: results, token and what keeps the function alive.

    The call gets no sharding: a program of several partitions calls once, with whole arrays.
    """
    known = _Callback(callback, list(operand_avals), list(result_avals))
    context.module_context.add_keepalive(known)
    if token:
        operands = [token, *operands]
        context = context.replace(
            avals_in=[jax_internals.abstract_token, *context.avals_in],
            avals_out=[jax_internals.abstract_token, *context.avals_out],
        )
    lowering = jax_internals.build_ffi_lowering_function(TARGET, has_side_effect=has_side_effect)
    call = lowering(context, *operands, id=np.int64(known.id))
    results = call.results
    if token:
        token, *results = results
    return results, token, known


def register(platform):
    jax.ffi.register_ffi_target(TARGET, jax.ffi.pycapsule(_handle), platform)
