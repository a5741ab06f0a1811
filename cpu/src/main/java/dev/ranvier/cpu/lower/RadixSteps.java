package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.RadixPasses;
import dev.ranvier.cpu.kernel.RadixSortKernel;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** The steps of sorts by the digits of keys. */
final class RadixSteps {
    private RadixSteps() {}

    /** Lowers an op that {@link RadixSortKernel} covers. */
    static List<Step> lower(Sort op, List<Value> captured, Kernels kernels, Placement placement) {
        var around = captured.stream().map(placement::read).toList();
        var tensors = new ArrayList<Integer>();
        op.inputs().forEach(input -> tensors.add(placement.read(input)));
        op.results().forEach(result -> tensors.add(placement.place(result)));
        return RadixPasses.cover(op)
                ? inParts(op, captured, around, tensors, kernels, placement)
                : List.of(kernels.launch(RadixSortKernel.emit(op, captured), joined(around, tensors), op.location()));
    }

    private static List<Step> inParts(
            Sort op,
            List<Value> captured,
            List<Integer> around,
            List<Integer> tensors,
            Kernels kernels,
            Placement placement) {
        var passes = new RadixPasses(op);
        int words = placement.workspace(passes.wordBytes());
        int flags = placement.workspace(passes.flagBytes());
        var buffers = List.of(
                words, placement.workspace(passes.wordBytes()), placement.workspace(passes.countBytes()), flags);
        var inputs = tensors.subList(0, op.inputs().size());
        var steps = new ArrayList<Step>();
        steps.add(kernels.launch(
                passes.words(captured), joined(joined(around, inputs), List.of(words, flags)), op.location()));
        for (int digit = 0; digit < passes.digits(); digit++) {
            steps.add(kernels.launch(passes.count(digit), buffers, op.location()));
            steps.add(kernels.launch(passes.distribute(digit), buffers, op.location()));
        }
        steps.add(kernels.launch(passes.results(), joined(buffers, tensors), op.location()));
        return steps;
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
