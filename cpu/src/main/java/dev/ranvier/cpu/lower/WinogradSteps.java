package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.Winograd;
import dev.ranvier.cpu.kernel.WinogradKernels;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import java.util.ArrayList;
import java.util.List;

/** The steps of convolutions by {@link Winograd}. */
final class WinogradSteps {
    private WinogradSteps() {}

    /** Lowers an op, if this is a faster way than {@link ConvolutionSteps}; else there are no steps. */
    static List<Step> lower(Convolution op, Target target, Kernels kernels, Placement placement) {
        var product = Winograd.of(op);
        return product.isEmpty() ? List.of() : lower(op, product.get(), target, kernels, placement);
    }

    private static List<Step> lower(
            Convolution op, Winograd product, Target target, Kernels kernels, Placement placement) {
        var winograd = new WinogradKernels(product, target);
        var packing = new Packing(placement, op.rhs(), winograd.kernelBytes());
        if (!winograd.cover() || !product.isFaster(packing.mayBeKept() || packing.isBeforeLoop())) {
            return List.of();
        }
        int lhs = placement.read(op.lhs());
        int result = placement.place(op.result());
        int kernel = packing.workspace(winograd.kernelBytes());
        int inputs = placement.workspace(winograd.inputBytes());
        int products = placement.workspace(winograd.resultBytes());
        var steps = new ArrayList<Step>();
        packing.pack(
                (source, to) -> kernels.launch(winograd.kernel(), List.of(source, to), op.location()),
                kernel,
                winograd.kernelBytes(),
                steps);
        long together = winograd.tilesTogether();
        for (long first = 0; first < product.tiles(); first += together) {
            long count = Math.min(together, product.tiles() - first);
            steps.add(kernels.launch(winograd.input(first, count), List.of(lhs, inputs), op.location()));
            steps.add(kernels.launch(winograd.multiply(count), List.of(inputs, kernel, products), op.location()));
            steps.add(kernels.launch(winograd.result(first, count), List.of(products, result), op.location()));
        }
        return steps;
    }
}
