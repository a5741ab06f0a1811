package dev.ranvier.cli.diff;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the op of a result that is wrong only where the values between are not handed out. Such values are made the only
 * result of a program, one after the other: from a wrong one to a wrong operand, until all operands are right.
 *
 * @param ops of the program, in order
 * @param known what the values are that the ops do not compute themselves
 * @param tolerance as in {@link ProgramDiff}
 */
record FusionSearch(
        ProgramRunner device, ProgramRunner reference, List<Op> ops, Map<Value, RuntimeValue> known, double tolerance) {

    /** The op where a result becomes wrong; null if the result is right alone. */
    @Nullable
    Finding find(Value result) throws InterruptedException {
        var op = definitions(ops).get(result);
        var deviation = op == null ? null : deviation(result);
        var found = op == null || deviation == null ? null : new Wrong(op, deviation);
        Wrong last = null;
        while (found != null) {
            last = found;
            found = wrongOperand(found.op);
        }
        return last == null ? null : Finding.of(last.op, fusion(last.op, ops), true, last.deviation);
    }

    /** An op, and how its result differs. */
    private record Wrong(Op op, Deviation deviation) {}

    private @Nullable Wrong wrongOperand(Op op) throws InterruptedException {
        for (var operand : computed(op, ops).entrySet()) {
            var deviation = deviation(operand.getKey());
            if (deviation != null) {
                return new Wrong(operand.getValue(), deviation);
            }
        }
        return null;
    }

    /** The ops, for people, that an op may be fused with: those that compute its operands. */
    static String fusion(Op op, List<Op> ops) {
        var names = computed(op, ops).values().stream()
                .map(Finding::name)
                .distinct()
                .collect(Collectors.joining(" and "));
        return names.isEmpty() ? "a fusion" : "a fusion with " + names;
    }

    private static Map<Value, Op> definitions(List<Op> ops) {
        var definitions = new HashMap<Value, Op>();
        ops.forEach(op -> op.results().forEach(result -> definitions.put(result, op)));
        return definitions;
    }

    /** The tensors that an op uses, and the ops that compute them; not the constants. */
    private static SequencedMap<Value, Op> computed(Op op, List<Op> ops) {
        var definitions = definitions(ops);
        var computed = new LinkedHashMap<Value, Op>();
        for (var operand : Programs.used(List.of(op))) {
            var definition = definitions.get(operand);
            if (definition != null
                    && !(definition instanceof ShapeOp.Constant)
                    && operand.type() instanceof TensorType) {
                computed.put(operand, definition);
            }
        }
        return computed;
    }

    /** How a value differs where it is all that a program gives. */
    private @Nullable Deviation deviation(Value value) throws InterruptedException {
        var slice = slice(value);
        var arguments = Programs.used(slice);
        var program = Programs.of(arguments, slice, List.of(value));
        var inputs = arguments.stream().map(known::get).toList();
        return Deviation.between(
                device.run(program, inputs).getFirst(),
                reference.run(program, inputs).getFirst(),
                tolerance);
    }

    /** The ops that a value needs. */
    private List<Op> slice(Value value) {
        var needed = new HashSet<Value>();
        needed.add(value);
        for (var op : ops.reversed()) {
            if (op.results().stream().anyMatch(needed::contains)) {
                needed.addAll(Programs.used(List.of(op)));
            }
        }
        return ops.stream()
                .filter(op -> op.results().stream().anyMatch(needed::contains))
                .toList();
    }
}
