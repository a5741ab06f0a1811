"""What the wheel says of itself and what follows from its parts: the JAX that it needs, the systems that it runs on."""

import re
import runpy
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class Requirements(MetadataHookInterface):
    def update(self, metadata: dict) -> None:
        package = runpy.run_path(str(Path(self.root, "ranvier/__init__.py")))
        oldest, end = (".".join(map(str, version)) for version in package["JAX_VERSIONS"])
        metadata["dependencies"] = [f"jax>={oldest},<{end}"]


class Platform(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        lib = Path(self.root, self.config["folder"])
        if not lib.is_dir():
            raise FileNotFoundError(f"no {lib}: build the wheel with ./ranvier wheel")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-manylinux_{'_'.join(map(str, newest_glibc(lib)))}_x86_64"


def newest_glibc(folder: Path) -> tuple[int, int]:
    """The newest version of glibc that a library or program of the folder asks for."""
    contents = (file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return max(
        (int(major), int(minor))
        for content in contents
        if content.startswith(b"\x7fELF")
        for major, minor in re.findall(rb"\0GLIBC_(\d+)\.(\d+)", content)
    )
