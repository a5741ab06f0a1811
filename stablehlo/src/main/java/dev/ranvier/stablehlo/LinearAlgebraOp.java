package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.DotAlgorithm;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.FftType;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products, convolutions, factorisations and transforms. */
public sealed interface LinearAlgebraOp extends Op {
    /** Vector and matrix products (deprecated form of dot_general). */
    @OpName("stablehlo.dot")
    record Dot(Value lhs, Value rhs, @Nullable List<Precision> precisionConfig, OpResult result, OpInfo info)
            implements LinearAlgebraOp {}

    /** Sums of products over contracting dimensions, for each batch. */
    @OpName("stablehlo.dot_general")
    record DotGeneral(
            Value lhs,
            Value rhs,
            DotDimensionNumbers dotDimensionNumbers,
            @Nullable List<Precision> precisionConfig,
            @Nullable DotAlgorithm algorithm,
            OpResult result,
            OpInfo info)
            implements LinearAlgebraOp {}

    /** A sum of products in Einstein's notation (deprecated). */
    @OpName("stablehlo.einsum")
    record Einsum(Value lhs, Value rhs, String einsumConfig, OpResult result, OpInfo info) implements LinearAlgebraOp {}

    /** A sum in Einstein's notation (deprecated). */
    @OpName("stablehlo.unary_einsum")
    record UnaryEinsum(Value operand, String einsumConfig, OpResult result, OpInfo info) implements LinearAlgebraOp {}

    /** Dot products of windows of lhs with slices of rhs. */
    @OpName("stablehlo.convolution")
    record Convolution(
            Value lhs,
            Value rhs,
            @Nullable Int64Array windowStrides,
            @Nullable DenseElements padding,
            @Nullable Int64Array lhsDilation,
            @Nullable Int64Array rhsDilation,
            BuiltinAttribute.@Nullable BoolArray windowReversal,
            ConvDimensionNumbers dimensionNumbers,
            long featureGroupCount,
            long batchGroupCount,
            @Nullable List<Precision> precisionConfig,
            OpResult result,
            OpInfo info)
            implements LinearAlgebraOp {}

    /** The Cholesky factor of each matrix. */
    @OpName("stablehlo.cholesky")
    record Cholesky(Value a, @Nullable Boolean lower, OpResult result, OpInfo info) implements LinearAlgebraOp {}

    /** The solution of triangular systems. */
    @OpName("stablehlo.triangular_solve")
    record TriangularSolve(
            Value a,
            Value b,
            boolean leftSide,
            boolean lower,
            boolean unitDiagonal,
            Transpose transposeA,
            OpResult result,
            OpInfo info)
            implements LinearAlgebraOp {}

    /** Discrete Fourier transforms. */
    @OpName("stablehlo.fft")
    record Fft(Value operand, FftType fftType, Int64Array fftLength, OpResult result, OpInfo info)
            implements LinearAlgebraOp {}
}
