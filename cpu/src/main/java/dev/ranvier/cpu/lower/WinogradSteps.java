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
        if (product.isPresent()) {
            return product(op, product.get(), WinogradKernels.ofProduct(product.get(), target), kernels, placement);
        }
        var gradient = Winograd.ofKernelGradient(op);
        return gradient.isPresent()
                ? kernelGradient(
                        op,
                        gradient.get(),
                        WinogradKernels.ofKernelGradient(gradient.get(), target),
                        kernels,
                        placement)
                : List.of();
    }

    private static List<Step> product(
            Convolution op, Winograd product, WinogradKernels winograd, Kernels kernels, Placement placement) {
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
        eachRound(product, winograd, (round, first, count) -> {
            steps.add(kernels.launch(winograd.input(first, count), List.of(lhs, inputs), op.location()));
            steps.add(kernels.launch(winograd.multiply(count), List.of(inputs, kernel, products), op.location()));
            steps.add(kernels.launch(winograd.result(first, count), List.of(products, result), op.location()));
        });
        return steps;
    }

    private static List<Step> kernelGradient(
            Convolution op, Winograd product, WinogradKernels winograd, Kernels kernels, Placement placement) {
        if (!winograd.cover() || !product.isFaster(false)) {
            return List.of();
        }
        int lhs = placement.read(op.lhs());
        int rhs = placement.read(op.rhs());
        int result = placement.place(op.result());
        int inputs = placement.workspace(winograd.inputBytes());
        int gradients = placement.workspace(winograd.resultBytes());
        int sums = placement.workspace(winograd.sumsBytes());
        var steps = new ArrayList<Step>();
        eachRound(product, winograd, (round, first, count) -> {
            steps.add(kernels.launch(winograd.input(first, count), List.of(lhs, inputs), op.location()));
            steps.add(kernels.launch(winograd.resultGradient(first, count), List.of(rhs, gradients), op.location()));
            steps.add(kernels.launch(
                    winograd.multiplyGradients(round, count), List.of(inputs, gradients, sums), op.location()));
        });
        steps.add(kernels.launch(winograd.kernelGradient(), List.of(sums, result), op.location()));
        return steps;
    }

    /** What is done with some tiles. */
    private interface Round {
        void add(long round, long first, long count);
    }

    private static void eachRound(Winograd product, WinogradKernels winograd, Round body) {
        long together = winograd.tilesTogether();
        for (long round = 0; round < winograd.rounds(); round++) {
            long first = round * together;
            body.add(round, first, Math.min(together, product.tiles() - first));
        }
    }
}
