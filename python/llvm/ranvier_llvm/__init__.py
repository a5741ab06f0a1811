"""libLLVM, with which Ranvier's CPU device compiles."""

from pathlib import Path

__version__ = "20.1.7"


def library() -> Path:
    return Path(__file__).parent / "libLLVM.so"
