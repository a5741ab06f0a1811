"""jaxlib prints the artifacts that Ranvier writes just as it prints those they were read from, locations included."""

import difflib
import os
from pathlib import Path

import bytecode_programs
import pytest
import round_trip
from jax.extend.mlir.dialects import stablehlo

SHARED = Path(os.environ.get("RANVIER_SHARED", round_trip.ROOT / "../shared"))


def show(artifact: bytes) -> str:
    module = stablehlo.deserialize_portable_artifact(round_trip.shared_context(), artifact)
    return module.operation.get_asm(enable_debug_info=True, large_elements_limit=None)


def assert_survive(files: list[Path]):
    copies = round_trip.translate(files, ".written.mlirbc")
    found = []
    for original, copy in copies.items():
        before, after = (show(file.read_bytes()).splitlines() for file in (original, copy))
        if before != after:
            found.append(f"{copy}:\n" + "\n".join(list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:10]))
    assert not found, f"{len(found)} of {len(copies)} differ, such as\n" + "\n".join(found[:5])
    sizes = [sum(file.stat().st_size for file in group) for group in (copies.keys(), copies.values())]
    assert sizes[1] < 1.05 * sizes[0], f"{sizes[0]} bytes became {sizes[1]}"


def test_visible_cases(tmp_path):
    assert_survive(sorted(round_trip.visible_cases(SHARED, tmp_path).rglob("args.mlirbc")))


def test_programs_of_every_version(tmp_path):
    files = []
    for name, artifact in bytecode_programs.artifacts():
        files.append(tmp_path / f"{name}.mlirbc")
        files[-1].write_bytes(artifact)
    versions = {file.stem.rpartition("-")[2] for file in files if "-" in file.stem}
    assert versions == set(bytecode_programs.VERSIONS)
    assert_survive(files)
