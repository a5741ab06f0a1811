"""Programs in a Python of their own: a platform is chosen once in a process."""

import os
import subprocess
import sys
import textwrap


def complete(program: str, *flags: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What became of a program; one that hangs is a failure."""
    return subprocess.run(
        [sys.executable, *flags, "-c", textwrap.dedent(program)],
        env={**os.environ, "JAX_PLATFORMS": "ranvier,cpu", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def run(program: str, *flags: str, **environment: str) -> str:
    """The output of a program that has to end well."""
    result = complete(program, *flags, **environment)
    assert result.returncode == 0, result.stderr
    return result.stdout
