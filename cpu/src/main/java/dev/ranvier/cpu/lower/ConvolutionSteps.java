package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.ConvolutionProduct;
import dev.ranvier.cpu.kernel.ConvolutionKernels;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.ScalarType;
import java.util.List;

/** The steps of convolutions without padding. */
final class ConvolutionSteps {
    /** Output features of a group that are worth a strip of columns. */
    private static final long LEAST_COLUMNS = 4;

    private ConvolutionSteps() {}

    /** Whether the op is lowered here. */
    static boolean cover(Convolution op) {
        if (!MatrixSteps.cover(op.lhs(), op.rhs(), op.result())) {
            return false;
        }
        var product = ConvolutionProduct.of(op);
        return product.columns() >= LEAST_COLUMNS && product.work() >= MatrixSteps.LEAST_WORK;
    }

    /** Lowers an op that is {@linkplain #cover covered}. */
    static List<Step> lower(Convolution op, Target target, Kernels kernels, Placement placement) {
        var convolutions = new ConvolutionKernels(
                (ScalarType) op.lhs().tensorType().elementType(),
                (ScalarType) op.rhs().tensorType().elementType(),
                (ScalarType) op.result().tensorType().elementType(),
                target);
        var product = ConvolutionProduct.of(op);
        int lhs = placement.read(op.lhs());
        int rhs = placement.read(op.rhs());
        int result = placement.place(op.result());
        int packed = placement.workspace(convolutions.packedBytes(product));
        return List.of(
                kernels.launch(convolutions.pack(product), List.of(rhs, packed, result), op.location()),
                kernels.launch(convolutions.convolve(product), List.of(lhs, packed, result), op.location()));
    }
}
