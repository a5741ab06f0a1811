"""jaxlib prints what Ranvier wrote as text just as it prints the original, locations included."""

import os
import shutil
from pathlib import Path

import jax_programs
import pytest
import round_trip

SHARED = Path(os.environ.get("RANVIER_SHARED", round_trip.ROOT / "../shared"))
FORMS = {"pretty": (), "generic": ("--generic",)}


def assert_survives(originals: dict[Path, str], form: str):
    copies = round_trip.translate(originals, f".{form}.mlir", "--locations", *FORMS[form])
    found = round_trip.differences(originals, copies)
    assert not found, f"{len(found)} of {len(originals)} differ, such as\n" + "\n".join(found[:5])


@pytest.fixture(scope="module")
def cases(tmp_path_factory) -> dict[Path, str]:
    folder = round_trip.visible_cases(SHARED, tmp_path_factory.mktemp("cases"))
    files = sorted(folder.rglob("args.mlir")) + sorted(folder.rglob("const.mlir"))
    return {file: round_trip.assembly(file.read_bytes(), str(file)) for file in files}


@pytest.fixture(scope="module")
def programs(tmp_path_factory) -> dict[Path, str]:
    folder = tmp_path_factory.mktemp("programs")
    originals = {}
    for name, text in jax_programs.lowered():
        file = folder / f"{name}.mlir"
        file.write_text(text)
        originals[file] = round_trip.assembly(text.encode(), str(file))
    return originals


@pytest.fixture(scope="module")
def samples(tmp_path_factory) -> dict[Path, str]:
    """Ranvier's own: every op with a pretty form, every kind of attribute and location."""
    folder = tmp_path_factory.mktemp("samples")
    resources = round_trip.ROOT / "stablehlo/src/test/resources/dev/ranvier/stablehlo/text"
    originals = {}
    for name in ("elementwise.mlir", "structure.mlir"):
        file = Path(shutil.copy(resources / name, folder))
        originals[file] = round_trip.assembly(file.read_bytes(), str(file))
    return originals


@pytest.mark.parametrize("form", FORMS)
def test_visible_cases(cases, form):
    assert_survives(cases, form)


@pytest.mark.parametrize("form", FORMS)
def test_programs_that_jax_lowers(programs, form):
    assert_survives(programs, form)


@pytest.mark.parametrize("form", FORMS)
def test_samples(samples, form):
    assert_survives(samples, form)
