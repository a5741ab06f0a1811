"""Makes the cache of classes that lets the JVM start fast: runs what most JAX programs need, then ends the JVM, which
writes at its end what it has loaded and linked (JEP 514).

usage: make_cache.py FILE, with the plugin where JAX finds it
"""

import ctypes
import os
import sys
from pathlib import Path


def main() -> int:
    cache = Path(sys.argv[1])
    new = cache.with_suffix(".new")
    cache.unlink(missing_ok=True)
    # A bound on the heap would change how the JVM lays out objects, and so what the cache fits.
    os.environ.pop("RANVIER_HEAP", None)
    os.environ.update(JAX_PLATFORMS="ranvier", JAVA_TOOL_OPTIONS=f"-XX:AOTCacheOutput={new}")
    train()
    end_jvm()
    if not new.exists():
        return 1
    new.rename(cache)
    return 0


def train() -> None:
    import jax
    import jax.numpy as jnp
    import numpy as np

    def loss(weights, x, y):
        def layer(x, w):
            return jnp.tanh(x @ w), ()

        x, _ = jax.lax.scan(layer, x, weights)
        return -jnp.mean(jax.nn.log_softmax(x)[jnp.arange(len(y)), y])

    @jax.jit
    def step(weights, x, y):
        value, gradient = jax.value_and_grad(loss)(weights, x, y)
        return value, weights - 0.1 * gradient

    weights = jax.random.normal(jax.random.key(0), (3, 4, 4))
    x, y = np.ones((2, 4), np.float32), np.array([0, 3])
    for _ in range(3):
        value, weights = step(weights, x, y)
    assert np.isfinite(value) and np.asarray(weights).shape == (3, 4, 4)


def end_jvm() -> None:
    """Python's exit does not end it."""
    library = ctypes.CDLL("libjvm.so", mode=os.RTLD_NOLOAD)
    jvm, count = ctypes.c_void_p(), ctypes.c_int()
    library.JNI_GetCreatedJavaVMs(ctypes.byref(jvm), 1, ctypes.byref(count))
    functions = ctypes.cast(jvm, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    destroy_java_vm = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(functions[3])
    destroy_java_vm(jvm)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # JAX would ask the ended JVM to close its client.
