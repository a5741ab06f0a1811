package dev.ranvier.reference;

import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;

/** Specification sections "cholesky" and "triangular_solve". Sums are accumulated in double precision. */
final class Triangular {
    private Triangular() {}

    /**
     * The factor of each matrix, read from its lower or upper triangle; the other triangle of the result is 0. That of a
     * matrix that is not positive definite is all NaN, as JAX has it.
     */
    static Tensor cholesky(Tensor a, boolean lower) {
        int n = (int) a.size(a.rank() - 1);
        var result = Tensor.zeros(a.elementType(), a.shape());
        for (long base = 0; base < a.count(); base += (long) n * n) {
            var matrix = Matrix.read(a, base, n, n, !lower, !lower);
            factor(matrix);
            matrix.write(result, base, !lower, !lower);
        }
        return result;
    }

    /** Replaces the lower triangle of {@code a} by its factor {@code l} with {@code l * l^H = a}; the upper by 0. */
    private static void factor(Matrix a) {
        int n = a.rows();
        for (int j = 0; j < n; j++) {
            double pivot = a.real(j, j);
            for (int k = 0; k < j; k++) {
                pivot -= a.squaredMagnitude(j, k);
            }
            double diagonal = pivot > 0 ? Math.sqrt(pivot) : Double.NaN;
            a.set(j, j, diagonal, 0);
            for (int i = j + 1; i < n; i++) {
                for (int k = 0; k < j; k++) {
                    a.subtractProduct(i, j, a.real(i, k), a.imaginary(i, k), a.real(j, k), -a.imaginary(j, k));
                }
                a.set(i, j, a.real(i, j) / diagonal, a.imaginary(i, j) / diagonal);
                a.set(j, i, 0, 0);
            }
        }
        // A pivot that fails makes NaN of all that follow.
        if (n > 0 && Double.isNaN(a.real(n - 1, n - 1))) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a.set(i, j, Double.NaN, Double.NaN);
                }
            }
        }
    }

    /** {@code x} with {@code op(a) * x = b}, or {@code x * op(a) = b}. */
    static Tensor solve(LinearAlgebraOp.TriangularSolve op, Tensor a, Tensor b) {
        int n = (int) a.size(a.rank() - 1);
        int rows = (int) b.size(b.rank() - 2);
        int columns = (int) b.size(b.rank() - 1);
        boolean transposed = op.transposeA() == Transpose.TRANSPOSE || op.transposeA() == Transpose.ADJOINT;
        boolean conjugated = op.transposeA() == Transpose.ADJOINT;
        // x * a = b is a^T * x^T = b^T: a right side is solved as a left one.
        boolean flipped = transposed == op.leftSide();
        boolean lower = op.lower() != flipped;
        var result = Tensor.zeros(b.elementType(), b.shape());
        for (long batch = 0; batch < (n == 0 ? 0 : a.count() / ((long) n * n)); batch++) {
            var matrix = Matrix.read(a, batch * n * n, n, n, flipped, conjugated);
            var right = Matrix.read(b, batch * rows * columns, rows, columns, !op.leftSide(), false);
            substitute(matrix, right, lower, op.unitDiagonal());
            right.write(result, batch * rows * columns, !op.leftSide(), false);
        }
        return result;
    }

    /** Replaces {@code b} by the solution of {@code a * x = b}, from the first row on if {@code a} is lower. */
    private static void substitute(Matrix a, Matrix b, boolean lower, boolean unitDiagonal) {
        int n = a.rows();
        for (int step = 0; step < n; step++) {
            int i = lower ? step : n - 1 - step;
            for (int column = 0; column < b.columns(); column++) {
                for (int k = lower ? 0 : i + 1; k < (lower ? i : n); k++) {
                    b.subtractProduct(
                            i, column, a.real(i, k), a.imaginary(i, k), b.real(k, column), b.imaginary(k, column));
                }
                if (!unitDiagonal) {
                    b.divide(i, column, a.real(i, i), a.imaginary(i, i));
                }
            }
        }
    }
}
