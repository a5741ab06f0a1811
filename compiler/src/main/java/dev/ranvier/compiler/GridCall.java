package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A function that several processes run at once, each on its own operands, written as a custom call of its name: what a
 * manual computation becomes. Operands and results are those of the first process, then those of the next.
 *
 * @param body the name of the function
 * @param processes the partitions that run it; one row for each process that comes here, which is the row's first
 * @param limit a number above those of all partitions
 */
public record GridCall(String body, List<List<Integer>> processes, int limit) {
    private static final String TARGET = "ranvier.grid";

    public GridCall {
        processes = processes.stream().map(List::copyOf).toList();
    }

    /** Whether an op is such a call. */
    public static boolean is(Op op) {
        return op instanceof HostOp.CustomCall call && call.callTargetName().equals(TARGET);
    }

    /** Reads what {@link #op} wrote. */
    public static GridCall of(HostOp.CustomCall call) {
        if (is(call)
                && call.calledComputations() != null
                && call.backendConfig() instanceof Dictionary attributes
                && attributes.get("processes") instanceof DenseElements matrix
                && attributes.get("limit") instanceof BuiltinAttribute.Int limit) {
            int columns = (int) matrix.type().size(1);
            var rows = new ArrayList<List<Integer>>();
            for (int row = 0; row < matrix.type().size(0); row++) {
                var processes = new ArrayList<Integer>();
                for (int column = 0; column < columns; column++) {
                    processes.add((int) matrix.getLong((long) row * columns + column));
                }
                rows.add(processes);
            }
            return new GridCall(call.calledComputations().getFirst().root(), rows, (int) limit.value());
        }
        throw new IllegalArgumentException("this is no call of a grid: " + call);
    }

    /** The call. */
    public HostOp.CustomCall op(List<Value> operands, List<OpResult> results, OpInfo info) {
        var numbers = processes.stream()
                .flatMap(List::stream)
                .mapToLong(Integer::longValue)
                .toArray();
        var type = TensorType.of(
                ScalarType.I64, processes.size(), processes.getFirst().size());
        var attributes = Dictionary.EMPTY
                .with("processes", DenseElements.ofBits(type, numbers))
                .with("limit", new BuiltinAttribute.Int(limit, ScalarType.I64));
        return new HostOp.CustomCall(
                operands,
                TARGET,
                true,
                attributes,
                null,
                List.of(new SymbolRef(body)),
                null,
                null,
                null,
                results,
                info);
    }
}
