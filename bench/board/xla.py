"""XLA's CPU back end, through JAX."""

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
        self.first = []

    def prepare(self, row: Row, folder: pathlib.Path, peers: list[str]):
        """Compiles and runs the row; leaves the program and its inputs in the folder for Ranvier."""
        inputs = row.inputs()
        for i, array in enumerate(inputs):
            np.save(folder / f"input{i}.npy", array)
        program = self.jax.jit(row.jax, donate_argnums=range(row.carry), keep_unused=True)
        shapes = [self.jax.ShapeDtypeStruct(array.shape, array.dtype) for array in inputs]
        exported = self.jax.export.export(program, platforms=["cpu"])(*shapes)
        (folder / "program.mlirbc").write_bytes(exported.mlir_module_serialized)
        if "xla" not in peers:
            return {}
        lowered = program.lower(*shapes)
        start = time.perf_counter()
        compiled = lowered.compile()
        seconds = time.perf_counter() - start
        arguments = [self.jax.device_put(array) for array in inputs]
        carried, fixed = arguments[: row.carry], arguments[row.carry :]
        results = self.jax.tree.leaves(compiled(*arguments))
        self.first = [np.asarray(result) for result in results]
        carried = results[: row.carry]

        def call():
            nonlocal carried
            results = self.jax.tree.leaves(self.jax.block_until_ready(compiled(*carried, *fixed)))
            carried = results[: row.carry]

        self.calls = {"xla": call}
        memory = compiled.memory_analysis()
        return {"xla": {"compile_seconds": seconds, "temporary_bytes": memory.temp_size_in_bytes}}

    def results(self, peer: str):
        return self.first

    def release(self):
        self.calls = {}
        self.first = []
        self.jax.clear_caches()
