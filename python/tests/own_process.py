"""Programs that run in a Python of their own: JAX chooses its platforms once in a process."""

import os
import subprocess
import sys
import textwrap


def run(program: str, **environment: str) -> str:
    """The output of a program that sees the platforms ranvier and cpu, ranvier being the default."""
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={**os.environ, "JAX_PLATFORMS": "ranvier,cpu", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
