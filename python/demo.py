"""./ranvier demo: sentences embedded by PyTorch, by JAX and by Java on Ranvier, and a language model trained."""

import argparse
import logging
import os
import sys
import time

os.environ["JAX_PLATFORMS"] = "cpu,ranvier"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# JAX calls every platform experimental that is not its own.
logging.getLogger("jax._src.xla_bridge").setLevel(logging.ERROR)

from ranvier_demo import embedding, language


def main():
    argparse.ArgumentParser(prog="./ranvier demo", description=__doc__.partition(": ")[2]).parse_args()
    start = time.perf_counter()
    agrees = [embedding.show(), language.show()]
    verdict = "agrees with PyTorch and JAX" if all(agrees) else "DISAGREES with PyTorch or JAX"
    print(f"\nRanvier {verdict}, {time.perf_counter() - start:.0f} s in all")
    return 0 if all(agrees) else 1


if __name__ == "__main__":
    sys.exit(main())
