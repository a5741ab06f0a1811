"""Small programs that together make JAX emit most of what it can, as StableHLO text with locations."""

from collections.abc import Iterator
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import export, lax
from jax.sharding import AxisType, NamedSharding, PartitionSpec as P

X = np.ones((4, 8), np.float32)
W = np.ones((8, 16), np.float32)
V = np.arange(8, dtype=np.float32)
SQUARE = np.eye(4, dtype=np.float32)
IMAGE = np.ones((1, 9, 9, 3), np.float32)
KERNEL = np.ones((3, 3, 3, 4), np.float32)
HALF = np.float32(0.5)


def network(parameters, x):
    hidden = jax.nn.gelu(x @ parameters["w"] + parameters["b"])
    return jax.nn.log_softmax(hidden @ parameters["out"]).sum()


def attention(q, mask):
    scores = jnp.where(mask, jnp.einsum("bqhd,bkhd->bhqk", q, q) / 8, -1e9)
    return jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), q).sum()


def convolve(kernel, image):
    numbers = ("NHWC", "HWIO", "NHWC")
    return lax.conv_general_dilated(image, kernel, (2, 1), "SAME", rhs_dilation=(1, 2), dimension_numbers=numbers).sum()


def pool(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (2, 2), (2, 2), "VALID").sum()


def indexed(x, i):
    slices = lax.dynamic_slice(x, (i[0], 0), (2, 3)), lax.dynamic_update_slice(x, x[:1], (i[0], 0))
    return x[i], x.at[i].add(1.0), x.at[i].set(2.0, mode="drop"), x[1:4:2, ::-1], slices


def special(x):
    functions = (lax.lgamma, lax.digamma, lax.erf_inv, lax.erfc, lax.bessel_i1e, lax.cbrt, jnp.sinh, jnp.arcsin, jnp.tan)
    return [function(x) for function in functions], lax.zeta(x, x), lax.polygamma(x, x), lax.nextafter(x, x)


def dots(x, w):
    accumulating = lax.DotAlgorithmPreset.BF16_BF16_F32
    return (
        lax.dot(x, w, precision="highest"),
        lax.dot_general(x, w, (((1,), (0,)), ((), ())), precision=accumulating),
        jnp.einsum("bij,bjk->bik", x[None], w[None]),
    )


def conversions(x):
    types = "int4 uint8 bool float16 bfloat16 complex64 float8_e4m3fn float8_e5m2 float8_e4m3b11fnuz"
    return [x.astype(name) for name in types.split()], lax.reduce_precision(x, 5, 10), x.view(np.int32)


def bits(n):
    return lax.clz(n), lax.population_count(n), n >> 1, lax.shift_right_logical(n, n), n ^ 3, ~n, n % 3


def reductions(x):
    pair = lax.reduce((x, x), (np.float32(0), np.float32(1)), lambda a, b: (a[0] + b[0], a[1] * b[1]), (0,))
    return x.max(), x.argmax(1), (x > 0).any(), x.var(0), pair, jnp.cumsum(x), lax.cummax(x)


def loops(x):
    total = lax.scan(lambda carry, row: (carry + row, carry * row), x[0], x)
    return total, lax.while_loop(lambda s: s[0] < 10, lambda s: (s[0] + 1, s[1] * 2), (0, x))


def branches(i, x):
    return lax.cond(i > 1, jnp.sin, jnp.cos, x), lax.switch(i, [jnp.sin, jnp.cos, jnp.tanh], x)


def random(key):
    bits = lax.rng_bit_generator(jnp.arange(4, dtype=np.uint32), (3,))
    return jax.random.normal(key, (3,)), jax.random.randint(key, (4,), 0, 10), jax.random.permutation(key, 8), bits


def solvers(x):
    return jnp.linalg.cholesky(x), jnp.linalg.qr(x), jnp.linalg.svd(x), jnp.linalg.eigh(x), jnp.linalg.solve(x, x)


def callbacks(x):
    jax.debug.print("x = {x}", x=x)
    return jax.pure_callback(np.sin, jax.ShapeDtypeStruct(x.shape, x.dtype), x)


def constants(x):
    numbers = np.random.default_rng(0).random((40, 8), np.float32)
    return x[:1] + numbers, x[0] + np.float32([np.nan, np.inf, -0.0, 1e-45, 0.1, 1e30, 7, -np.inf]), jnp.full((9,), 3)


@partial(lax.composite, name="test.scale", version=2)
def scale(x, *, by):
    return x * by


def collectives(mesh):
    def body(x):
        rotated = lax.ppermute(x, "a", [(0, 1), (1, 0)])
        scattered = lax.psum_scatter(jnp.ones((2, 8), np.float32), "b", scatter_dimension=0)
        exchanged = lax.all_to_all(x.reshape(4, 1), "a", 0, 0)
        gathered = lax.all_gather(x, "b", axis=1, tiled=True)
        sums = rotated.sum() + scattered.sum() + exchanged.sum() + gathered.sum()
        return x + sums + lax.axis_index("a") + lax.pmax(lax.stop_gradient(x), "b") + lax.psum(x, ("a", "b"))

    return jax.shard_map(body, mesh=mesh, in_specs=P("a", "b"), out_specs=P("a", "b"), check_vma=False)


def programs():
    """Names, functions and arguments."""
    parameters = {"w": W, "b": np.zeros(16, np.float32), "out": np.ones((16, 3), np.float32)}
    heads = np.ones((2, 5, 3, 4), np.float32)
    mesh = jax.make_mesh((4, 2), ("a", "b"), axis_types=(AxisType.Auto,) * 2)
    part = NamedSharding(mesh, P("b", None))
    yield "network", network, parameters, X
    yield "training", jax.value_and_grad(network), parameters, X
    yield "attention", jax.grad(attention), heads, np.tri(5, dtype=bool)
    yield "convolution", convolve, KERNEL, IMAGE
    yield "convolution_gradient", jax.grad(convolve, (0, 1)), KERNEL, IMAGE
    yield "pool", jax.value_and_grad(pool), X
    yield "indexed", indexed, X, np.int32([0, 2])
    yield "special", special, HALF
    yield "dots", dots, X, W
    yield "ragged_dot", lax.ragged_dot, X, np.ones((2, 8, 3), np.float32), np.int32([2, 2])
    yield "conversions", conversions, X
    yield "bits", bits, np.int32(8)
    yield "reductions", reductions, X
    yield "loops", loops, X
    yield "loops_gradient", jax.grad(lambda x: loops(x)[0][0].sum()), X
    yield "branches", branches, np.int32(1), X
    yield "random", random, jax.random.PRNGKey(0)
    yield "solvers", solvers, SQUARE
    yield "callbacks", callbacks, X
    yield "constants", constants, X
    yield "composite", lambda x: scale(x, by=np.float32(2)), X
    yield "fourier", lambda x: (jnp.fft.fft(x), jnp.fft.irfft(jnp.fft.rfft(x))), X
    yield "complex", lambda x: (lax.complex(x, x), jnp.exp(1j * x), jnp.conj(x + 1j), abs(x * 1j)), V
    yield "sort", lambda x: (jnp.sort(x), jnp.argsort(x), lax.top_k(x, 3)), V
    yield "shapes", lambda x: (lax.pad(x, HALF, ((1, 2, 1), (0, -1, 0))), x.T, jnp.tile(x, 2), lax.optimization_barrier(x)), X
    yield "names", jax.named_call(jax.vmap(jnp.sin), name='größe "λ"\\'), X
    yield "checkpoint", jax.grad(lambda x: jax.checkpoint(lambda y: jnp.sin(jnp.sin(y)))(x).sum()), X
    yield "constraint", lambda x: lax.with_sharding_constraint(x * 2, part), jax.device_put(X, part)
    yield "collectives", collectives(mesh), X
    yield "collectives_gradient", jax.grad(lambda x: collectives(mesh)(x).sum()), X


def lowered() -> Iterator[tuple[str, str]]:
    """Names and texts."""
    for name, function, *arguments in programs():
        yield name, jax.jit(function).lower(*arguments).as_text(debug_info=True)
    (rows,) = export.symbolic_shape("rows")
    argument = jax.ShapeDtypeStruct((rows, 8), np.float32)
    yield "symbolic", export.export(jax.jit(lambda x: (x @ W, x.reshape(-1), jnp.concatenate([x, x])))) (argument).mlir_module()
