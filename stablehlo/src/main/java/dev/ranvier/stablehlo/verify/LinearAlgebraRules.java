package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.LinearAlgebraOp.Cholesky;
import dev.ranvier.stablehlo.LinearAlgebraOp.Fft;
import dev.ranvier.stablehlo.LinearAlgebraOp.TriangularSolve;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/** Rules of products, convolutions, factorisations and transforms. */
final class LinearAlgebraRules {
    private static final Set<ElementKind> FLOAT_OR_COMPLEX = EnumSet.of(ElementKind.FLOAT, ElementKind.COMPLEX);
    private static final Set<ElementKind> FACTORIZABLE =
            EnumSet.of(ElementKind.FLOAT, ElementKind.COMPLEX, ElementKind.QUANTIZED);

    private LinearAlgebraRules() {}

    static ResultTypes check(LinearAlgebraOp op, Constraints constraints) {
        return switch (op) {
            case LinearAlgebraOp.Dot dot -> DotRules.check(dot, constraints);
            case LinearAlgebraOp.DotGeneral dot -> DotRules.check(dot, constraints);
            case LinearAlgebraOp.Einsum einsum -> DotRules.check(einsum, constraints);
            case LinearAlgebraOp.UnaryEinsum einsum -> DotRules.check(einsum, constraints);
            case LinearAlgebraOp.Convolution convolution -> ConvolutionRules.check(convolution, constraints);
            case Cholesky cholesky -> check(cholesky, constraints);
            case TriangularSolve solve -> check(solve, constraints);
            case Fft fft -> check(fft, constraints);
        };
    }

    private static ResultTypes check(Cholesky op, Constraints constraints) {
        var a = constraints.tensor("I1", "a", op.a(), FACTORIZABLE);
        constraints.require("C2", a.rank() >= 2, "a must be of rank 2 or more, got %s", a);
        constraints.require(
                "C3",
                Compatibility.compatible(fromEnd(a, 2), fromEnd(a, 1)),
                "the last two dimensions of a must be equal, got %s",
                a);
        return ResultTypes.of("C1", a);
    }

    private static ResultTypes check(TriangularSolve op, Constraints constraints) {
        var a = constraints.tensor("I1", "a", op.a(), FLOAT_OR_COMPLEX);
        var b = constraints.tensor("I2", "b", op.b(), FLOAT_OR_COMPLEX);
        constraints.sameElements("C1", "a", a, "b", b);
        constraints.require(
                "C2",
                a.rank() >= 2 && a.rank() == b.rank(),
                "a and b must be of one rank, 2 or more, got %s and %s",
                a,
                b);
        constraints.require(
                "C3",
                Compatibility.compatible(fromEnd(a, 2), fromEnd(a, 1)),
                "the last two dimensions of a must be equal, got %s",
                a);
        constraints.require(
                "C3",
                Compatibility.compatible(fromEnd(a, 1), fromEnd(b, op.leftSide() ? 2 : 1)),
                "a must be as large as the %s of b, got %s and %s",
                op.leftSide() ? "columns" : "rows",
                a,
                b);
        for (int i = 0; i < a.rank() - 2; i++) {
            constraints.require(
                    "C3",
                    Compatibility.compatible(a.dimension(i), b.dimension(i)),
                    "a and b must have the same batch dimensions, got %s and %s",
                    a,
                    b);
        }
        constraints.require(
                "I6",
                op.transposeA() != Transpose.TRANSPOSE_INVALID,
                "transpose_a must be NO_TRANSPOSE, TRANSPOSE or ADJOINT, got %s",
                op.transposeA());
        return ResultTypes.of("C4", b);
    }

    private static Dimension fromEnd(TensorType type, int index) {
        return type.dimension(type.rank() - index);
    }

    private static ResultTypes check(Fft op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), FLOAT_OR_COMPLEX);
        int count = op.fftLength().size();
        constraints.require(
                "C3", 1 <= count && count <= 3, "fft_length must have 1 to 3 sizes, got %s", op.fftLength());
        constraints.require(
                "C1",
                count <= operand.rank(),
                "fft_length must not have more sizes than operand dimensions, got %s and %s",
                op.fftLength(),
                operand);
        long last = op.fftLength().get(count - 1);
        return switch (op.fftType()) {
            case FFT, IFFT -> {
                requireComplex(op, operand, constraints);
                yield ResultTypes.of("C5", operand);
            }
            case RFFT -> {
                constraints.require(
                        "C2",
                        operand.elementType() == ScalarType.F32 || operand.elementType() == ScalarType.F64,
                        "operand of RFFT must be of f32 or f64, got %s",
                        operand);
                checkLengths(op, operand, count, constraints);
                var element = new ComplexType((ScalarType) operand.elementType());
                yield ResultTypes.of(
                        "C5",
                        last == 0
                                ? operand.withElementType(element)
                                : withLast(operand.withElementType(element), last / 2 + 1));
            }
            case IRFFT -> {
                var element = requireComplex(op, operand, constraints).part();
                checkLengths(op, operand, count - 1, constraints);
                boolean bothEmpty = last == 0 && Compatibility.compatible(fromEnd(operand, 1), Dimension.of(0));
                constraints.require(
                        "C5",
                        last >= 0
                                && (bothEmpty
                                        || Compatibility.compatible(fromEnd(operand, 1), Dimension.of(last / 2 + 1))),
                        "the last dimension of operand must be fft_length[-1] / 2 + 1, got %s and %s",
                        operand,
                        op.fftLength());
                yield ResultTypes.of("C5", withLast(operand.withElementType(element), last));
            }
        };
    }

    private static ComplexType requireComplex(Fft op, TensorType operand, Constraints constraints) {
        if (operand.elementType() instanceof ComplexType complex) {
            return complex;
        }
        throw constraints.violation("C2", "operand of %s must be of complex numbers, got %s", op.fftType(), operand);
    }

    /** That the first {@code count} sizes of fft_length are the sizes of the transformed dimensions. */
    private static void checkLengths(Fft op, TensorType operand, int count, Constraints constraints) {
        for (int i = 0; i < count; i++) {
            long length = op.fftLength().get(i);
            constraints.require(
                    "C4",
                    length >= 0
                            && Compatibility.compatible(
                                    fromEnd(operand, op.fftLength().size() - i), Dimension.of(length)),
                    "the last dimensions of operand of %s must have the sizes %s, got %s",
                    op.fftType(),
                    op.fftLength(),
                    operand);
        }
    }

    private static TensorType withLast(TensorType type, long size) {
        var dimensions = new ArrayList<>(type.dimensions());
        dimensions.set(dimensions.size() - 1, Dimension.of(size));
        return type.withDimensions(dimensions);
    }
}
