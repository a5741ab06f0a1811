"""Python functions that programs call: the handlers behind the targets that JAX writes for its CPU, and an id for each."""

import itertools
import secrets
import weakref

import jax.ffi

from ranvier import buffers, ffi

# Ids of another process, read from a saved program, are not taken for ids of this one.
_ids = itertools.count(secrets.randbits(32) << 30)

# JAX keeps a function as long as its program or a run of it lives.
_functions = weakref.WeakValueDictionary()


def number(function) -> int:
    """The id by which programs call the function."""
    function_id = next(_ids)
    _functions[function_id] = function
    return function_id


def _function(function_id):
    function = _functions.get(function_id)
    if function is None:
        raise RuntimeError("the Python function of this callback is not in this process: it was compiled in another")
    return function


@ffi.handler
def _call_with_arrays(function_id, arguments, results):
    """Arguments are copies that the function may keep; a token is None on both sides."""
    values = _function(function_id)(*[None if array is None else array.copy() for array in arguments])
    for result, value in zip(results, values):
        if result is not None:
            result[...] = value


@ffi.handler
def _call_with_buffers(function_id, arguments, results):
    _function(function_id)(
        buffers.ExecutionContext(),
        *[buffers.Buffer(array, writeable=False) for array in arguments],
        *[buffers.Buffer(array, writeable=True) for array in results],
    )


def register(platform: str) -> None:
    for target, handler in {
        "xla_ffi_python_cpu_callback": _call_with_arrays,
        "xla_ffi_partitioned_python_cpu_callback": _call_with_arrays,
        "xla_buffer_python_cpu_callback": _call_with_buffers,
    }.items():
        jax.ffi.register_ffi_target(target, jax.ffi.pycapsule(handler), platform)
