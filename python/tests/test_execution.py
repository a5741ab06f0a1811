"""JAX's CPU back end computes from what Ranvier wrote just what it computes from the original."""

import json
import os
import random
import time
from pathlib import Path

import jax
import jax_programs
import ml_dtypes
import numpy as np
import round_trip
from jax import export
from jax.extend.mlir import ir
from jax.extend.mlir.dialects import stablehlo
from jaxlib import xla_client

SHARED = Path(os.environ.get("RANVIER_SHARED", round_trip.ROOT / "../shared"))
FORMS = {".written.mlir": ("--locations",), ".written.mlirbc": ()}
CASES, PROGRAMS = 24, 6

# What calls Python, or runs on several devices.
LEFT_OUT = {"callbacks", "constraint", "collectives", "collectives_gradient"}


def compute(program: Path, inputs: list[np.ndarray]) -> list[bytes]:
    """The results on JAX's CPU, bit for bit."""
    device = jax.devices("cpu")[0]
    with round_trip.mlir.make_ir_context() as context, ir.Location.unknown():
        content = program.read_bytes()
        portable = program.suffix == ".mlirbc"
        module = stablehlo.deserialize_portable_artifact(context, content) if portable else ir.Module.parse(content)
        executable = device.client.compile_and_load(
            module, xla_client.DeviceList((device,)), xla_client.CompileOptions()
        )
    results = executable.execute_sharded([jax.device_put(array, device) for array in inputs])
    return [np.asarray(result[0]).tobytes() for result in results.disassemble_into_single_device_arrays()]


def assert_equal_results(originals: dict[Path, list[np.ndarray]], seed: float) -> int:
    """Compares the copies in every form with the originals; how many of those JAX's CPU can run."""
    copies = {form: round_trip.translate(originals, form, *flags) for form, flags in FORMS.items()}
    ran = 0
    for original, inputs in originals.items():
        try:
            expected = compute(original, inputs)
        except jax.errors.JaxRuntimeError:
            continue
        ran += 1
        for form, of_form in copies.items():
            assert compute(of_form[original], inputs) == expected, f"{original} as {form}, seed {seed}"
    return ran


def load(folder: Path, entry: dict) -> np.ndarray:
    dtype = np.dtype(getattr(ml_dtypes, entry["dtype"], entry["dtype"]))
    return np.frombuffer((folder / entry["file"]).read_bytes(), dtype).reshape(entry["shape"])


def test_visible_cases(tmp_path):
    seed = time.time()
    folder = round_trip.visible_cases(SHARED, tmp_path, ("args.mlirbc", ".json", ".bin"))
    cases = sorted(file.parent for file in folder.rglob("args.mlirbc"))
    originals = {}
    for case in random.Random(seed).sample(cases, CASES):
        described = json.loads((case / "case.json").read_text())
        if "stablehlo.rng" not in described["ops"]:
            originals[case / "args.mlirbc"] = [load(case, entry) for entry in described["inputs"]]
    with jax.enable_x64(True):
        ran = assert_equal_results(originals, seed)
    assert ran > CASES // 2, f"{ran} of {CASES} ran, seed {seed}"


def test_programs_that_jax_exports(tmp_path):
    seed = time.time()
    programs = {name: rest for name, *rest in jax_programs.programs() if name not in LEFT_OUT}
    originals = {}
    for name in random.Random(seed).sample(sorted(programs), PROGRAMS):
        function, *arguments = programs[name]
        exported = export.export(jax.jit(function))(*arguments)
        flat = jax.tree.leaves(arguments)
        file = tmp_path / f"{name}.mlirbc"
        file.write_bytes(exported.mlir_module_serialized)
        originals[file] = [np.asarray(flat[i]) for i in exported.module_kept_var_idx]
    assert assert_equal_results(originals, seed) == PROGRAMS, f"seed {seed}"
