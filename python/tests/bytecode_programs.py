"""Programs of many kinds as portable artifacts of many versions: what Ranvier's bytecode must bring back unchanged."""

import functools

import conftest  # noqa: F401, sets up the devices that JAX sees
import jax
import jax.numpy as jnp
import numpy as np
from jax import export, lax
from jax.extend.mlir import ir
from jax.extend.mlir.dialects import stablehlo
from jax.interpreters import mlir
from jax.sharding import Mesh, NamedSharding
from jax.sharding import PartitionSpec as P

VERSIONS = [f"0.{minor}.0" for minor in range(9, 21)] + [f"1.{minor}.0" for minor in range(18)]

F32 = functools.partial(jax.ShapeDtypeStruct, dtype=jnp.float32)


def _unary(x):
    functions = [jnp.exp, jnp.tan, lax.log1p, lax.cbrt, lax.rsqrt, lax.logistic, jnp.tanh, lax.erf, lax.digamma, jnp.sign]
    return [function(x) for function in functions]


def _arithmetic(x, y):
    return x + y, x - y, x * y, jnp.maximum(x, y), x == y, jnp.where(x < y, x, y)


def _integers(x):
    return x << 3, x >> 2, lax.population_count(x), lax.clz(x), ~x, x // 3, lax.shift_right_logical(x, x)


def _complex(x):
    return x * x, jnp.abs(x), x.real, jnp.conj(x), jnp.fft.fft(x), jnp.exp(x)


def _control(x):
    def body(carry, row):
        return lax.cond(carry.sum() > 0, lambda: carry + row, lambda: carry * row), carry.max()

    carry, rows = lax.scan(body, x[0], x)
    return lax.while_loop(lambda v: v[0] < 3, lambda v: v * 2 + 1, carry), rows, lax.switch(2, [jnp.sin, jnp.cos, jnp.exp], x)


def _indexing(x, i):
    return x[i], x.at[i].add(1.0), lax.dynamic_slice(x, (i[1], i[0]), (2, 2)), lax.dynamic_update_slice(x, x[:1], (i[0], i[1])), x[::-1, 1:]


def _reductions(x):
    window = lax.reduce_window(x, -jnp.inf, lax.max, (2, 2), (1, 1), "SAME")
    return jnp.sort(x), lax.top_k(x, 2), jnp.cumsum(x, 0), jnp.argmax(x, 1), window, jnp.median(x), lax.reduce_precision(x, 5, 10)


def _convolution(x, w):
    return lax.conv_general_dilated(
        x, w, (2, 1), [(1, 1), (0, 2)], lhs_dilation=(1, 2), rhs_dilation=(2, 1), dimension_numbers=("NHWC", "HWIO", "NHWC")
    )


def _pooling(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID").sum()


def _products(x, y):
    algorithm = lax.DotAlgorithmPreset.BF16_BF16_F32
    return x @ y, lax.dot(x, y, precision=algorithm), jnp.einsum("ab,cb->ac", x, x, precision="highest")


def _factorisations(x):
    return jnp.linalg.cholesky(x), lax.linalg.triangular_solve(x, x, transpose_a=True, lower=True)


def _random(key):
    return jax.random.normal(key, (3, 4)), jax.random.bits(key, (5,)), jax.random.permutation(key, 7)


def _effects(x):
    jax.debug.print("x = {}", x)
    return lax.optimization_barrier((x, x + 1)), jax.pure_callback(np.sin, F32((4,)), x)


def _constants():
    values = [np.arange(6.0).reshape(2, 3), np.zeros((3, 0)), np.full((4, 4), 7), np.array([True, False] * 9), np.array(True)]
    narrow = [np.arange(-4, 4).astype(jnp.int4), np.arange(4).astype(jnp.uint4), np.array([-2, 1]).astype(jnp.int2)]
    floats = [np.linspace(-1, 1, 5).astype(getattr(jnp, name)) for name in FLOATS]
    return [jnp.asarray(value) for value in values + narrow + floats] + [np.ones((9,), bool), np.array([1 + 2j, 3])]


FLOATS = """float4_e2m1fn float8_e3m4 float8_e4m3 float8_e4m3b11fnuz float8_e4m3fn float8_e4m3fnuz
    float8_e5m2 float8_e5m2fnuz float8_e8m0fnu bfloat16 float16 float32 float64""".split()
INTEGERS = "int2 int4 int8 int16 int32 int64 uint2 uint4 uint8 uint16 uint32 uint64".split()


def _gradient(function):
    return jax.grad(lambda *arguments: sum(jnp.sum(leaf) for leaf in jax.tree.leaves(function(*arguments))))


def _jitted():
    square, batch = F32((4, 4)), F32((1, 8, 8, 3))
    yield "unary", _unary, (square,)
    yield "unary_f16", _unary, (jax.ShapeDtypeStruct((3,), jnp.float16),)
    yield "complex", _complex, (jax.ShapeDtypeStruct((4,), jnp.complex64),)
    yield "real_fft", lambda x: jnp.fft.irfft(jnp.fft.rfft(x)), (square,)
    yield "control", _control, (square,)
    yield "indexing", _indexing, (square, jax.ShapeDtypeStruct((2,), jnp.int32))
    yield "indexing_gradient", _gradient(lambda x: x[jnp.array([0, 2])] * 2), (square,)
    yield "batched_gather", jax.vmap(lambda x, i: x[i]), (square, jax.ShapeDtypeStruct((4, 2), jnp.int32))
    yield "reductions", _reductions, (square,)
    yield "convolution", _convolution, (batch, F32((3, 3, 3, 5)))
    yield "convolution_gradient", jax.grad(lambda x, w: _convolution(x, w).sum(), 1), (batch, F32((3, 3, 3, 5)))
    yield "pooling_gradient", jax.grad(_pooling), (batch,)
    yield "products", _products, (square, square)
    yield "factorisations", _factorisations, (square,)
    yield "random", _random, (jax.eval_shape(lambda: jax.random.key(0)),)
    yield "rng_bits", lambda k: lax.rng_bit_generator(k, (8,)), (jax.ShapeDtypeStruct((2,), jnp.uint64),)
    yield "effects", _effects, (F32((4,)),)
    yield "constants", _constants, ()
    yield "ragged", lax.ragged_dot, (F32((6, 4)), F32((2, 4, 5)), jax.ShapeDtypeStruct((2,), jnp.int32))
    for name in FLOATS + INTEGERS:
        kind = jax.ShapeDtypeStruct((2, 3), getattr(jnp, name))
        yield f"{name}_arithmetic", _arithmetic, (kind, kind)
        yield f"{name}_conversion", lambda x: (x.astype(jnp.float32), x.T), (kind,)
    for name in INTEGERS:
        yield f"{name}_bits", _integers, (jax.ShapeDtypeStruct((3,), getattr(jnp, name)),)


def _sharded():
    mesh = Mesh(np.array(jax.devices()[:4]).reshape(2, 2), ("x", "y"))

    def given(shape, *spec):
        return jax.ShapeDtypeStruct(shape, jnp.float32, sharding=NamedSharding(mesh, P(*spec)))

    def constrained(x, y):
        z = lax.with_sharding_constraint(x @ y, NamedSharding(mesh, P("x", None)))
        return lax.with_sharding_constraint(jnp.sin(z), NamedSharding(mesh, P(("x", "y"))))

    def collectives(x):
        total = lax.psum(x, "x")
        return total, lax.all_gather(x, "y"), lax.ppermute(x, "x", [(0, 1), (1, 0)]), lax.axis_index("y")

    def exchange(x):
        return lax.all_to_all(x, "x", 0, 1, tiled=True), lax.psum_scatter(x, "y", tiled=True)

    out = (P("x", "y"), P("x", None, "y"), P("x", "y"), P())
    mapped = functools.partial(jax.shard_map, mesh=mesh, check_vma=False)
    yield "constrained", constrained, (given((8, 8), "x", "y"), given((8, 8), None, "y"))
    yield "collectives", mapped(collectives, in_specs=P("x", "y"), out_specs=out), (given((4, 8), "x", "y"),)
    yield "exchange", mapped(exchange, in_specs=P("x", "y"), out_specs=(P("x", "y"), P("x", "y"))), (given((8, 8), "x", "y"),)
    partial = jax.shard_map(lambda x: lax.psum(x, "x"), mesh=mesh, in_specs=P("x"), out_specs=P(), axis_names={"x"})
    yield "partly_manual", lambda x: partial(jnp.cos(x)), (given((4, 8), "x", "y"),)


SHARDY = """
module @m attributes {mhlo.num_partitions = 4 : i32} {
  sdy.mesh @mesh = <["a"=2, "b"=4]>
  sdy.mesh @reversed = <["a"=4], device_ids=[3, 2, 1, 0]>
  func.func @main(%arg0: tensor<8x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"a", ?}p0, {"b":(1)2}p3]>})
      -> (tensor<8x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}, {?}], replicated={"b"}, unreduced={"a"}>}) {
    %0 = sdy.sharding_constraint %arg0 <@mesh, [{"a"}, {}]> : tensor<8x8xf32>
    %1 = sdy.reshard %0 <mesh<["z"=2]>, [{"z"}, {?}]> : tensor<8x8xf32>
    sdy.sharding_group %1 group_id=21 : tensor<8x8xf32>
    %2 = sdy.propagation_barrier %1 allowed_direction=BACKWARD : tensor<8x8xf32>
    %3 = sdy.named_computation<"name">(%2) in_shardings=[<@mesh, [{"a"}, {}]>] out_shardings=[<@mesh, [{}, {"b"}]>]
        (%arg1: tensor<8x8xf32>) {
      %5 = stablehlo.add %arg1, %arg1 : tensor<8x8xf32>
      sdy.return %5 : tensor<8x8xf32>
    } : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %4 = stablehlo.dot_general %3, %3, contracting_dims = [1] x [0] {sdy.sharding_rule =
        #sdy.op_sharding_rule<([i, k], [k, j])->([i, j]) {i=8, j=8, k=8} reduction={k}>}
        : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    return %4 : tensor<8x8xf32>
  }
}
"""

CHLO = """
module {
  func.func @main(%arg0: tensor<4xf32> {jax.unit, some.array = array<i32: 1, 2>, some.list = [1, "two", unit]},
      %arg1: tensor<?xf32>, %arg2: tensor<?x4xf32, #stablehlo.bounds<9, ?>>) -> tensor<4xf32> {
    %0 = chlo.erf %arg0 : tensor<4xf32> -> tensor<4xf32>
    %1, %2 = chlo.top_k(%0, k = 2) : tensor<4xf32> -> (tensor<2xf32>, tensor<2xi32>)
    %3 = chlo.broadcast_compare %0, %arg0 {comparison_direction = #chlo<comparison_direction LT>,
        compare_type = #chlo<comparison_type FLOAT>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %4 = chlo.broadcast_add %arg0, %arg0 {broadcast_dimensions = array<i64: 0>}
        : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %5 = stablehlo.add %0, %4 {note = array<i64: 1>, flag = true} : tensor<4xf32>
    return %5 : tensor<4xf32>
  }
}
"""

STRINGS = r"""
module {
  func.func @main(%arg0: tensor<2xf32>) -> tensor<2xf32> {
    %0 = stablehlo.custom_call @raw(%arg0) {backend_config = "\FF\00\C3\28 caf\C3\A9"} : (tensor<2xf32>) -> tensor<2xf32>
    %1 = stablehlo.custom_call @typed(%0) {api_version = 4 : i32, backend_config = {a = 1.5 : f64, b = "c", d = [1, 2]},
        operand_layouts = [dense<0> : tensor<1xindex>], result_layouts = [dense<0> : tensor<1xindex>],
        output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0,
        operand_tuple_indices = []>], called_computations = [@other]} : (tensor<2xf32>) -> tensor<2xf32>
    return %1 : tensor<2xf32>
  }
  func.func private @other() loc(fused<"meta">["a", callsite("b" at "f.py":3:4), "g.py":1:2 to 3:4, "g.py":1:2 to :9])
}
"""


def modules(context):
    """Names and modules."""
    for name, function, arguments in _jitted():
        yield name, jax.jit(function).lower(*arguments).compiler_ir("stablehlo")
    for name, function, arguments in _sharded():
        yield name, jax.jit(function).lower(*arguments).compiler_ir("stablehlo")
    with context:
        for name, text in {"shardy": SHARDY, "chlo": CHLO, "strings": STRINGS}.items():
            yield name, ir.Module.parse(text)


def exported():
    """Names and artifacts as ``jax.export`` makes them, with symbolic shapes."""
    rows, columns = export.symbolic_shape("b, n", constraints=("b >= 2", "n >= 4"))

    def function(x):
        return jnp.concatenate([x, x]).reshape(-1)[: x.shape[0]], x.sum(0), x @ x.T, x[:, 1:3], jnp.pad(x, 1)

    yield "symbolic", export.export(jax.jit(function))(F32((rows, columns))).mlir_module_serialized
    yield "lapack", export.export(jax.jit(jnp.linalg.qr))(F32((4, 3))).mlir_module_serialized


def artifacts():
    """Names with versions, and artifacts. A version that lacks what a program needs is left out."""
    with jax.enable_x64(True):
        yield from list(exported())
        programs = list(modules(mlir.make_ir_context()))
    for number, (name, module) in enumerate(programs):
        # Every program in the latest version and in a third of the others, so that the test stays quick.
        for position, version in enumerate(VERSIONS):
            if version != VERSIONS[-1] and (position + number) % 3:
                continue
            try:
                yield f"{name}-{version}", stablehlo.serialize_portable_artifact(module, version, True)
            except ValueError:
                continue


def write_samples(folder):
    """Writes small artifacts, without locations, for the tests in Java."""
    context = mlir.make_ir_context()
    versions = {"control": "0.9.0", "convolution": "0.14.0", "indexing": "0.20.0", "products": "1.8.0"}
    wanted = set("chlo collectives constants effects reductions shardy strings".split()) | versions.keys()
    with jax.enable_x64(True):
        programs = list(modules(context))
    for name, module in programs:
        if name in wanted:
            with context:
                stripped = ir.Module.parse(str(module)) if name != "strings" else module
            version = versions.get(name, VERSIONS[-1])
            artifact = stablehlo.serialize_portable_artifact(stripped, version, True)
            (folder / f"{name}-{version}.mlirbc").write_bytes(artifact)


if __name__ == "__main__":
    import pathlib
    import sys

    write_samples(pathlib.Path(sys.argv[1]))
