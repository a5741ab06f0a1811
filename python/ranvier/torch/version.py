"""The versions of PyTorch that this package is made for, from the first on, before the second: others are refused."""

import re

import torch

VERSIONS = (2, 13), (2, 14)


def require(version: str) -> None:
    """Raises ImportError for a version that PyTorch's graphs and their schema may have other forms in."""
    first, end = VERSIONS
    if not first <= tuple(map(int, re.findall(r"\d+", version)[:2])) < end:
        oldest, after = (".".join(map(str, each)) for each in VERSIONS)
        raise ImportError(
            f"ranvier: torch.compile(backend='ranvier') is made for PyTorch from {oldest} to before {after}, and this is "
            f"{version}: pip install torch=={oldest}.0"
        )


require(torch.__version__)
