package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.ConvolutionProduct;
import dev.ranvier.cpu.kernel.ConvolutionKernels;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
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
        var byTiles = WinogradSteps.lower(op, target, kernels, placement);
        return byTiles.isEmpty() ? direct(op, target, kernels, placement) : byTiles;
    }

    private static List<Step> direct(Convolution op, Target target, Kernels kernels, Placement placement) {
        var convolutions = new ConvolutionKernels(
                (ScalarType) op.lhs().tensorType().elementType(),
                (ScalarType) op.rhs().tensorType().elementType(),
                (ScalarType) op.result().tensorType().elementType(),
                target);
        var product = ConvolutionProduct.of(op);
        int lhs = placement.read(op.lhs());
        int result = placement.place(op.result());
        long bytes = convolutions.packedBytes(product);
        var packing = new Packing(placement, op.rhs(), bytes);
        int packed = packing.workspace(bytes);
        var steps = new ArrayList<Step>();
        // Of the three buffers that the kernels are given, the one that packs uses two.
        packing.pack(
                (source, to) -> kernels.launch(convolutions.pack(product), List.of(source, to, to), op.location()),
                packed,
                bytes,
                steps);
        steps.add(kernels.launch(convolutions.convolve(product), List.of(lhs, packed, result), op.location()));
        return steps;
    }
}
