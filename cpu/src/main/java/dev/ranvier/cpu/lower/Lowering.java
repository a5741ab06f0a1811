package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders a function's ops as steps and gives values buffers. Results are computed where they are wanted: the results of
 * the function in its outputs, those of a loop's body in the loop's state where nobody reads the old one any more.
 */
final class Lowering {
    private final Map<String, Func> functions;
    private final Kernels kernels;
    private final Buffers buffers = new Buffers();
    private final Map<Value, Integer> placed = new HashMap<>();
    private final Map<Value, Integer> wanted = new HashMap<>();
    private int position;

    Lowering(Map<String, Func> functions, Kernels kernels) {
        this.functions = functions;
        this.kernels = kernels;
    }

    Buffers buffers() {
        return buffers;
    }

    Kernels kernels() {
        return kernels;
    }

    /**
     * Lowers the entry function.
     *
     * @param aliasedOutputs results whose memory may be that of an argument, and so is written last
     */
    List<Step> entry(Func function, Set<Integer> aliasedOutputs) {
        var body = function.body();
        for (int i = 0; i < body.arguments().size(); i++) {
            if (body.arguments().get(i).type() instanceof TensorType type) {
                placed.put(body.arguments().get(i), buffers.input(i, type));
            }
        }
        var lastUses = new LastUses(body);
        var definitions = definitions(body);
        var outputs = new ArrayList<@Nullable Integer>();
        var taken = new HashSet<Value>();
        for (int i = 0; i < body.results().size(); i++) {
            var result = body.results().get(i);
            if (!(result.type() instanceof TensorType type)) {
                outputs.add(null);
                continue;
            }
            int output = buffers.output(i, type);
            outputs.add(output);
            var root = lastUses.root(result);
            if (definitions.containsKey(root) && !aliasedOutputs.contains(i) && taken.add(root)) {
                wanted.put(root, output);
            }
        }
        var steps = ops(body, lastUses);
        for (int i = 0; i < outputs.size(); i++) {
            var output = outputs.get(i);
            if (output != null) {
                copy(
                        steps,
                        buffer(body.results().get(i)),
                        output,
                        body.results().get(i));
            }
        }
        return steps;
    }

    /** The ops of a region that fill memory of their own, by result. */
    private static Map<Value, Integer> definitions(Region region) {
        var definitions = new HashMap<Value, Integer>();
        for (int i = 0; i < region.ops().size(); i++) {
            var op = region.ops().get(i);
            if (!(op instanceof ShapeOp.Constant) && LastUses.aliased(op).isEmpty()) {
                for (var result : op.results()) {
                    definitions.put(result, i);
                }
            }
        }
        return definitions;
    }

    private List<Step> ops(Region region, LastUses lastUses) {
        var steps = new ArrayList<Step>();
        // The last op is the terminator.
        for (int i = 0; i < region.ops().size() - 1; i++) {
            lower(region.ops().get(i), i, lastUses, steps);
        }
        return steps;
    }

    private void lower(Op op, int index, LastUses lastUses, List<Step> steps) {
        var aliased = LastUses.aliased(op);
        if (!aliased.isEmpty()) {
            for (int i = 0; i < aliased.size(); i++) {
                if (aliased.get(i).type() instanceof TensorType) {
                    placed.put(op.results().get(i), buffer(aliased.get(i)));
                }
            }
            return;
        }
        switch (op) {
            case ShapeOp.Constant constant ->
                placed.put(constant.output(), buffers.constant((DenseElements) constant.value()));
            case ControlFlowOp.Call call -> launch(call, steps);
            case IndexingOp.DynamicUpdateSlice update -> {
                inPlace(List.of(update.operand()), op, index, lastUses, steps);
                steps.add(kernels.update(update, buffersOf(update, 1, List.of()), op.location()));
            }
            case IndexingOp.Scatter scatter -> {
                inPlace(scatter.inputs(), op, index, lastUses, steps);
                var captured = captured(List.of(scatter.updateComputation()));
                var used = buffersOf(scatter, scatter.inputs().size(), captured);
                steps.add(kernels.scatter(scatter, captured, used));
            }
            case LinearAlgebraOp.TriangularSolve solve -> {
                inPlace(List.of(solve.b()), op, index, lastUses, steps);
                steps.add(kernels.triangularSolve(solve, List.of(read(solve.a()), read(solve.result()))));
            }
            case LinearAlgebraOp.Cholesky cholesky -> {
                inPlace(List.of(cholesky.a()), op, index, lastUses, steps);
                steps.add(kernels.cholesky(cholesky, List.of(read(cholesky.result()))));
            }
            case ReductionOp.Sort sort -> {
                inPlace(sort.inputs(), op, index, lastUses, steps);
                var captured = captured(List.of(sort.comparator()));
                steps.add(kernels.sort(
                        sort, captured, buffersOf(sort, sort.inputs().size(), captured)));
            }
            case ReductionOp.SelectAndScatter select -> {
                place(select.result());
                var captured = captured(List.of(select.select(), select.scatter()));
                steps.add(kernels.selectAndScatter(select, captured, buffersOf(select, 0, captured)));
            }
            case ControlFlowOp.While loop -> loop(loop, steps);
            case ControlFlowOp.If branch -> {
                int predicate = read(branch.pred());
                var results = branch.results().stream().map(this::place).toList();
                position++;
                var onTrue = branch(branch.trueBranch(), results);
                var onFalse = branch(branch.falseBranch(), results);
                steps.add(new Step.If(predicate, onTrue, onFalse));
            }
            case ControlFlowOp.Case branch -> {
                int selector = read(branch.index());
                var results = branch.results().stream().map(this::place).toList();
                position++;
                var branches = branch.branches().stream()
                        .map(region -> branch(region, results))
                        .toList();
                steps.add(new Step.Case(selector, branches));
            }
            default -> throw RanvierException.unimplemented(op.opName() + " is not compiled by the cpu device yet");
        }
        position++;
    }

    private void launch(ControlFlowOp.Call call, List<Step> steps) {
        var function = functions.get(call.callee().root());
        if (function == null) {
            throw new IllegalStateException("no function @" + call.callee().root());
        }
        var used = new ArrayList<Integer>();
        call.operands().forEach(operand -> used.add(read(operand)));
        call.results().forEach(result -> used.add(place(result)));
        steps.add(kernels.launch(function, used, call.location()));
    }

    /** Gives results buffers that hold the operands: the operands' own where nobody else reads them any more. */
    private void inPlace(List<Value> operands, Op op, int index, LastUses lastUses, List<Step> steps) {
        for (int i = 0; i < operands.size(); i++) {
            var operand = operands.get(i);
            var result = op.results().get(i);
            int source = read(operand);
            if (mayOverwrite(operand, op, index, lastUses) && !wanted.containsKey(result)) {
                placed.put(result, source);
            } else {
                copy(steps, source, place(result), operand);
            }
        }
    }

    private boolean mayOverwrite(Value operand, Op op, int index, LastUses lastUses) {
        var root = lastUses.root(operand);
        long uses = op.operands().stream()
                .filter(other -> lastUses.root(other).equals(root))
                .count();
        return lastUses.isOwn(root)
                && lastUses.of(operand) == index
                && uses == 1
                && buffers.isWritable(buffer(operand));
    }

    /** The buffers of an op's operands, but the first ones, of what its regions capture, and of its results. */
    private List<Integer> buffersOf(Op op, int skipped, List<Value> captured) {
        var used = new ArrayList<Integer>();
        op.operands().stream().skip(skipped).forEach(operand -> used.add(read(operand)));
        captured.forEach(value -> used.add(read(value)));
        op.results().forEach(result -> used.add(read(result)));
        return used;
    }

    /** Scalars from around regions that they use. */
    private static List<Value> captured(List<Region> regions) {
        var inner = new HashSet<Value>();
        var captured = new LinkedHashSet<Value>();
        for (var region : regions) {
            inner.addAll(region.arguments());
            for (var op : region.ops()) {
                op.operands().stream()
                        .filter(operand -> !inner.contains(operand))
                        .forEach(captured::add);
                inner.addAll(op.results());
            }
        }
        return List.copyOf(captured);
    }

    private void loop(ControlFlowOp.While loop, List<Step> steps) {
        var state = new ArrayList<@Nullable Integer>();
        for (int i = 0; i < loop.operand().size(); i++) {
            if (!(loop.operand().get(i).type() instanceof TensorType)) {
                state.add(null);
                continue;
            }
            int buffer = place(loop.results().get(i));
            copy(steps, read(loop.operand().get(i)), buffer, loop.operand().get(i));
            state.add(buffer);
            placed.put(loop.cond().arguments().get(i), buffer);
            placed.put(loop.body().arguments().get(i), buffer);
        }
        position++;
        int start = position;
        var condition = ops(loop.cond(), new LastUses(loop.cond()));
        int predicate = read(loop.cond().results().getFirst());
        position++;
        var body = body(loop.body(), state);
        for (var buffer : state) {
            if (buffer != null) {
                buffers.use(buffer, position);
            }
        }
        buffers.extendAcross(start, position);
        steps.add(new Step.While(condition, predicate, body));
    }

    private List<Step> body(Region region, List<@Nullable Integer> state) {
        var lastUses = new LastUses(region);
        var definitions = definitions(region);
        var taken = new HashSet<Value>();
        for (int i = 0; i < state.size(); i++) {
            var buffer = state.get(i);
            var root = lastUses.root(region.results().get(i));
            var defined = definitions.get(root);
            if (buffer != null
                    && defined != null
                    && isFree(region.arguments().get(i), defined, region, lastUses)
                    && taken.add(root)) {
                wanted.put(root, buffer);
            }
        }
        var steps = ops(region, lastUses);
        moveToState(region.results(), state, steps);
        return steps;
    }

    /** Whether the old state is read no more when an op fills its memory anew, or the op changes it in place. */
    private static boolean isFree(Value state, int filled, Region region, LastUses lastUses) {
        int last = lastUses.of(state);
        var op = region.ops().get(filled);
        boolean changes = op instanceof IndexingOp.DynamicUpdateSlice || op instanceof IndexingOp.Scatter;
        return last < filled
                || (last == filled
                        && changes
                        && lastUses.root(op.operands().getFirst()).equals(state)
                        && op.operands().stream()
                                        .filter(operand ->
                                                lastUses.root(operand).equals(state))
                                        .count()
                                == 1);
    }

    /** Copies results into the state; first aside where a result is itself state that another copy overwrites. */
    private void moveToState(List<Value> results, List<@Nullable Integer> state, List<Step> steps) {
        var sources = new ArrayList<@Nullable Integer>();
        for (int i = 0; i < state.size(); i++) {
            var target = state.get(i);
            if (target == null) {
                sources.add(null);
                continue;
            }
            int source = read(results.get(i));
            if (source != target && state.contains(source)) {
                int aside = buffers.temporary(results.get(i).tensorType());
                copy(steps, source, aside, results.get(i));
                source = aside;
            }
            sources.add(source);
        }
        position++;
        for (int i = 0; i < state.size(); i++) {
            var source = sources.get(i);
            var target = state.get(i);
            if (source != null && target != null) {
                copy(steps, source, target, results.get(i));
            }
        }
    }

    private List<Step> branch(Region region, List<Integer> results) {
        var lastUses = new LastUses(region);
        var definitions = definitions(region);
        var taken = new HashSet<Value>();
        for (int i = 0; i < results.size(); i++) {
            var root = lastUses.root(region.results().get(i));
            if (definitions.containsKey(root) && taken.add(root)) {
                wanted.put(root, results.get(i));
            }
        }
        var steps = ops(region, lastUses);
        for (int i = 0; i < results.size(); i++) {
            copy(
                    steps,
                    read(region.results().get(i)),
                    results.get(i),
                    region.results().get(i));
        }
        position++;
        results.forEach(result -> buffers.use(result, position));
        return steps;
    }

    private void copy(List<Step> steps, int from, int to, Value value) {
        buffers.use(from, position);
        buffers.use(to, position);
        if (from != to) {
            steps.add(new Step.Copy(from, to, Buffers.bytes(value.tensorType())));
        }
    }

    /** The buffer that an op fills with a result. */
    private int place(OpResult result) {
        var buffer = wanted.get(result);
        int chosen = buffer != null ? buffer : buffers.temporary(result.tensorType());
        placed.put(result, chosen);
        buffers.use(chosen, position);
        return chosen;
    }

    private int read(Value value) {
        int buffer = buffer(value);
        buffers.use(buffer, position);
        return buffer;
    }

    private int buffer(Value value) {
        var buffer = placed.get(value);
        if (buffer == null) {
            throw new IllegalStateException("a value is used before it is computed: " + value);
        }
        return buffer;
    }
}
