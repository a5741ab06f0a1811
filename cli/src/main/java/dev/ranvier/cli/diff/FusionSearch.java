package dev.ranvier.cli.diff;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        var definitions = definitions();
        var op = definitions.get(result);
        var deviation = op == null ? null : deviation(result);
        if (op == null || deviation == null) {
            return null;
        }
        while (true) {
            var wrong = wrongOperand(op, definitions);
            if (wrong == null) {
                var others = computed(op, definitions).stream()
                        .map(operand -> Finding.name(definitions.get(operand)))
                        .distinct()
                        .collect(Collectors.joining(" and "));
                return Finding.of(op, others.isEmpty() ? "" : "a fusion with " + others, true, deviation);
            }
            op = definitions.get(wrong.operand);
            deviation = wrong.deviation;
        }
    }

    private record Wrong(Value operand, Deviation deviation) {}

    private @Nullable Wrong wrongOperand(Op op, Map<Value, Op> definitions) throws InterruptedException {
        for (var operand : computed(op, definitions)) {
            var deviation = deviation(operand);
            if (deviation != null) {
                return new Wrong(operand, deviation);
            }
        }
        return null;
    }

    private Map<Value, Op> definitions() {
        var definitions = new HashMap<Value, Op>();
        ops.forEach(op -> op.results().forEach(result -> definitions.put(result, op)));
        return definitions;
    }

    /** The operands that other ops compute. */
    private static List<Value> computed(Op op, Map<Value, Op> definitions) {
        return Programs.used(List.of(op)).stream()
                .filter(operand -> operand.type() instanceof TensorType && definitions.containsKey(operand))
                .filter(operand -> !(definitions.get(operand) instanceof ShapeOp.Constant))
                .toList();
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
