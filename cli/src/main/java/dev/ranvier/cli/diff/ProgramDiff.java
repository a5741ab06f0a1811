package dev.ranvier.cli.diff;

import static java.util.Objects.requireNonNull;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.compiler.Inline;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program on two devices and finds the first ops whose results differ: values between are made results of the
 * program, some at a time; an op that differs is run alone on the reference's operands, and of a loop or a branch that
 * differs even so, what it runs; the result of another one is held against what the reference makes of its operands. Where no value differs that is handed out so, each result that does is followed back by
 * programs that hand out one value alone.
 */
public final class ProgramDiff {
    /** Values between are handed out in parts of about so many bytes. */
    private static final long PART_BYTES = 1L << 26;

    /** Rounds of a loop that are looked into. */
    private static final int MOST_ROUNDS = 4;

    private final ProgramRunner device;
    private final ProgramRunner reference;
    private final double tolerance;
    private final int most;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A comparison of devices.
     *
     * @param tolerance units in the last place of a tensor's greatest element that count as rounding
     * @param most how many ops are named
     */
    public ProgramDiff(ProgramRunner device, ProgramRunner reference, double tolerance, int most) {
        this.device = device;
        this.reference = reference;
        this.tolerance = tolerance;
        this.most = most;
    }

    /**
     * What is found.
     *
     * @param agrees whether the results of the program agree
     * @param result the first result that does not, or null
     * @param findings the ops that differ, in order, if any is found
     */
    public record Report(boolean agrees, @Nullable Deviation result, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    /** Compares what the devices make of a verified program. */
    public Report compare(Module module, List<? extends RuntimeValue> inputs) throws InterruptedException {
        var actual = device.run(module, inputs);
        var expected = reference.run(module, inputs);
        var result = firstDeviation(actual, expected);
        if (result == null) {
            return new Report(true, null, List.of());
        }
        var refined = ShapeRefinement.refine(
                module, inputs.stream().map(RuntimeValue::type).toList());
        var body = Inline.run(refined).entry().body();
        var known = new HashMap<Value, RuntimeValue>();
        for (int i = 0; i < inputs.size(); i++) {
            known.put(body.arguments().get(i), inputs.get(i));
        }
        var ops = Programs.body(body);
        search(ops, known, "");
        if (findings.isEmpty()) {
            searchFusions(ops, body.results(), known, actual, expected);
        }
        return new Report(false, result, findings);
    }

    private void searchFusions(
            List<Op> ops,
            List<? extends Value> results,
            Map<Value, RuntimeValue> known,
            List<Tensor> actual,
            List<Tensor> expected)
            throws InterruptedException {
        var fusions = new FusionSearch(device, reference, ops, known, tolerance);
        for (int i = 0; i < expected.size() && findings.size() < most; i++) {
            if (Deviation.between(actual.get(i), expected.get(i), tolerance) != null) {
                var finding = fusions.find(results.get(i));
                if (finding != null && !findings.contains(finding)) {
                    findings.add(finding);
                }
            }
        }
    }

    private @Nullable Deviation firstDeviation(List<Tensor> actual, List<Tensor> expected) {
        for (int i = 0; i < expected.size(); i++) {
            var deviation = Deviation.between(actual.get(i), expected.get(i), tolerance);
            if (deviation != null) {
                return deviation;
            }
        }
        return null;
    }

    /** @param known what the values are that the ops do not compute themselves */
    private void search(List<Op> ops, Map<Value, RuntimeValue> known, String within) throws InterruptedException {
        var part = new ArrayList<Op>();
        long bytes = 0;
        for (var op : ops) {
            if (!isComparable(op)) {
                continue;
            }
            part.add(op);
            bytes += bytes(op);
            if (bytes >= PART_BYTES) {
                searchPart(ops, part, known, within);
                part.clear();
                bytes = 0;
            }
            if (findings.size() >= most) {
                return;
            }
        }
        searchPart(ops, part, known, within);
    }

    private static boolean isComparable(Op op) {
        return !(op instanceof ShapeOp.Constant)
                && !op.results().isEmpty()
                && op.results().stream().allMatch(result -> result.type() instanceof TensorType);
    }

    private static long bytes(Op op) {
        return op.results().stream()
                .map(Value::tensorType)
                .mapToLong(type -> type.elementCount() * type.elementType().byteWidth())
                .sum();
    }

    private void searchPart(List<Op> ops, List<Op> part, Map<Value, RuntimeValue> known, String within)
            throws InterruptedException {
        var handed = part.stream().flatMap(op -> op.results().stream()).toList();
        var actual = run(device, ops, handed, known);
        var expected = run(reference, ops, handed, known);
        int next = 0;
        for (var op : part) {
            int count = op.results().size();
            var own = actual.subList(next, next + count);
            var deviation = firstDeviation(own, expected.subList(next, next + count));
            next += count;
            if (deviation != null && findings.size() < most) {
                examine(op, own, deviation, ops, known, within);
            }
        }
    }

    private static List<Tensor> run(
            ProgramRunner runner, List<Op> ops, List<? extends Value> results, Map<Value, RuntimeValue> known)
            throws InterruptedException {
        var arguments = Programs.used(ops);
        return runner.run(
                Programs.of(arguments, ops, results),
                arguments.stream().map(known::get).toList());
    }

    /** Runs an op alone on what the reference hands it, and on what it had, if it differs for another reason. */
    private void examine(
            Op op, List<Tensor> own, Deviation deviation, List<Op> ops, Map<Value, RuntimeValue> known, String within)
            throws InterruptedException {
        var operands = Programs.used(List.of(op));
        var values = operandValues(reference, operands, ops, known);
        var alone = firstDeviation(
                run(device, List.of(op), op.results(), values), run(reference, List.of(op), op.results(), values));
        if (alone == null) {
            var had = operandValues(device, operands, ops, known);
            var fused = firstDeviation(own, run(reference, List.of(op), op.results(), had));
            var place = fused == null ? within : in(FusionSearch.fusion(op, ops), within);
            findings.add(Finding.of(op, place, fused != null, fused == null ? deviation : fused));
            return;
        }
        int before = findings.size();
        searchWithin(op, values, within);
        if (findings.size() == before) {
            findings.add(Finding.of(op, within, true, alone));
        }
    }

    private static Map<Value, RuntimeValue> operandValues(
            ProgramRunner runner, List<Value> operands, List<Op> ops, Map<Value, RuntimeValue> known)
            throws InterruptedException {
        var values = new HashMap<Value, RuntimeValue>();
        var computed =
                operands.stream().filter(operand -> !known.containsKey(operand)).toList();
        var tensors = run(runner, ops, computed, known);
        for (int i = 0; i < computed.size(); i++) {
            values.put(computed.get(i), tensors.get(i));
        }
        for (var operand : operands) {
            var given = known.get(operand);
            if (given != null) {
                values.put(operand, given);
            }
        }
        return values;
    }

    private void searchWithin(Op op, Map<Value, RuntimeValue> values, String within) throws InterruptedException {
        switch (op) {
            case ControlFlowOp.If branch -> {
                boolean taken = tensor(branch.pred(), values).getBoolean(0);
                searchBranch(op, taken ? branch.trueBranch() : branch.falseBranch(), values, within);
            }
            case ControlFlowOp.Case branch -> {
                long index = tensor(branch.index(), values).getLong(0);
                int last = branch.branches().size() - 1;
                int taken = index < 0 || index > last ? last : (int) index;
                searchBranch(op, branch.branches().get(taken), values, within);
            }
            case ControlFlowOp.While loop -> searchRounds(loop, values, within);
            default -> {}
        }
    }

    private static Tensor tensor(Value value, Map<Value, RuntimeValue> values) {
        return (Tensor) requireNonNull(values.get(value));
    }

    private void searchBranch(Op op, Region region, Map<Value, RuntimeValue> values, String within)
            throws InterruptedException {
        search(Programs.body(region), values, in("a branch of " + op.opName(), within));
    }

    private void searchRounds(ControlFlowOp.While loop, Map<Value, RuntimeValue> values, String within)
            throws InterruptedException {
        List<RuntimeValue> state = new ArrayList<>();
        loop.operand().forEach(operand -> state.add(values.get(operand)));
        int before = findings.size();
        for (int round = 1; round <= MOST_ROUNDS && findings.size() == before; round++) {
            var place = in("round " + round + " of " + loop.opName(), within);
            var condition = entered(loop.cond(), state, values);
            search(Programs.body(loop.cond()), condition, place);
            var goesOn = run(reference, Programs.body(loop.cond()), loop.cond().results(), condition);
            if (!goesOn.getFirst().getBoolean(0)) {
                return;
            }
            var body = entered(loop.body(), state, values);
            search(Programs.body(loop.body()), body, place);
            var next = run(reference, Programs.body(loop.body()), loop.body().results(), body);
            state.clear();
            state.addAll(next);
        }
    }

    private static Map<Value, RuntimeValue> entered(
            Region region, List<RuntimeValue> arguments, Map<Value, RuntimeValue> values) {
        var inner = new HashMap<>(values);
        for (int i = 0; i < arguments.size(); i++) {
            inner.put(region.arguments().get(i), arguments.get(i));
        }
        return inner;
    }

    private static String in(String place, String within) {
        return within.isEmpty() ? place : place + " in " + within;
    }
}
