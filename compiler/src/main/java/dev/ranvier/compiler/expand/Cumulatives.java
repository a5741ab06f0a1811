package dev.ranvier.compiler.expand;

import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.ReductionOp.ReduceWindow;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.ModuleBuilder;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code reduce_window} over windows of all earlier or all later elements of a dimension, as JAX writes {@code cumsum}
 * and its like, as a {@code chlo.scan}: each element is combined once.
 */
final class Cumulatives {
    private final ReduceWindow op;
    private final RegionBuilder b;
    private final TensorType type;

    private Cumulatives(ReduceWindow op, RegionBuilder b) {
        this.op = op;
        this.b = b;
        this.type = op.inputs().getFirst().tensorType();
    }

    /**
     * The scan; null for other windows.
     *
     * @param constants what scalars are known to be
     */
    static @Nullable List<Value> scan(ReduceWindow op, Map<Value, DenseElements> constants, RegionBuilder b) {
        var cumulative = new Cumulatives(op, b);
        int dimension = cumulative.dimension();
        if (dimension < 0 || !cumulative.isClosed()) {
            return null;
        }
        var padding = cumulative.padding();
        long before = padding[2 * dimension];
        long others = LongStream.of(padding).sum() - before;
        long most = cumulative.type.size(dimension) - 1;
        boolean isForward = before == most && others == 0;
        boolean isReverse = before == 0 && others == most && padding[2 * dimension + 1] == most;
        if (!(isForward || (isReverse && cumulative.isReorderable())) || !cumulative.isIdentity(constants)) {
            return null;
        }
        return cumulative.scan(dimension, isReverse);
    }

    /** The one dimension along which windows have more than one element, and as many as the operand; or -1. */
    private int dimension() {
        int found = -1;
        for (int d = 0; d < type.rank(); d++) {
            long size = op.windowDimensions().get(d);
            if (size != 1 && (size != type.size(d) || found >= 0)) {
                return -1;
            }
            found = size != 1 ? d : found;
        }
        return isOnes(op.windowStrides()) && isOnes(op.baseDilations()) && isOnes(op.windowDilations()) ? found : -1;
    }

    private static boolean isOnes(@Nullable Int64Array factors) {
        return factors == null || factors.stream().allMatch(factor -> factor == 1);
    }

    private long[] padding() {
        var padding = op.padding();
        return padding == null ? new long[2 * type.rank()] : padding.toLongs();
    }

    /** Whether the body uses nothing from around it. */
    private boolean isClosed() {
        var known = new HashSet<Value>(op.body().arguments());
        for (var inner : op.body().ops()) {
            if (!inner.regions().isEmpty() || !known.containsAll(inner.operands())) {
                return false;
            }
            known.addAll(inner.results());
        }
        return true;
    }

    /** Whether elements may be combined in another order. */
    private boolean isReorderable() {
        return op.inputs().size() == 1
                && op.body().ops().size() == 2
                && op.body()
                        .results()
                        .equals(List.<Value>copyOf(op.body().ops().getFirst().results()))
                && switch (op.body().ops().getFirst()) {
                    case BinaryOp.Add _,
                            BinaryOp.Multiply _,
                            BinaryOp.Maximum _,
                            BinaryOp.Minimum _,
                            BinaryOp.And _,
                            BinaryOp.Or _,
                            BinaryOp.Xor _ -> true;
                    default -> false;
                };
    }

    /** Whether the initial values, which are also those of the padding, combined with themselves are themselves. */
    private boolean isIdentity(Map<Value, DenseElements> constants) {
        var initial = new ArrayList<RuntimeValue>();
        for (var value : op.initValues()) {
            var elements = constants.get(value);
            if (elements == null) {
                return false;
            }
            initial.add(Tensor.of(elements));
        }
        var arguments = new ArrayList<>(initial);
        arguments.addAll(initial);
        var types = op.body().arguments().stream().map(Value::type).toList();
        var module = new ModuleBuilder()
                .function("main", types, f -> Fragments.inline(f, op.body(), List.copyOf(f.arguments())))
                .build();
        var combined = Interpreter.run(module, arguments);
        return IntStream.range(0, initial.size())
                .allMatch(i -> ((Tensor) combined.get(i)).toElements().equals(((Tensor) initial.get(i)).toElements()));
    }

    private List<Value> scan(int dimension, boolean isReverse) {
        var slice = Fragments.without(type.shape(), dimension);
        var inits = op.initValues().stream()
                .map(value -> Fragments.spread(b, value, slice))
                .toList();
        int count = inits.size();
        var types = inits.stream().map(Value::type).toList();
        var arguments = new ArrayList<>(types);
        arguments.addAll(types);
        var body = b.region(arguments, inner -> {
            var operands = new ArrayList<Value>(inner.arguments().subList(count, 2 * count));
            operands.addAll(inner.arguments().subList(0, count));
            var combined = combined(inner, operands, slice);
            var results = new ArrayList<>(combined);
            results.addAll(combined);
            return results;
        });
        var resultTypes = new ArrayList<Type>();
        op.results().forEach(result -> resultTypes.add(result.type()));
        resultTypes.addAll(types);
        var values = b.emitAll(
                resultTypes,
                (results, info) -> new ChloOp.Scan(
                        op.inputs(),
                        inits,
                        dimension,
                        null,
                        isReverse,
                        isReorderable() ? true : null,
                        body,
                        results.subList(0, count),
                        results.subList(count, 2 * count),
                        info));
        return values.subList(0, count);
    }

    /** What the body gives for carries and slices, element by element. */
    private List<Value> combined(RegionBuilder inner, List<Value> operands, long[] slice) {
        if (slice.length == 0) {
            return Fragments.inline(inner, op.body(), operands);
        }
        var dimensions = LongStream.range(0, slice.length).toArray();
        var values = new ArrayList<Value>();
        for (int i = 0; i < op.inputs().size(); i++) {
            var computation = only(i);
            values.add(inner.emit((result, info) -> new ElementwiseOp.MapElements(
                    List.copyOf(operands), Int64Array.of(dimensions), computation, result, info)));
        }
        return values;
    }

    /** A copy of the body that gives one of its results. */
    private Region only(int result) {
        var substitution = new Substitution();
        var arguments = new ArrayList<BlockArgument>();
        for (var argument : op.body().arguments()) {
            var made = new BlockArgument(argument.type(), argument.location());
            substitution.replace(argument, made);
            arguments.add(made);
        }
        var ops = new ArrayList<Op>();
        for (var inner : op.body().ops().subList(0, op.body().ops().size() - 1)) {
            ops.add(substitution.copy(inner));
        }
        var value = substitution.of(op.body().results().get(result));
        ops.add(new ControlFlowOp.Return(List.of(value), OpInfo.at(op.location())));
        return new Region(arguments, ops);
    }
}
