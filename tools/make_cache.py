"""Makes the cache of classes that lets the JVM start fast: runs what most programs of JAX and, where it is installed, of
PyTorch need on the cpu device, then ends the JVM, which writes at its end what it has loaded, linked and seen run often
(JEP 514, JEP 515).

usage: make_cache.py FILE, with the plugin where JAX and PyTorch find it
"""

import ctypes
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

# The JVM that trains compiles fast code of few optimizations only: with a profile of each method that was run often, the
# JVM of a program would optimize them all at its start, beside the first compile, which takes longer than that does.
OPTIONS = "-XX:TieredStopAtLevel=2 -XX:AOTCacheOutput={}"


def main() -> int:
    cache = Path(sys.argv[1])
    new = cache.with_suffix(".new")
    cache.unlink(missing_ok=True)
    # A bound on the heap would change how the JVM lays out objects, and so what the cache fits.
    os.environ.pop("RANVIER_HEAP", None)
    os.environ.update(JAX_PLATFORMS="ranvier", RANVIER_DEVICE="cpu", JAVA_TOOL_OPTIONS=OPTIONS.format(new))
    with tempfile.TemporaryDirectory(prefix="ranvier-cache") as home:
        # Where nothing is kept, so that programs are compiled; LLVM is the user's.
        native = Path(os.environ.get("RANVIER_HOME") or Path.home() / ".cache/ranvier", "native").absolute()
        if native.is_dir():
            Path(home, "native").symlink_to(native)
        os.environ["RANVIER_HOME"] = home
        train_step()
        train_layers()
        if importlib.util.find_spec("torch"):
            train_torch()
        forget_programs()
        train_step()
        end_jvm()
    if not new.exists():
        return 1
    new.rename(cache)
    return 0


def train_step() -> None:
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


def train_layers() -> None:
    """The ops of language and vision models, forward and gradient."""
    import jax
    import jax.numpy as jnp

    def norm(x):
        centred = x - x.mean(-1, keepdims=True)
        return centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + 1e-5)

    def attend(x, mask, w):
        q, k, v = jnp.moveaxis((x @ w).reshape(*x.shape[:2], 3, 4, -1), 2, 0)
        scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / 4
        weights = jax.nn.softmax(jnp.where(mask[:, None, None], scores, -1e9))
        return jnp.einsum("bhqk,bkhd->bqhd", weights, v).reshape(x.shape)

    def model(weights, tokens, images):
        x, mask = norm(weights["table"][tokens]), tokens > 0
        for w, up, down in weights["layers"]:
            x = norm(x + attend(x, mask, w))
            x = norm(x + jax.nn.gelu(x @ up) @ down)
        y = images
        for kernel in weights["kernels"]:
            y = jax.lax.conv_general_dilated(y, kernel, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
            y = jax.nn.relu(y)
        y = jax.lax.reduce_window(y, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "SAME")
        return (x.mean(1) ** 2).sum() + y.sum()

    key = jax.random.key(1)
    layer = [(jax.random.normal(key, shape) * 0.1) for shape in ((64, 192), (64, 256), (256, 64))]
    weights = {
        "table": jax.random.normal(key, (100, 64)),
        "layers": [layer] * 4,
        "kernels": [jax.random.normal(key, (3, 3, 8, 16)), jax.random.normal(key, (3, 3, 16, 16))],
    }
    for batch in (1, 2, 3):
        tokens, images = jnp.ones((batch, 16), jnp.int32), jnp.ones((batch, 16, 16, 8))
        value = jax.jit(model)(weights, tokens, images)
    gradient = jax.jit(jax.grad(model))(weights, tokens, images)
    # Larger tensors are cut into tiles; the images stay as they are.
    large = jax.tree.map(lambda x: jax.ShapeDtypeStruct([8 * size for size in x.shape], x.dtype), (weights, tokens))
    jax.jit(jax.grad(model)).lower({**large[0], "kernels": weights["kernels"]}, large[1], images).compile()
    order = jax.jit(lambda x: (jnp.sort(x), jnp.argsort(x), jnp.cumsum(x)))(gradient["table"][0])
    assert jnp.isfinite(value) and order[0].shape == (64,)


def train_torch() -> None:
    """Layers of language and vision models of PyTorch, forward and gradient, then weights that stay."""
    import torch
    from torch.nn import functional

    from ranvier.torch import backend

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.table, self.norm = torch.nn.Embedding(100, 64), torch.nn.LayerNorm(64)
            self.qkv, self.out = torch.nn.Linear(64, 192), torch.nn.Linear(64, 64)
            self.up, self.down = torch.nn.Linear(64, 256), torch.nn.Linear(256, 64)
            self.kernels, self.scale = torch.nn.Conv2d(3, 16, 3, 2, 1), torch.nn.BatchNorm2d(16)

        def forward(self, tokens, images):
            x = self.table(tokens)
            for _ in range(3):
                q, k, v = self.qkv(self.norm(x)).view(*x.shape[:2], 3, 4, 16).permute(2, 0, 3, 1, 4)
                mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
                x = x + self.out(mixed.transpose(1, 2).reshape(x.shape))
                x = x + self.down(functional.gelu(self.up(self.norm(x))))
            y = functional.max_pool2d(functional.relu(self.scale(self.kernels(images))), 3, 2, 1)
            loss = functional.cross_entropy(x.flatten(0, 1) @ self.table.weight.T, tokens.flatten())
            return loss + y.mean((2, 3)).square().sum()

    model, inputs = Model(), (torch.ones(2, 16, dtype=torch.int64), torch.ones(2, 3, 32, 32))
    for _ in range(2):  # The second time, programs are found on disk.
        torch.compile(model, backend=backend)(*inputs).backward()
        torch.compiler.reset()
    with torch.no_grad():
        value = torch.compile(model.eval(), backend=backend, options={"freeze": True})(*inputs)
    assert value.isfinite()


def forget_programs() -> None:
    """Has JAX compile its programs again, which are found on disk."""
    import jax

    jax.clear_caches()


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
