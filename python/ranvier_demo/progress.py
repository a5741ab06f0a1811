"""Where things are, and what is being done."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("RANVIER_SHARED", ROOT / "../shared"))
HOME = pathlib.Path(os.environ.get("RANVIER_HOME", pathlib.Path.home() / ".cache/ranvier"))


def step(text):
    """Says what is being done, on a line that the next one replaces if there is a terminal."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text} …", end="", flush=True)


def tell(text=""):
    """Prints a line in place of the last step."""
    print(f"\r\033[K{text}" if sys.stdout.isatty() else text, flush=True)
