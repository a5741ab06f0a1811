"""DLPack: the memory of Ranvier's arrays is host memory, which other libraries read in place and keep alive."""

import ctypes

import numpy as np

# kDLCPU, and the number of the device.
DEVICE = (1, 0)

# The codes of DLDataType for what NumPy has no name for.
CODES = {
    "bfloat16": 4,
    "float8_e3m4": 7,
    "float8_e4m3": 8,
    "float8_e4m3b11fnuz": 9,
    "float8_e4m3fn": 10,
    "float8_e4m3fnuz": 11,
    "float8_e5m2": 12,
    "float8_e5m2fnuz": 13,
    "float8_e8m0fnu": 14,
}

# Where DLManagedTensor has the code and the bits of its DLDataType.
CODE_OFFSET = 20
BITS_OFFSET = 21


class _Writable:
    """An array as one that may be written: DLPack before 1.0 cannot say that it may not."""

    def __init__(self, array):
        self.owner = array
        interface = array.__array_interface__
        self.__array_interface__ = {**interface, "data": (interface["data"][0], False)}


def capsule(array: np.ndarray, *, stream=None, max_version=None, dl_device=None, copy=None):
    """What ``__dlpack__`` returns for an array in host memory."""
    del stream, max_version  # Nothing to wait for, and the oldest version is always right.
    if dl_device is not None and tuple(dl_device) != DEVICE:
        raise BufferError(f"this array is in host memory; its reader asks for the DLPack device {tuple(dl_device)}")
    if copy:
        array = array.copy()
    code = CODES.get(array.dtype.name)
    if code is None:
        return np.asarray(_Writable(array)).__dlpack__()
    bits = array.dtype.itemsize * 8
    tensor = np.asarray(_Writable(array.view(f"u{array.dtype.itemsize}"))).__dlpack__()
    address = _pointer(tensor, b"dltensor")
    ctypes.c_uint8.from_address(address + CODE_OFFSET).value = code
    ctypes.c_uint8.from_address(address + BITS_OFFSET).value = bits
    return tensor


_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
