"""Linear algebra by JAX's own lowerings for CPU, to the LAPACK and BLAS kernels in jaxlib: the same numbers as there."""

import jax.ffi
import jax.numpy as jnp
from jax.interpreters import mlir
from jax.lax import linalg
from ranvier import jax_internals

PRIMITIVES = (
    linalg.eig_p,
    linalg.eigh_p,
    jax_internals.geqp3_p,
    jax_internals.geqrf_p,
    linalg.hessenberg_p,
    linalg.householder_product_p,
    linalg.lu_p,
    linalg.ormqr_p,
    linalg.schur_p,
    linalg.svd_p,
    linalg.triangular_solve_p,
    linalg.tridiagonal_p,
    linalg.tridiagonal_solve_p,
)


def _lowering(primitive):
    lapack = jax_internals.cpu_lowering(primitive)

    def rule(context, *operands, **options):
        results = context.avals_out
        if all(0 in result.shape for result in results):  # LAPACK refuses matrices without rows.
            empty = mlir.lower_fun(lambda *_: [jnp.zeros(result.shape, result.dtype) for result in results])
            return empty(context, *operands)
        return lapack(context, *operands, **options)

    return rule


def register(platform: str) -> None:
    for target, handler, api_version in jax_internals.lapack.registrations()["cpu"]:
        jax.ffi.register_ffi_target(target, handler, platform, api_version)
    for primitive in PRIMITIVES:
        jax_internals.register_lowering(primitive, _lowering(primitive), platform=platform)
