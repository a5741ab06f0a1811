"""Ranvier for Python: JAX on devices that are written in Java. JAX finds it by itself, as platform ``ranvier``."""

import importlib.util
import os
from pathlib import Path

__version__ = "0.1.0"

# The versions of JAX that it is made for: from the first on, before the second.
JAX_VERSIONS = (0, 10, 2), (0, 11)


def find_llvm() -> None:
    """Says by RANVIER_LLVM, unless that is set, where the wheel ranvier-llvm has its library, if it is installed."""
    if not os.environ.get("RANVIER_LLVM") and importlib.util.find_spec("ranvier_llvm"):
        import ranvier_llvm

        os.environ["RANVIER_LLVM"] = str(ranvier_llvm.library())


def library() -> Path:
    """The PJRT plugin: beside this package in a wheel, else where the launcher has built it (RANVIER_LIBRARY)."""
    named = os.environ.get("RANVIER_LIBRARY")
    path = Path(named) if named else Path(__file__).parent / "lib" / "pjrt_plugin_ranvier.so"
    if not path.exists():
        raise FileNotFoundError(f"ranvier: no PJRT plugin at {path}; reinstall the wheel, or use ./ranvier python")
    return path
