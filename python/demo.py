"""./ranvier demo: programs that JAX made and exported, run in Java, and compared with JAX's own results."""

import argparse
import os
import sys
import time

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from ranvier_demo import digits, stories
from ranvier_demo.ranvier import SHARED


def main():
    argparse.ArgumentParser(prog="./ranvier demo", description=__doc__.partition(": ")[2]).parse_args()
    start = time.perf_counter()
    agrees = [digits.show()]
    if (SHARED / "models/stories260k").is_dir():
        agrees.append(stories.show())
    else:
        print(f"\nno language model: {SHARED}/models/stories260k is absent (RANVIER_SHARED names another folder)")
    print(f"\n{'Java and JAX agree' if all(agrees) else 'Java and JAX DISAGREE'}, {time.perf_counter() - start:.0f} s in all")
    return 0 if all(agrees) else 1


if __name__ == "__main__":
    sys.exit(main())
