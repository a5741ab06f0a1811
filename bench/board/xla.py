"""XLA's CPU back end, through JAX; and NumPy."""

import os
import pathlib
import time

import numpy as np

from row import Row


class Family:
    def __init__(self, threads: int):
        os.environ["JAX_PLATFORMS"] = "cpu"
        os.environ["NPROC"] = str(threads)  # The size of XLA's pool.
        import jax

        self.jax = jax
        jax.jit(lambda x: x + x)(np.ones(4, np.float32))  # So that no row pays for the first compile.
        self.calls = {}
        self.first = {}

    def prepare(self, row: Row, folder: pathlib.Path, peers: list[str]):
        """Compiles and runs the row; leaves the program and its inputs in the folder for Ranvier."""
        inputs = row.inputs()
        for i, array in enumerate(inputs):
            np.save(folder / f"input{i}.npy", array)
        program = self.jax.jit(row.jax, donate_argnums=range(row.carry), keep_unused=True)
        shapes = [self.jax.ShapeDtypeStruct(array.shape, array.dtype) for array in inputs]
        exported = self.jax.export.export(program, platforms=["cpu"])(*shapes)
        (folder / "program.mlirbc").write_bytes(exported.mlir_module_serialized)
        facts = {}
        if "xla" in peers:
            facts["xla"] = self.prepare_xla(row, program, shapes, inputs)
        if "numpy" in peers and row.numpy:
            facts["numpy"] = self.prepare_numpy(row, inputs)
        return facts

    def prepare_xla(self, row: Row, program, shapes, inputs):
        lowered = program.lower(*shapes)
        start = time.perf_counter()
        compiled = lowered.compile()
        seconds = time.perf_counter() - start
        arguments = [self.jax.device_put(array) for array in inputs]
        fixed = arguments[row.carry :]
        results = self.jax.tree.leaves(compiled(*arguments))
        self.first["xla"] = [np.asarray(result) for result in results]
        carried = results[: row.carry]

        def call():
            nonlocal carried
            results = self.jax.tree.leaves(self.jax.block_until_ready(compiled(*carried, *fixed)))
            carried = results[: row.carry]

        self.calls["xla"] = call
        return {"compile_seconds": seconds, "temporary_bytes": compiled.memory_analysis().temp_size_in_bytes}

    def prepare_numpy(self, row: Row, inputs):
        results = row.numpy(*inputs)
        self.first["numpy"] = list(results) if isinstance(results, tuple) else [results]
        self.calls["numpy"] = lambda: row.numpy(*inputs)
        return {}

    def results(self, peer: str):
        return self.first[peer]

    def release(self):
        self.calls = {}
        self.first = {}
        self.jax.clear_caches()
