"""XLA's foreign function interface, seen from Python: handlers of custom calls, and how any handler reaches the plugin."""

import ctypes
import functools
import traceback
from ctypes import POINTER, Structure, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p

import ml_dtypes
import numpy as np

from ranvier import door, jax_internals

TYPED = 1
INTERNAL = 13
TOKEN = 17

# XLA_FFI_DataType.
DTYPES = {
    number: np.dtype(dtype)
    for number, dtype in {
        1: np.bool_,
        2: np.int8,
        3: np.int16,
        4: np.int32,
        5: np.int64,
        6: np.uint8,
        7: np.uint16,
        8: np.uint32,
        9: np.uint64,
        10: np.float16,
        11: np.float32,
        12: np.float64,
        15: np.complex64,
        16: ml_dtypes.bfloat16,
        18: np.complex128,
        19: ml_dtypes.float8_e5m2,
        20: ml_dtypes.float8_e4m3fn,
        21: ml_dtypes.int4,
        22: ml_dtypes.uint4,
        23: ml_dtypes.float8_e4m3b11fnuz,
        24: ml_dtypes.float8_e5m2fnuz,
        25: ml_dtypes.float8_e4m3fnuz,
        26: ml_dtypes.int2,
        27: ml_dtypes.uint2,
        28: ml_dtypes.float8_e4m3,
        29: ml_dtypes.float8_e3m4,
        32: ml_dtypes.float4_e2m1fn,
        33: ml_dtypes.float8_e8m0fnu,
    }.items()
}


class FfiExtension(Structure):
    number = 5
    _fields_ = [("base", door.Extension), ("register_type", c_void_p), ("add_user_data", c_void_p), ("register", c_void_p)]


class RegisterArguments(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("target", c_char_p),
        ("target_size", c_size_t),
        ("handler", c_void_p),
        ("platform", c_char_p),
        ("platform_size", c_size_t),
        ("traits", c_uint32),
    ]


class Buffer(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("dtype", c_int32),
        ("data", c_void_p),
        ("rank", c_int64),
        ("sizes", POINTER(c_int64)),
    ]

    def array(self) -> np.ndarray | None:
        """The elements in place, valid during the call; None for a token."""
        if self.dtype == TOKEN:
            return None
        dtype, shape = DTYPES[self.dtype], tuple(self.sizes[: self.rank])
        memory = (ctypes.c_uint8 * (int(np.prod(shape)) * dtype.itemsize)).from_address(self.data)
        return np.ndarray(shape, dtype, memory)


class Buffers(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("size", c_int64),
        ("types", c_void_p),
        ("buffers", POINTER(POINTER(Buffer))),
    ]

    def arrays(self) -> list[np.ndarray | None]:
        return [buffer.contents.array() for buffer in self.buffers[: self.size]]


class Scalar(Structure):
    _fields_ = [("dtype", c_int32), ("value", POINTER(c_uint64))]


class Attributes(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("size", c_int64),
        ("types", c_void_p),
        ("names", c_void_p),
        ("values", POINTER(POINTER(Scalar))),
    ]

    def only_number(self) -> int:
        """The value of the one attribute that there is, a 64-bit integer."""
        return self.values[0].contents.value[0]


class ErrorArguments(Structure):
    _fields_ = [("struct_size", c_size_t), ("extensions", c_void_p), ("message", c_char_p), ("code", c_int32)]


class FfiApi(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("version", c_size_t * 3),
        ("internal", c_void_p),
        ("create_error", ctypes.CFUNCTYPE(c_void_p, POINTER(ErrorArguments))),
    ]


class CallFrame(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("api", POINTER(FfiApi)),
        ("context", c_void_p),
        ("stage", c_int32),
        ("arguments", Buffers),
        ("results", Buffers),
        ("attributes", Attributes),
        ("future", c_void_p),
    ]


def handler(function):
    """Makes a native handler of a function of the call's number, its argument arrays, and result arrays to fill."""

    @ctypes.CFUNCTYPE(c_void_p, POINTER(CallFrame))
    @functools.wraps(function)
    def handle(pointer):
        frame = pointer.contents
        try:
            function(frame.attributes.only_number(), frame.arguments.arrays(), frame.results.arrays())
            return None
        except BaseException as error:
            text = _traceback(error).encode()
            return frame.api.contents.create_error(ErrorArguments(ctypes.sizeof(ErrorArguments), None, text, INTERNAL))

    return handle


def _traceback(error: BaseException) -> str:
    """Like ``traceback.format_exc``, which marks columns with a parser that Python 3.11 cannot run on two threads."""
    lines = [tuple(frame) for frame in traceback.extract_tb(error.__traceback__)]
    return "".join(
        ["Traceback (most recent call last):\n", *traceback.format_list(lines), *traceback.format_exception_only(error)]
    )


def _register(library: str, target: str, handler: int) -> None:
    """Registers a handler, which must never be freed, with the plugin's FFI extension."""
    register = door.extension(library, FfiExtension).register
    function = ctypes.CFUNCTYPE(c_void_p, POINTER(RegisterArguments))(register)
    name, platform = target.encode(), b"ranvier"
    arguments = RegisterArguments(
        ctypes.sizeof(RegisterArguments), name, len(name), handler, platform, len(platform), 0
    )
    if function(arguments):
        raise RuntimeError(f"ranvier: could not register the custom call {target}")


def _address(target: str, function) -> int:
    """The handler of a target as ``jax.ffi.register_ffi_target`` takes it: a capsule, or a capsule for each stage."""
    if isinstance(function, dict):
        if set(function) != {"execute"}:
            stages = ", ".join(function)
            raise NotImplementedError(f"ranvier: the custom call {target} has stages {stages}; only execute is known")
        function = function["execute"]
    get_name, get_pointer = ctypes.pythonapi.PyCapsule_GetName, ctypes.pythonapi.PyCapsule_GetPointer
    get_name.argtypes, get_name.restype = [ctypes.py_object], c_char_p
    get_pointer.argtypes, get_pointer.restype = [ctypes.py_object, c_char_p], c_void_p
    return get_pointer(function, get_name(function))


def connect(platform: str, library: str) -> None:
    """Hands what ``jax.ffi.register_ffi_target`` registers for ``platform`` to the plugin, once that has started."""

    def register(target, function, _, api_version, traits):
        if api_version != TYPED:
            raise NotImplementedError(f"ranvier: the custom call {target} must use XLA's typed interface, version 1")
        _register(library, target, _address(target, function))

    def opened(client):
        if client.platform == platform:
            jax_internals.register_custom_call_handler(platform, register)

    jax_internals.register_backend_initialization_hook(opened)
