package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** What is done with stacks of matrices: the last two dimensions of a tensor are rows and columns. */
final class Matrices {
    private Matrices() {}

    /** A triangular matrix in a larger one, as an argument of a solve. */
    record Triangle(Value matrix, boolean lower, boolean unitDiagonal) {
        /** X where matrix X = right, or its transpose or adjoint in its place. */
        Value solve(Emitter emit, Value right, Transpose transpose) {
            return emit.builder()
                    .emit((result, info) -> new LinearAlgebraOp.TriangularSolve(
                            matrix, right, true, lower, unitDiagonal, transpose, result, info));
        }

        Value solve(Emitter emit, Value right) {
            return solve(emit, right, Transpose.NO_TRANSPOSE);
        }

        Triangle onStack(Emitter emit, Shape stack) {
            return new Triangle(Matrices.onStack(emit, matrix, stack), lower, unitDiagonal);
        }
    }

    static Shape stackShape(Emitter emit, Value x) {
        return emit.shape(x).slice(0, Emitter.rank(x) - 2);
    }

    static Shape matrixShape(Emitter emit, Value x) {
        return emit.shape(x).slice(Emitter.rank(x) - 2, Emitter.rank(x));
    }

    /** The shape of the stack that two stacks broadcast to. */
    static Shape commonStack(Emitter emit, Value a, Value b) {
        return ProductOps.outerShape(emit, a, b, Math.max(Emitter.rank(a), Emitter.rank(b)) - 2);
    }

    static Value onStack(Emitter emit, Value x, Shape stack) {
        return emit.broadcast(x, stack.followedBy(matrixShape(emit, x)));
    }

    static Value transpose(Emitter emit, Value x) {
        return emit.swap(x, Emitter.rank(x) - 2, Emitter.rank(x) - 1);
    }

    static Value conjugate(Emitter emit, Value x) {
        return Emitter.elementType(x).isComplex() ? emit.unary(ChloOp.Unary.Conj::new, x) : x;
    }

    static Value adjoint(Emitter emit, Value x) {
        return conjugate(emit, transpose(emit, x));
    }

    static Value identity(Emitter emit, Shape stack, Size size, ElementType elementType) {
        var square = new Shape(List.of(size, size));
        var isDiagonal = emit.compare(
                ComparisonDirection.EQ, emit.iota(square, ScalarType.I64, 0), emit.iota(square, ScalarType.I64, 1));
        return emit.broadcast(emit.convert(isDiagonal, elementType), stack.followedBy(square));
    }

    /** The elements where column - row compares so to {@code offset}, the others 0. */
    static Value triangle(Emitter emit, Value x, ComparisonDirection side, long offset) {
        var shape = matrixShape(emit, x);
        var distance = emit.subtract(emit.iota(shape, ScalarType.I64, 1), emit.iota(shape, ScalarType.I64, 0));
        var isKept = emit.compare(side, distance, emit.integer(ScalarType.I64, offset));
        return emit.select(isKept, x, 0);
    }

    static Value lower(Emitter emit, Value x) {
        return triangle(emit, x, ComparisonDirection.LE, 0);
    }

    static Value upper(Emitter emit, Value x) {
        return triangle(emit, x, ComparisonDirection.GE, 0);
    }

    /** The first {@code count} columns. */
    static Value columns(Emitter emit, Value x, long count) {
        return emit.slice(x, Emitter.rank(x) - 1, 0, count);
    }

    /** The first {@code count} rows. */
    static Value rows(Emitter emit, Value x, long count) {
        return emit.slice(x, Emitter.rank(x) - 2, 0, count);
    }

    /** The diagonals of square matrices, as vectors. */
    static Value diagonal(Emitter emit, Value x) {
        return ReductionOps.sum(emit, triangle(emit, x, ComparisonDirection.EQ, 0), Emitter.rank(x) - 1);
    }

    /** Each column times an element of a vector of the same stack. */
    static Value scaleColumns(Emitter emit, Value x, Value factors) {
        return emit.multiply(
                x, emit.convert(emit.unsqueeze(factors, Emitter.rank(factors) - 1), Emitter.elementType(x)));
    }
}
