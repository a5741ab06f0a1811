"""XLA's foreign function interface, seen from Python: how Ranvier's one handler reads a call and registers itself."""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p

FFI_EXTENSION = 5
UNKNOWN = 2


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


def register(library: str, target: str, handler) -> None:
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
    address = ctypes.cast(handler, c_void_p)
    arguments = RegisterArguments(
        ctypes.sizeof(RegisterArguments), name, len(name), address, platform, len(platform), 0
    )
    if function(arguments):
        raise RuntimeError(f"ranvier: could not register the custom call {target}")
