"""The plugin's C API as Python calls it without JAX: its extensions, its errors, programs on tensors of the host."""

import ctypes
import functools
import weakref
from array import array
from ctypes import POINTER, Structure, c_char_p, c_int32, c_size_t, c_void_p

import ranvier

# The offset of the functions in the table, and the numbers of those that read errors.
_FUNCTIONS = 40
_ERROR_DESTROY, _ERROR_MESSAGE, _ERROR_CODE = range(3)
_EXECUTE_SIZE = 4 * ctypes.sizeof(c_void_p)


class Extension(Structure):
    pass


Extension._fields_ = [("struct_size", c_size_t), ("type", c_int32), ("next", POINTER(Extension))]


class Api(Structure):
    _fields_ = [("struct_size", c_size_t), ("extensions", POINTER(Extension))]


class HostExtension(Structure):
    number = 0x52564E53
    _fields_ = [("base", Extension), ("compile", c_void_p), ("execute", c_void_p), ("destroy", c_void_p)]


class _Call(Structure):
    _fields_ = [("struct_size", c_size_t), ("extensions", c_void_p), ("first", c_void_p)]


class _ErrorMessage(Structure):
    _fields_ = [*_Call._fields_, ("message", c_void_p), ("size", c_size_t)]


class _ErrorCode(Structure):
    _fields_ = [*_Call._fields_, ("code", c_int32)]


class _Compile(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("format", c_char_p),
        ("format_size", c_size_t),
        ("code", c_char_p),
        ("code_size", c_size_t),
        ("kept", c_void_p),
        ("num_kept", c_size_t),
        ("executable", c_void_p),
    ]


class RanvierError(RuntimeError):
    """What the plugin refuses or fails at; ``code`` is the number of PJRT's error code."""

    def __init__(self, message: str, code: int):
        super().__init__(message)
        self.code = code


@functools.cache
def _api(library: str):
    get_api = ctypes.CDLL(library).GetPjrtApi
    get_api.restype = POINTER(Api)
    return get_api()


def extension(library: str, structure):
    """The plugin's extension that a structure describes."""
    found = _api(library).contents.extensions
    while found.contents.type != structure.number:
        found = found.contents.next
    return ctypes.cast(found, POINTER(structure)).contents


def _function(address: int):
    return ctypes.CFUNCTYPE(c_void_p, c_void_p)(address)


@functools.cache
def _error_function(number: int):
    table = ctypes.addressof(_api(str(ranvier.library())).contents) + _FUNCTIONS
    return _function(c_void_p.from_address(table + number * ctypes.sizeof(c_void_p)).value)


def _error(error: int) -> RanvierError:
    """The error as an exception; the plugin's is freed."""
    message = _ErrorMessage(ctypes.sizeof(_ErrorMessage), None, error)
    code = _ErrorCode(ctypes.sizeof(_ErrorCode), None, error)
    _error_function(_ERROR_MESSAGE)(ctypes.byref(message))
    _error_function(_ERROR_CODE)(ctypes.byref(code))
    text = ctypes.string_at(message.message, message.size).decode()
    _error_function(_ERROR_DESTROY)(ctypes.byref(_Call(ctypes.sizeof(_Call), None, error)))
    return RanvierError(text, code.code)


@functools.cache
def _host():
    ranvier.find_llvm()
    found = extension(str(ranvier.library()), HostExtension)
    return _function(found.compile), _function(found.execute), _function(found.destroy)


def _end(destroy, handle: int, _):
    """Ends an executable, and only then what it reads."""
    destroy(ctypes.byref(_Call(ctypes.sizeof(_Call), None, handle)))


class Executable:
    """A compiled program that runs on tensors in the memory of this process."""

    def __init__(self, form: str, code: bytes, kept: list):
        """Compiles; raises RanvierError with all that is wrong.

        ``kept`` are the tensors of the program's first parameters, with their ``data_ptr``. They never change, so that the
        device keeps what it makes of them.
        """
        compile, self._execute, destroy = _host()
        name = form.encode()
        addresses = array("Q", [tensor.data_ptr() for tensor in kept])
        call = _Compile(
            ctypes.sizeof(_Compile), None, name, len(name), code, len(code), addresses.buffer_info()[0], len(kept)
        )
        error = compile(ctypes.byref(call))
        if error:
            raise _error(error)
        self._handle = call.executable
        end = weakref.finalize(self, _end, destroy, self._handle, kept)
        end.atexit = False

    def run(self, addresses) -> None:
        """Runs on the addresses of the elements of its other arguments, then of its results, and returns when it is done."""
        # Ranvier_Host_Execute_Args: its size, extensions, executable and addresses.
        call = array("Q", (_EXECUTE_SIZE, 0, self._handle, *addresses))
        error = self._execute(call.buffer_info()[0])
        if error:
            raise _error(error)
