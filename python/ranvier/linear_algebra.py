"""Factorisations that StableHLO has no op for: LAPACK on the host, through SciPy, one matrix of the batch at a time."""

import numpy as np
import scipy.linalg

from jax.lax import linalg
from ranvier import callbacks, jax_internals


def _eigh(a, *, lower, subset_by_index=None, **_):
    values, vectors = scipy.linalg.eigh(a, lower=lower, subset_by_index=subset_by_index and _inclusive(subset_by_index))
    return vectors, values


def _inclusive(subset):
    return subset[0], subset[1] - 1


def _eig(a, *, compute_left_eigenvectors, compute_right_eigenvectors, **_):
    results = scipy.linalg.eig(a, left=compute_left_eigenvectors, right=compute_right_eigenvectors)
    return results if isinstance(results, tuple) else (results,)


def _schur(a, *, compute_schur_vectors, **_):
    return scipy.linalg.schur(a, output="complex" if np.iscomplexobj(a) else "real")[: 1 + compute_schur_vectors]


def _hessenberg(a, **_):
    return _lapack("gehrd", a)[:2]


def _geqrf(a, **_):
    return _lapack("geqrf", a)[:2]


def _householder_product(a, taus, **_):
    return _lapack("ungqr" if np.iscomplexobj(a) else "orgqr", a, taus)[:1]


def _lapack(name, a, *arguments):
    (function,) = scipy.linalg.get_lapack_funcs((name,), (a,))
    return function(a, *arguments)


def _lowering(function):
    """The lowering rule of a primitive whose first operand is a batch of matrices."""

    def rule(context, *operands, **options):
        results = context.avals_out

        def batched(matrices, *others):
            out = [np.zeros(aval.shape, aval.dtype) for aval in results]
            for place in np.ndindex(matrices.shape[:-2]):
                if not matrices[place].size:
                    continue
                try:
                    parts = function(matrices[place], *(other[place] for other in others), **options)
                except (np.linalg.LinAlgError, ValueError):
                    parts = [np.nan] * len(out)  # What JAX gives for a matrix that has no factorisation.
                for array, part in zip(out, parts):
                    array[place] = part
            return out

        return callbacks.emit(
            context, batched, None, operands, context.avals_in, results, has_side_effect=False
        )[0]

    return rule


def register(platform: str) -> None:
    """Registers what JAX lowers to LAPACK on its CPU back end."""
    functions = {
        linalg.eigh_p: _eigh,
        jax_internals.eig_p: _eig,
        jax_internals.schur_p: _schur,
        jax_internals.hessenberg_p: _hessenberg,
        jax_internals.geqrf_p: _geqrf,
        jax_internals.householder_product_p: _householder_product,
    }
    for primitive, function in functions.items():
        jax_internals.register_lowering(primitive, _lowering(function), platform=platform)
