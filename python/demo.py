"""./ranvier demo: JAX's programs exported and run in Java, and JAX itself on Ranvier, compared with JAX on the CPU."""

import argparse
import logging
import os
import sys
import time

# The launcher names the plugin if it could build it.
HAS_PLUGIN = "RANVIER_LIBRARY" in os.environ
os.environ["JAX_PLATFORMS"] = "cpu,ranvier" if HAS_PLUGIN else "cpu"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# JAX calls every platform experimental that is not its own.
logging.getLogger("jax._src.xla_bridge").setLevel(logging.ERROR)

from ranvier_demo import digits, stories, training
from ranvier_demo.ranvier import SHARED


def main():
    argparse.ArgumentParser(prog="./ranvier demo", description=__doc__.partition(": ")[2]).parse_args()
    start = time.perf_counter()
    agrees = [digits.show()]
    if (SHARED / "models/stories260k").is_dir():
        agrees.append(stories.show())
    else:
        print(f"\nno language model: {SHARED}/models/stories260k is absent (RANVIER_SHARED names another folder)")
    if HAS_PLUGIN:
        agrees.append(training.show())
    else:
        print("\nno training: JAX's plugin needs a C compiler; install one (apt-get install gcc libc6-dev) and come again")
    print(f"\n{'Java and JAX agree' if all(agrees) else 'Java and JAX DISAGREE'}, {time.perf_counter() - start:.0f} s in all")
    return 0 if all(agrees) else 1


if __name__ == "__main__":
    sys.exit(main())
