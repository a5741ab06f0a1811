"""The launcher as a user meets it: help, exit codes, and what it says when something is missing."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def launch(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "ranvier", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_help_names_every_command_and_needs_nothing(tmp_path):
    result = launch("--help", RANVIER_HOME=str(tmp_path), JAVA_HOME="/nowhere", PATH="/usr/bin:/bin")
    assert result.returncode == 0
    for command in "demo test inspect run conformance bench doctor devices python wheel".split():
        assert f"\n  {command} " in result.stdout


def test_devices_lists_what_runs_programs():
    result = launch("devices")
    assert result.returncode == 0, result.stderr
    assert re.findall("^\\w+", result.stdout, re.M) == ["cpu", "reference"]


def test_an_unknown_command_is_an_error():
    result = launch("inspekt")
    assert result.returncode == 2
    assert "inspekt" in result.stderr


def test_offline_names_missing_python_packages(tmp_path):
    home = tmp_path / "home"
    result = launch("python", "--offline", "--version", RANVIER_HOME=str(home))
    assert result.returncode == 1
    assert "jaxlib==" in result.stderr
    assert " MB) of Python packages are missing" in result.stderr
    assert home.stat().st_mode & 0o777 == 0o700


def test_offline_names_missing_maven_jars(tmp_path):
    result = launch("test", "--offline", MAVEN_OPTS=f"-Dmaven.repo.local={tmp_path}")
    assert result.returncode == 1
    assert "error_prone_core" in result.stderr
    assert " MB) of the Maven build are missing" in result.stderr


def test_python_has_the_pinned_packages():
    requirements = (ROOT / "python/requirements.txt").read_text().splitlines()
    result = launch("python", "-m", "pip", "freeze", "--all")
    assert result.returncode == 0, result.stderr
    pinned = {line.split("#")[0].strip().lower() for line in requirements}
    # Torch's version says for which processor it is made.
    assert pinned <= {line.split("+")[0] for line in result.stdout.lower().split()}
