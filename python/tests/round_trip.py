"""jaxlib's own StableHLO bindings as the judge of what Ranvier writes."""

import difflib
import subprocess
import tarfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from jax.extend.mlir import ir
from jax.interpreters import mlir

ROOT = Path(__file__).parents[2]


def visible_cases(shared: Path, folder: Path, suffixes: tuple[str, ...] = (".mlir", ".mlirbc")) -> Path:
    """The conformance cases, of which the files with these suffixes are unpacked in `folder`."""
    archive = shared / "conformance/stablehlo-visible.tar.gz"
    if not archive.exists():
        pytest.skip(f"no conformance cases: {archive} is absent (RANVIER_SHARED names its folder)")
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(suffixes):
                file = folder / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(tar.extractfile(member).read())
    return folder


def translate(files: Iterable[Path], suffix: str, *flags: str) -> dict[Path, Path]:
    """Lets Ranvier write each file again, in one Java process; the name of the copy has `suffix` at its end."""
    copies = {file: file.with_name(file.name + suffix) for file in files}
    jobs = next(iter(copies)).parent / f"jobs{suffix}.txt"
    jobs.write_text("".join(f"{file}\t{copy}\n" for file, copy in copies.items()))
    result = subprocess.run(
        [ROOT / "ranvier", "translate", "--list", jobs, *flags], capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stderr[:4000]
    return copies


@cache
def shared_context() -> ir.Context:
    return mlir.make_ir_context()


def assembly(program: bytes, name: str = "-") -> str:
    """What jaxlib prints, locations included; those in the text itself are in a file called `name`."""
    # A context keeps the names of resources, and gives the next of the same name another.
    with mlir.make_ir_context() if b"dialect_resources" in program else shared_context():
        text = ir.Module.parse(program).operation.get_asm(enable_debug_info=True)
    return text.replace('loc("-":', f'loc("{name}":')


def differences(originals: dict[Path, str], copies: dict[Path, Path]) -> list[str]:
    """One message for each copy that jaxlib refuses or prints otherwise than `originals`."""
    found = []
    for file, copy in copies.items():
        try:
            printed = assembly(copy.read_bytes())
        except ir.MLIRError as error:
            found.append(f"{copy}: {error}")
            continue
        if printed != originals[file]:
            lines = difflib.unified_diff(originals[file].splitlines(), printed.splitlines(), n=0, lineterm="")
            found.append(f"{copy}:\n" + "\n".join(list(lines)[2:10]))
    return found
