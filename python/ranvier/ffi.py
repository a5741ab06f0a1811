"""XLA's foreign function interface, seen from Python: how Ranvier's one handler reads a call and registers itself."""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p

from ranvier import jax_internals

FFI_EXTENSION = 5
UNKNOWN = 2

# The version of the custom call API whose handlers take an XLA_FFI_CallFrame.
TYPED = 1


class Extension(Structure):
    pass


Extension._fields_ = [("struct_size", c_size_t), ("type", c_int32), ("next", POINTER(Extension))]


class FfiExtension(Structure):
    _fields_ = [("base", Extension), ("register_type", c_void_p), ("add_user_data", c_void_p), ("register", c_void_p)]


class Api(Structure):
    _fields_ = [("struct_size", c_size_t), ("extensions", POINTER(Extension))]


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
        ("sizes", c_void_p),
    ]


class Buffers(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("size", c_int64),
        ("types", c_void_p),
        ("buffers", POINTER(POINTER(Buffer))),
    ]


class Scalar(Structure):
    _fields_ = [("dtype", c_int32), ("value", POINTER(c_int64))]


class Attributes(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("size", c_int64),
        ("types", c_void_p),
        ("names", c_void_p),
        ("values", POINTER(POINTER(Scalar))),
    ]


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


Handler = ctypes.CFUNCTYPE(c_void_p, POINTER(CallFrame))


def error(frame: CallFrame, message: str) -> int:
    """What a handler returns to fail."""
    text = message.encode()
    return frame.api.contents.create_error(ErrorArguments(ctypes.sizeof(ErrorArguments), None, text, UNKNOWN))


def _register(library: str, target: str, handler: int) -> None:
    """Registers a handler, which must never be freed, with the plugin's FFI extension."""
    get_api = ctypes.CDLL(library).GetPjrtApi
    get_api.restype = POINTER(Api)
    extension = get_api().contents.extensions
    while extension.contents.type != FFI_EXTENSION:
        extension = extension.contents.next
    function = ctypes.CFUNCTYPE(c_void_p, POINTER(RegisterArguments))(
        ctypes.cast(extension, POINTER(FfiExtension)).contents.register
    )
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
