package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Results of a function whose memory may be that of an argument: in a run it is, or it is memory of its own.
 *
 * @param arguments the argument of each such result
 */
record Donated(Map<Integer, Integer> arguments) {
    static final Donated NONE = new Donated(Map.of());

    /** What a signature says, for all partitions. */
    static Donated of(Signature signature, int partitions) {
        var arguments = new HashMap<Integer, Integer>();
        int results = signature.results().size();
        for (int i = 0; i < results * partitions; i++) {
            var alias = signature.results().get(i % results).alias();
            if (alias != null) {
                arguments.put(i, alias + i / results * signature.parameters().size());
            }
        }
        return new Donated(arguments);
    }

    /**
     * Whether an op may fill a result of the function with one of its own: nobody reads the argument any more, or the op
     * alone does, and only those elements that it then changes.
     */
    boolean mayFill(int result, Op op, int index, Func function, LastUses lastUses, Map<String, Func> kernels) {
        var number = arguments.get(result);
        if (number == null) {
            return true;
        }
        var argument = function.body().arguments().get(number);
        if (lastUses.isOver(argument, op, index)) {
            return true;
        }
        var kernel = op instanceof ControlFlowOp.Call call
                ? kernels.get(call.callee().root())
                : null;
        if (kernel == null || lastUses.of(argument) != index) {
            return false;
        }
        int filled =
                op.results().indexOf(lastUses.root(function.body().results().get(result)));
        // What a loop begins with is no result of the function, but is written where the loop's result is.
        return filled >= 0
                && IntStream.range(0, op.operands().size())
                        .filter(i -> lastUses.root(op.operands().get(i)).equals(argument))
                        .allMatch(i -> Overwrites.isPossible(kernel.body(), i, filled));
    }

    /** Copies the results that lie elsewhere to where they belong, after all other steps of the function. */
    void copyResults(Func function, List<@Nullable Integer> outputs, Placement placement, List<Step> steps) {
        var last = new ArrayList<Step>();
        for (int i = 0; i < outputs.size(); i++) {
            var output = outputs.get(i);
            if (output == null) {
                continue;
            }
            var result = function.body().results().get(i);
            int source = placement.buffer(result);
            if (!arguments.containsKey(i)) {
                placement.copy(steps, source, output, result);
            } else if (!isTakenByOther(source, i, function, placement)) {
                placement.copy(last, source, output, result);
            } else {
                int kept = placement.workspace(Buffers.bytes(result.tensorType()));
                placement.copy(steps, source, kept, result);
                placement.copy(last, kept, output, result);
            }
        }
        steps.addAll(last);
    }

    /** Whether a buffer is an argument's whose memory another result than the given one may take. */
    private boolean isTakenByOther(int buffer, int result, Func function, Placement placement) {
        return arguments.entrySet().stream()
                .anyMatch(entry -> entry.getKey() != result
                        && placement.buffer(function.body().arguments().get(entry.getValue())) == buffer);
    }

    /** Whether a step writes to memory that may be an argument's, so that no other step may change places with it. */
    boolean isWrittenBy(Step step, List<@Nullable Integer> outputs) {
        return step instanceof Step.Launch launch
                && arguments.keySet().stream().anyMatch(i -> launch.buffers().contains(outputs.get(i)));
    }
}
