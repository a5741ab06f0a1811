"""Commands with files that NumPy and JAX write, judged by what these read back."""

import json
import os
import re

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
from jax._src.interpreters import mlir
from jaxlib.mlir import ir
from test_launcher import ROOT, launch

# NumPy dtype and MLIR spelling of every element type that both have.
DTYPES = {
    np.dtype(name if hasattr(np, name) else getattr(ml_dtypes, name)): spelling
    for name, spelling in {
        "bool": "i1",
        "complex64": "complex<f32>",
        "complex128": "complex<f64>",
        "bfloat16": "bf16",
        **{f"float{bits}": f"f{bits}" for bits in (16, 32, 64)},
        **{f"int{bits}": f"i{bits}" for bits in (2, 4, 8, 16, 32, 64)},
        **{f"uint{bits}": f"ui{bits}" for bits in (2, 4, 8, 16, 32, 64)},
        "float4_e2m1fn": "f4E2M1FN",
        "float6_e2m3fn": "f6E2M3FN",
        "float6_e3m2fn": "f6E3M2FN",
        "float8_e3m4": "f8E3M4",
        "float8_e4m3": "f8E4M3",
        "float8_e4m3fn": "f8E4M3FN",
        "float8_e4m3fnuz": "f8E4M3FNUZ",
        "float8_e4m3b11fnuz": "f8E4M3B11FNUZ",
        "float8_e5m2": "f8E5M2",
        "float8_e5m2fnuz": "f8E5M2FNUZ",
        "float8_e8m0fnu": "f8E8M0FNU",
    }.items()
}


def random_array(dtype, shape, seed):
    random = np.random.default_rng(seed)
    bits = {"int2": 2, "uint2": 2, "int4": 4, "uint4": 4, "float4_e2m1fn": 4, "bool": 1}.get(dtype.name, 8)
    bits = 6 if dtype.name.startswith("float6") else bits
    return random.integers(0, 1 << bits, (*shape, dtype.itemsize)).astype(np.uint8).view(dtype)[..., 0]


def test_run_keeps_every_bit_of_every_dtype(tmp_path):
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")
    arrays = {f"arg{i}": random_array(dtype, (3, 5), seed + i) for i, dtype in enumerate(DTYPES)}
    np.savez(tmp_path / "in.npz", **arrays)
    types = [f"tensor<3x5x{spelling}>" for spelling in DTYPES.values()]
    arguments = [f"%arg{i}" for i in range(len(types))]
    declared = ", ".join(f"{argument}: {type}" for argument, type in zip(arguments, types))
    (tmp_path / "same.mlir").write_text(
        f"func.func @main({declared}) -> ({', '.join(types)}) {{\n"
        f"  return {', '.join(arguments)} : {', '.join(types)}\n}}\n"
    )
    result = launch(
        "run", str(tmp_path / "same.mlir"), "--inputs", str(tmp_path / "in.npz"), "--output", str(tmp_path / "out.npz")
    )
    assert result.returncode == 0, result.stderr
    with np.load(tmp_path / "out.npz") as results:
        for i, (given, array) in enumerate(zip(arrays.values(), (results[key] for key in results.files))):
            assert array.shape == given.shape
            assert array.tobytes() == given.tobytes(), f"{given.dtype}, seed {seed}"
            if given.dtype.kind in "biufc" and given.dtype.name != "float8_e5m2":
                assert array.dtype == given.dtype


def test_run_reads_column_major_and_big_endian_arrays(tmp_path):
    x = np.arange(6, dtype=">i4").reshape(2, 3)
    np.savez_compressed(tmp_path / "in.npz", x=np.asfortranarray(x))
    (tmp_path / "same.mlir").write_text(
        "func.func @main(%x: tensor<2x3xi32>) -> tensor<2x3xi32> { return %x : tensor<2x3xi32> }"
    )
    result = launch("run", str(tmp_path / "same.mlir"), "--inputs", str(tmp_path / "in.npz"))
    assert result.stdout == "result0: tensor<2x3xi32>\n[[0 1 2]\n [3 4 5]]\n"


def test_run_leaves_no_output_when_it_fails(tmp_path):
    (tmp_path / "needs.mlir").write_text("func.func @main(%x: tensor<f32>) -> tensor<f32> { return %x : tensor<f32> }")
    np.savez(tmp_path / "in.npz", x=np.zeros(3))
    command = ["run", str(tmp_path / "needs.mlir"), "--inputs", str(tmp_path / "in.npz")]
    result = launch(*command, "--output", str(tmp_path / "out.npz"))
    assert result.returncode == 1
    assert "expected tensor<f32>" in result.stderr and "float64" in result.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.npz", "needs.mlir"]


def test_translated_text_is_what_jaxlib_prints(tmp_path):
    text = 'module @m {\n  func.func @main(%arg0: tensor<2xf32> loc("x")) -> tensor<2xf32> {\n' \
        '    %0 = stablehlo.add %arg0, %arg0 : tensor<2xf32> loc("model.py":7:3)\n' \
        '    return %0 : tensor<2xf32> loc(unknown)\n  } loc(unknown)\n} loc(unknown)\n'
    (tmp_path / "a.mlir").write_text(text)
    (tmp_path / "list").write_text(f"{tmp_path}/a.mlir\t{tmp_path}/a.mlirbc\n{tmp_path}/a.mlirbc\t{tmp_path}/b.mlir\n")
    assert launch("translate", "--list", str(tmp_path / "list"), "--locations").returncode == 0
    with mlir.make_ir_context():
        original, translated = (ir.Module.parse(file.read_text()) for file in (tmp_path / "a.mlir", tmp_path / "b.mlir"))
        assert translated.operation.get_asm(enable_debug_info=True) == original.operation.get_asm(enable_debug_info=True)


def test_conformance_writes_the_json_of_the_contract(tmp_path):
    case = tmp_path / "cases/one"
    case.mkdir(parents=True)
    (case / "args.mlir").write_text("func.func @main(%x: tensor<f32>) -> tensor<f32> { return %x : tensor<f32> }")
    np.float32(1).tofile(case / "a0.bin")
    np.float32(2).tofile(case / "e0.bin")
    entry = {"dtype": "float32", "shape": []}
    (case / "case.json").write_text(json.dumps({
        "id": "one", "ops": [], "inputs": [{**entry, "file": "a0.bin"}],
        "outputs": [{**entry, "file": "e0.bin", "kind": "expect_close", "min_ulp": 0, "max_ulp": 3}],
    }))
    result = launch("conformance", str(tmp_path / "cases"), "--json", str(tmp_path / "report.json"))
    assert result.returncode == 1
    report = json.loads((tmp_path / "report.json").read_text())
    cases = report.pop("cases")
    assert report == {"device": "cpu", "total": 1, "passed": 0, "excluded": 0, "failed": 1}
    assert [case.pop("message") for case in cases] == ["1/1 over 3 ulp, at []: got 1.0, expected 2.0"]
    assert cases == [{"id": "one", "form": "text", "verdict": "wrong"}]


def test_demo_agrees_with_pytorch_and_jax():
    result = launch("demo")
    assert result.returncode == 0, result.stdout + result.stderr
    for way in "PyTorch, backend='ranvier'", "JAX, platform ranvier", "Java, no Python, from a .pt2":
        line = next(line for line in result.stdout.splitlines() if line.strip().startswith(way))
        assert float(line.split()[-1]) <= 1e-5
    difference = re.search(r"largest relative difference of a loss (\S+)", result.stdout)
    assert difference and float(difference[1]) < 1e-3
    assert "Somebody performs music with a guitar" in result.stdout
    assert "Ranvier agrees with PyTorch and JAX" in result.stdout


def test_run_factorises_matrices_without_jaxlib(tmp_path):
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")
    a = np.random.default_rng(seed).normal(size=(2, 5, 3)).astype(np.complex64)
    np.savez(tmp_path / "in.npz", arg0=a)
    function = jax.jit(lambda x: (*jnp.linalg.qr(x), jnp.linalg.svd(x, compute_uv=False)))
    lowered = function.trace(a).lower(lowering_platforms=("cpu",))
    (tmp_path / "qr.mlir").write_text(lowered.as_text())
    files = "--inputs", str(tmp_path / "in.npz"), "--output", str(tmp_path / "out.npz")
    result = launch("run", str(tmp_path / "qr.mlir"), "--device", "cpu", *files)
    assert result.returncode == 0, result.stderr
    q, r, values = np.load(tmp_path / "out.npz").values()
    np.testing.assert_allclose(q @ r, a, atol=1e-5)
    np.testing.assert_allclose(np.abs(r), np.abs(np.linalg.qr(a)[1]), atol=1e-5)
    np.testing.assert_allclose(values, np.linalg.svd(a, compute_uv=False), rtol=1e-5)
