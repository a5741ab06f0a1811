"""Builds the wheel that needs neither clone nor JDK nor compiler, and the wheel with libLLVM that goes with it.

What they hold lies in target/wheel and target/llvm_wheel afterwards.

usage: ./ranvier wheel [--output DIR]
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "cli/target/lib"
STAGE = ROOT / "target/wheel"
LLVM_STAGE = ROOT / "target/llvm_wheel"
LLVM_LIBRARY = "org/bytedeco/llvm/linux-x86_64/libLLVM.so"
LIB = STAGE / "ranvier/lib"
LLVM = ROOT / "python/llvm"
JDK = Path(os.environ["JAVA_HOME"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="ranvier wheel", description="Build the self-contained wheel.")
    parser.add_argument("--output", metavar="DIR", type=Path, default=ROOT / "target", help="default: target")
    output = parser.parse_args().output.resolve()
    show(build(output, "ranvier", inputs(), STAGE, gather_all))
    show(build(output, "ranvier_llvm", llvm_inputs(), LLVM_STAGE, gather_llvm))


def build(output: Path, name: str, inputs: list[Path], stage: Path, gather: Callable[[], None]) -> Path:
    """The wheel of a name, built anew if it is older than what it is made of."""
    wheels = sorted(output.glob(f"{name}-*.whl"), key=modified)
    if not wheels or modified(wheels[-1]) < max(map(modified, inputs)):
        gather()
        run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", output, cwd=stage)
        wheels = sorted(output.glob(f"{name}-*.whl"), key=modified)
    return wheels[-1]


def show(wheel: Path) -> None:
    print(f"{wheel}  {wheel.stat().st_size / 1e6:.1f} MB")


def modified(path: Path) -> float:
    return path.stat().st_mtime


def inputs() -> list[Path]:
    python = [file for package in ("ranvier", "jax_plugins") for file in (ROOT / "python" / package).rglob("*.py")]
    return [*python, *texts(), *libraries(), *(ROOT / "tools").iterdir(), JDK / "release"]


def texts() -> list[Path]:
    python = ROOT / "python"
    names = "pyproject.toml", "hatch_build.py", "THIRD_PARTY.md"
    return [ROOT / "README.md", ROOT / "LICENSE", *(python / name for name in names)]


def libraries() -> list[Path]:
    """All that the launcher has built but libLLVM, five times as large as all else, and LAPACK, which JAX has too."""
    jars = [jar for jar in BUILT.glob("*.jar") if jar != llvm_jar() and not jar.name.startswith("openblas-")]
    return [*sorted(jars), BUILT / "pjrt_plugin_ranvier.so"]


def llvm_jar() -> Path:
    (jar,) = BUILT.glob("llvm-*.jar")
    return jar


def llvm_inputs() -> list[Path]:
    return [llvm_jar(), *(file for file in LLVM.rglob("*") if file.is_file() and file.suffix != ".pyc")]


def gather_llvm() -> None:
    shutil.rmtree(LLVM_STAGE, ignore_errors=True)
    shutil.copytree(LLVM, LLVM_STAGE, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (ROOT / "LICENSE", ROOT / "python/hatch_build.py"):
        shutil.copy(file, LLVM_STAGE)
    with ZipFile(llvm_jar()) as jar, jar.open(LLVM_LIBRARY) as library:
        with (LLVM_STAGE / "ranvier_llvm/libLLVM.so").open("wb") as copy:
            shutil.copyfileobj(library, copy)


def gather_all() -> None:
    gather()
    link_runtime()
    make_cache()


def gather() -> None:
    shutil.rmtree(STAGE, ignore_errors=True)
    for package in ("ranvier", "jax_plugins"):
        shutil.copytree(ROOT / "python" / package, STAGE / package, ignore=shutil.ignore_patterns("__pycache__"))
    LIB.mkdir()
    for file in texts():
        shutil.copy(file, STAGE)
    for file in [*libraries(), ROOT / "tools/java.options"]:
        shutil.copy(file, LIB)


def link_runtime() -> None:
    """A Java runtime with the modules that Ranvier's own jars use; what others use beyond them is optional."""
    own = sorted(LIB.glob("ranvier-*.jar"))
    analysis = ["--multi-release", "25", "--ignore-missing-deps", "--no-recursive", "--print-module-deps"]
    used = run(JDK / "bin/jdeps", *analysis, "--module-path", LIB, *own).strip().split(",")
    modules = ",".join(module for module in used if module.startswith(("java.", "jdk.")))
    # The wheel is compressed as a whole, and a JVM reads an uncompressed runtime faster.
    form = ["--strip-debug", "--no-header-files", "--no-man-pages", "--compress", "zip-0"]
    run(JDK / "bin/jlink", "--add-modules", modules, *form, "--output", LIB / "runtime")


def make_cache() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RANVIER_")}
    command = sys.executable, ROOT / "tools/make_cache.py", LIB / "classes.aot"
    run(*command, env={**environment, "PYTHONPATH": str(STAGE)})


def run(*command: str | Path, **options) -> str:
    """What a command prints; if it fails, ends with what it said."""
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    if result.returncode:
        sys.exit(f"ranvier: {' '.join(map(str, command))} failed:\n{result.stdout}{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    main()
