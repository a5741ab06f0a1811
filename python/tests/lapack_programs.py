"""Writes the programs of LapackTest, as JAX lowers them for CPU: each gives how far factors are from what defines them.

usage: ./ranvier python python/tests/lapack_programs.py
"""

from pathlib import Path

import jax
import jax.numpy as jnp
from jax.lax import linalg
from ranvier import jax_internals

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_use_shardy_partitioner", False)  # It would say of each call how it may be split.

FOLDER = Path(__file__).parents[2] / "cpu/src/test/resources/dev/ranvier/cpu/linalg"


def adjoint(x):
    return jnp.swapaxes(x, -1, -2).conj()


def off(x, y):
    return jnp.max(jnp.abs(x - y), initial=0)


def not_unitary(x):
    return off(adjoint(x) @ x, jnp.eye(x.shape[-1], dtype=x.dtype))


def lower_upper(a):
    lu, _, permutation = linalg.lu(a)
    m, n = a.shape[-2:]
    lower = jnp.tril(lu, -1)[..., : min(m, n)] + jnp.eye(m, min(m, n), dtype=a.dtype)
    upper = jnp.triu(lu)[..., : min(m, n), :]
    return off(lower @ upper, jnp.take_along_axis(a, permutation[..., None], -2))


def orthogonal(a):
    q, r = linalg.qr(a, full_matrices=False)
    full, _ = linalg.qr(a, full_matrices=True)
    return {"qr": off(q @ r, a), "q": not_unitary(full), "upper": off(jnp.tril(r, -1), 0)}


def pivoted(a):
    q, r, permutation = linalg.qr(a, pivoting=True, full_matrices=False)
    return off(q @ r, jnp.take_along_axis(a, permutation[..., None, :], -1))


def reflected(a):
    """Products with Q, from both sides."""
    packed, taus = jax_internals.geqrf_p.bind(a)
    k = min(a.shape[-2:])
    q = linalg.qr(a, full_matrices=True)[0]
    left = linalg.ormqr_p.bind(packed[..., :k], taus, a, left=True, transpose=True)
    right = linalg.ormqr_p.bind(packed[..., :k], taus, adjoint(a), left=False, transpose=False)
    return off(left, adjoint(q) @ a) + off(right, adjoint(a) @ q)


def singular(a, algorithm):
    u, s, vt = linalg.svd(a, full_matrices=True, algorithm=algorithm)
    thin, _, thin_vt = linalg.svd(a, full_matrices=False, algorithm=algorithm)
    values = linalg.svd(a, compute_uv=False, algorithm=algorithm)
    product = (thin * s[..., None, :].astype(a.dtype)) @ thin_vt
    return {"usv": off(product, a), "u": not_unitary(u), "v": not_unitary(vt), "values": off(values, s)}


def square(a):
    n = a.shape[-1]
    symmetric = a + adjoint(a)
    positive = a @ adjoint(a) + n * jnp.eye(n, dtype=a.dtype)
    factor = linalg.cholesky(positive, symmetrize_input=False)
    vectors, values = linalg.eigh(symmetric)
    w, left, right = linalg.eig(a, compute_left_eigenvectors=True)
    complex_a = a.astype(w.dtype)
    triangle, schur = linalg.schur(a)
    hessenberg, taus = linalg.hessenberg(a)
    h = linalg.householder_product(hessenberg[..., 1:, :-1], taus)
    inner = jnp.zeros_like(a).at[..., 0, 0].set(1).at[..., 1:, 1:].set(h)
    _, d, e, _ = linalg.tridiagonal(symmetric, lower=True)
    eigenvalues = jnp.linalg.eigvalsh(_tridiagonal(d, e))
    return {
        "cholesky": off(factor @ adjoint(factor), positive),
        "eigh": off(symmetric @ vectors, vectors * values[..., None, :].astype(a.dtype)),
        "unitary": not_unitary(vectors),
        "eig": off(complex_a @ right, right * w[..., None, :]),
        "left": off(adjoint(left) @ complex_a, w[..., None] * adjoint(left)),
        "schur": off(schur @ triangle @ adjoint(schur), a),
        "hessenberg": off(inner @ jnp.triu(hessenberg, -1) @ adjoint(inner), a),
        "tridiagonal": off(eigenvalues, values),
        "solve": off(a @ jnp.linalg.solve(a, a[..., :2]), a[..., :2]),
        "inverse": off(jnp.linalg.inv(positive) @ positive, jnp.eye(n, dtype=a.dtype)),
    }


def _tridiagonal(d, e):
    n = d.shape[-1]
    i = jnp.arange(n)
    full = jnp.zeros((*d.shape, n), d.dtype)
    return full.at[..., i, i].set(d).at[..., i[1:], i[:-1]].set(e).at[..., i[:-1], i[1:]].set(e)


def triangular(a):
    n = a.shape[-1]
    total = jnp.zeros((), jnp.finfo(a.dtype).dtype)
    b = a[..., :2]
    for lower in (True, False):
        t = (jnp.tril(a) if lower else jnp.triu(a)) + 2 * n * jnp.eye(n, dtype=a.dtype)
        for transpose, conjugate in ((False, False), (True, False), (True, True)):
            op = t if not transpose else jnp.swapaxes(t, -1, -2)
            op = op.conj() if conjugate else op
            options = {"lower": lower, "transpose_a": transpose, "conjugate_a": conjugate}
            x = linalg.triangular_solve(t, b, left_side=True, **options)
            y = linalg.triangular_solve(t, adjoint(b), left_side=False, **options)
            total += off(op @ x, b) + off(y @ op, adjoint(b))
    unit = linalg.triangular_solve(jnp.tril(a), b, left_side=True, lower=True, unit_diagonal=True)
    total += off((jnp.tril(a, -1) + jnp.eye(n, dtype=a.dtype)) @ unit, b)
    return total


def banded(a):
    d = a[..., 0] + 8
    dl, du = a[..., 1], a[..., 2]
    x = linalg.tridiagonal_solve(dl, d, du, a)
    above = jnp.concatenate([x[..., 1:, :], jnp.zeros_like(x[..., :1, :])], -2)
    below = jnp.concatenate([jnp.zeros_like(x[..., :1, :]), x[..., :-1, :]], -2)
    return off(dl[..., None] * below + d[..., None] * x + du[..., None] * above, a)


def rectangle(a):
    return {
        "lu": lower_upper(a),
        "qr": orthogonal(a),
        "geqp3": pivoted(a),
        "ormqr": reflected(a),
        "gesdd": singular(a, linalg.SvdAlgorithm.DIVIDE_AND_CONQUER),
        "gesvd": singular(a, linalg.SvdAlgorithm.QR),
    }


def numbers_beside_nan(a):
    """How many numbers are left of a matrix with NaN, where JAX leaves none."""
    a = a.at[..., 1, 1].set(jnp.nan)
    results = linalg.svd(a), linalg.eigh(a, symmetrize_input=False), linalg.eig(a), linalg.schur(a)
    return sum(jnp.sum(~jnp.isnan(x), dtype=jnp.finfo(a.dtype).dtype) for x in jax.tree.leaves(results))


def squares(a):
    return {**square(a), "trsm": triangular(a), "gtsv": banded(a), "nan": numbers_beside_nan(a)}


def derivative(f):
    """How far the derivative along a direction is from a difference, for real functions."""

    def program(a, direction):
        h = 1e-6
        difference = (f(a + h * direction) - f(a - h * direction)) / (2 * h)
        return jnp.abs(difference - jnp.sum((jax.grad(f)(a) * direction).real))

    return program


def gradients(a, direction):
    n = a.shape[-1]
    weights = jnp.arange(1, n * n + 1).reshape(n, n) / n**2

    def weigh(x):
        return jnp.sum(jnp.abs(x * weights[..., : x.shape[-2], : x.shape[-1]]) ** 2).real

    def positive(x):
        return x @ adjoint(x) + n * jnp.eye(n, dtype=x.dtype)

    functions = {
        "qr": lambda x: weigh(jnp.linalg.qr(x)[1]),
        "svd": lambda x: weigh(jnp.linalg.svd(x)[1][..., None, :]),
        "eigh": lambda x: weigh(jnp.linalg.eigvalsh(x + adjoint(x))[..., None, :]),
        "cholesky": lambda x: weigh(jnp.linalg.cholesky(positive(x))),
        "solve": lambda x: weigh(jnp.linalg.solve(positive(x), x)),
        "determinant": lambda x: weigh(jnp.linalg.slogdet(positive(x))[1][..., None, None]),
        "eig": lambda x: weigh(jnp.linalg.eigvals(x)[..., None, :]),
    }
    return {name: derivative(f)(a, direction) for name, f in functions.items()}


def main():
    for dtype in ("float32", "complex64"):
        write(f"tall_{dtype}", rectangle, jax.ShapeDtypeStruct((2, 5, 3), dtype))
        write(f"wide_{dtype}", rectangle, jax.ShapeDtypeStruct((3, 5), dtype))
        write(f"square_{dtype}", squares, jax.ShapeDtypeStruct((2, 4, 4), dtype))
    write("empty_float32", rectangle, jax.ShapeDtypeStruct((0, 4, 3), "float32"))
    argument = jax.ShapeDtypeStruct((4, 4), "float64")
    write("gradients_float64", gradients, argument, argument)


def write(name, function, *arguments):
    lowered = jax.jit(function).trace(*arguments).lower(lowering_platforms=("cpu",))
    (FOLDER / f"{name}.mlir").write_text(lowered.as_text())


if __name__ == "__main__":
    main()
