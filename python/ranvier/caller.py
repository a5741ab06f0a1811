"""The line of the user's program that calls the plugin: its errors name it where no line of a compiled program is known."""

import atexit
import ctypes
import os
import sys
import sysconfig
from ctypes import Structure, c_size_t, c_void_p

import jax
import jaxlib

from ranvier import door, ffi, jax_internals

# Whose lines are not the user's; those of packages that are installed inside a folder of Python's own are.
_OTHERS = tuple(os.path.dirname(os.path.abspath(package.__file__)) + os.sep for package in (jax, jaxlib, ffi))
_LIBRARY = tuple(sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib"))
_PACKAGES = tuple(sysconfig.get_path(name) + os.sep for name in ("purelib", "platlib"))


class CallerExtension(Structure):
    number = 0x52564E52
    _fields_ = [("base", door.Extension), ("register", c_void_p)]


class RegisterArguments(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("extensions", c_void_p),
        ("find", c_void_p),
        ("knows_thread", c_void_p),
    ]


def _is_users(file: str) -> bool:
    if file.startswith(_OTHERS) or file.startswith("<frozen "):
        return False
    return not file.startswith(_LIBRARY) or file.startswith(_PACKAGES)


@ctypes.CFUNCTYPE(None, c_void_p, c_size_t)
def _find(text, room):
    """Writes the innermost line that is the user's, or nothing."""
    frame = sys._getframe().f_back
    while frame and not _is_users(frame.f_code.co_filename):
        frame = frame.f_back
    place = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else ""
    content = place.encode(errors="replace")
    if len(content) < room:
        ctypes.memmove(text, content, len(content) + 1)


def connect(platform: str, library: str) -> None:
    """Lets the plugin ask, from when it has started until Python ends, and on threads that run Python."""

    def register(find, knows_thread):
        function = ctypes.CFUNCTYPE(c_void_p, ctypes.POINTER(RegisterArguments))(
            door.extension(library, CallerExtension).register
        )
        function(RegisterArguments(ctypes.sizeof(RegisterArguments), None, find, knows_thread))

    def end():
        register(None, None)

    def opened(client):
        if client.platform == platform:
            register(*(ctypes.cast(each, c_void_p) for each in (_find, ctypes.pythonapi.PyGILState_GetThisThreadState)))
            atexit.register(end)
            os.register_at_fork(after_in_child=lambda: atexit.unregister(end))

    jax_internals.register_backend_initialization_hook(opened)
