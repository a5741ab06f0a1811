"""The cpu device makes code for lesser processors too: a sample of the conformance cases on each."""

import os
import random
import re
import tarfile
from pathlib import Path

import pytest
from test_launcher import ROOT, launch

CASES = Path(os.environ.get("RANVIER_SHARED") or ROOT.parent / "shared") / "conformance/stablehlo-visible.tar.gz"
SAMPLE = 100


@pytest.fixture(scope="module")
def names() -> list[str]:
    if not CASES.exists():
        pytest.skip(f"no conformance cases: {CASES} is absent (RANVIER_SHARED names its folder)")
    with tarfile.open(CASES) as archive:
        return [member.name.rstrip("/") for member in archive if member.isdir() and member.name.count("/") > 1]


@pytest.mark.parametrize("features", ["avx2", "sse2"])
def test_a_sample_of_the_cases(features, names):
    seed = random.randrange(1 << 32)
    sample = random.Random(seed).sample(names, min(SAMPLE, len(names)))
    ids = "|".join(re.escape(name.partition("/")[2]) for name in sample)
    result = launch(
        "conformance",
        str(CASES),
        "--device=cpu",
        "--form=text",
        f"--filter=^({ids})$",
        RANVIER_CPU_FEATURES=features,
    )
    assert result.returncode == 0, f"seed {seed}\n{result.stdout}{result.stderr}"
    assert f" 0 failed of {len(sample)}" in result.stdout, result.stdout
