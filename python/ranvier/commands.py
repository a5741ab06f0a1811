"""The wheel's command ``ranvier``: what ./ranvier does in a clone, as far as that needs no clone."""

import os
import sys
from pathlib import Path

import ranvier

LIB = Path(__file__).parent / "lib"
OF_THE_CLONE = ("bench", "demo", "test", "wheel")


def main() -> None:
    command, *arguments = sys.argv[1:] or ["--help"]
    if command in OF_THE_CLONE:
        sys.exit(f"ranvier: {command} works in a clone of the repository only, as ./ranvier {command}")
    if command == "python":
        os.execv(sys.executable, [sys.executable, *arguments])
    java = LIB / "runtime/bin/java"
    if not os.access(java, os.X_OK):
        sys.exit(f"ranvier: cannot run {java}; reinstall the wheel")
    home = Path(os.environ.get("RANVIER_HOME") or Path.home() / ".cache/ranvier")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        pass  # ranvier doctor says so.
    ranvier.find_llvm()
    os.environ.update(RANVIER_HOME=str(home), RANVIER_PYTHON=sys.executable)
    os.execv(java, [str(java), *flags(home), "dev.ranvier.cli.Main", command, *arguments])


def flags(home: Path) -> list[str]:
    heap = os.environ.get("RANVIER_HEAP")
    return [
        f"@{LIB}/java.options",
        f"-XX:AOTCache={LIB}/classes.aot",
        f"-XX:ErrorFile={home}/crash-%p.log",
        *([f"-Xmx{heap}"] if heap else []),
        "-cp",
        ":".join(map(str, sorted(LIB.glob("*.jar")))),
    ]
