package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.OpResult;
import java.util.function.UnaryOperator;

/** {@link LinearAlgebraOp}s. */
final class LinearAlgebraOps {
    private LinearAlgebraOps() {}

    static Tensor evaluate(LinearAlgebraOp op, Scope scope) {
        return switch (op) {
            case LinearAlgebraOp.Dot dot ->
                onReals(scope.tensor(dot.lhs()), scope.tensor(dot.rhs()), dot.result(), Dot::dot);
            case LinearAlgebraOp.DotGeneral dot ->
                onReals(
                        scope.tensor(dot.lhs()),
                        scope.tensor(dot.rhs()),
                        dot.result(),
                        (lhs, rhs, type) -> Dot.dotGeneral(lhs, rhs, dot.dotDimensionNumbers(), dot.algorithm(), type));
            case LinearAlgebraOp.Einsum einsum ->
                onReals(
                        scope.tensor(einsum.lhs()),
                        scope.tensor(einsum.rhs()),
                        einsum.result(),
                        (lhs, rhs, type) -> Einsum.einsum(lhs, rhs, einsum.einsumConfig(), type));
            case LinearAlgebraOp.UnaryEinsum einsum ->
                Einsum.einsum(scope.tensor(einsum.operand()), einsum.einsumConfig(), elementType(einsum.result()));
            case LinearAlgebraOp.Convolution convolution ->
                onReals(
                        scope.tensor(convolution.lhs()),
                        scope.tensor(convolution.rhs()),
                        convolution.result(),
                        (lhs, rhs, type) ->
                                Convolution.of(convolution, lhs, rhs).evaluate(type));
            case LinearAlgebraOp.Cholesky cholesky ->
                onReals(
                        scope.tensor(cholesky.a()),
                        cholesky.result(),
                        a -> Triangular.cholesky(a, Boolean.TRUE.equals(cholesky.lower())));
            case LinearAlgebraOp.TriangularSolve solve ->
                onReals(
                        scope.tensor(solve.a()),
                        scope.tensor(solve.b()),
                        solve.result(),
                        (a, b, type) -> Triangular.solve(solve, a, b));
            case LinearAlgebraOp.Fft fft ->
                Fourier.transform(
                        scope.tensor(fft.operand()), fft.fftType(), fft.fftLength(), elementType(fft.result()));
        };
    }

    /** A product of two tensors with elements of a type. */
    @FunctionalInterface
    interface Product {
        Tensor apply(Tensor lhs, Tensor rhs, ElementType resultType);
    }

    /**
     * Applies {@code product} to what quantized operands stand for, and quantizes the result if it is to be quantized
     * (specification: {@code dequantize_op_quantize}, {@code hybrid_dequantize_then_op}).
     */
    static Tensor onReals(Tensor lhs, Tensor rhs, OpResult result, Product product) {
        var type = elementType(result);
        var realType = Quantization.expressed(type);
        var real = product.apply(Quantization.dequantize(lhs), Quantization.dequantize(rhs), realType);
        return Quantization.quantize(real, type);
    }

    private static Tensor onReals(Tensor operand, OpResult result, UnaryOperator<Tensor> function) {
        return onReals(operand, operand, result, (a, _, _) -> function.apply(a));
    }

    private static ElementType elementType(OpResult result) {
        return result.tensorType().elementType();
    }
}
