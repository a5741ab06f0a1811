"""Hands a JAX function to ./ranvier run, as a file, and takes the results back."""

import os
import pathlib
import subprocess
import sys
import time

import jax
import numpy as np
from jax import export

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("RANVIER_SHARED", ROOT / "../shared"))
HOME = pathlib.Path(os.environ.get("RANVIER_HOME", pathlib.Path.home() / ".cache/ranvier"))


def step(text):
    """Says what is being done, on a line that the next one replaces if there is a terminal."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text} …", end="", flush=True)


def tell(text=""):
    """Prints a line in place of the last step."""
    print(f"\r\033[K{text}" if sys.stdout.isatty() else text, flush=True)


def export_program(name, function, **inputs):
    """Exports `function` of named arrays as a portable artifact; returns its file."""
    folder = HOME / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    shapes = {key: jax.ShapeDtypeStruct(value.shape, value.dtype) for key, value in inputs.items()}
    path = folder / f"{name}.mlirbc"
    path.write_bytes(export.export(jax.jit(function))(**shapes).mlir_module_serialized)
    return path


def run(program, **inputs):
    """Runs a program in Java; returns its results and the seconds that took, start of the JVM included."""
    inputs_file, results_file = program.with_suffix(".inputs.npz"), program.with_suffix(".results.npz")
    np.savez(inputs_file, **inputs)
    start = time.perf_counter()
    subprocess.run(
        [ROOT / "ranvier", "run", program, "--inputs", inputs_file, "--output", results_file], check=True
    )
    with np.load(results_file) as results:
        return [results[key] for key in results.files], time.perf_counter() - start


def display(path):
    """The path as a user would type it."""
    home = pathlib.Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
