"""Runs and compiles leave nothing behind. ``leaks.py`` by hand measures the memory too, over many more of them."""

import json
import os
import pathlib
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def growth():
    result = subprocess.run(
        [sys.executable, pathlib.Path(__file__).with_name("leaks.py"), "--dispatches", "20000", "--compiles", "300"],
        env={**os.environ, "JAX_PLATFORMS": "ranvier,cpu"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("step", ["dispatch", "compile"])
def test_nothing_is_left_behind(growth, step):
    assert growth[step]["files"] <= 0
    assert growth[step]["device_bytes"] <= 0
    # The JVM starts and ends threads of its compilers as it needs them.
    assert growth[step]["threads"] <= 3
