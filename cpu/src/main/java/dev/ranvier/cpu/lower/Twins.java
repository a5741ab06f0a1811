package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Constant;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The ops of a region, and of its tensors the twins: the same elements with the {@linkplain FeaturesLast features last}. A
 * tensor whose twin an op computes is the transposed twin, for those of its users that need it; where there are none, that
 * is dead code.
 */
final class Twins {
    private final List<Op> ops = new ArrayList<>();
    private final Map<Value, Op> definitions = new HashMap<>();
    private final Map<Value, Value> twins = new HashMap<>();
    private final Set<Value> computed = new HashSet<>();

    List<Op> ops() {
        return ops;
    }

    void add(Op op) {
        ops.add(op);
        op.results().forEach(result -> definitions.put(result, op));
    }

    /** From now on {@code twin}, which is computed anyway, is the twin of {@code value}. */
    void know(Value value, Value twin) {
        twins.put(value, twin);
        computed.add(value);
    }

    /** Whether any of the values has a twin that is computed, rather than transposed from it. */
    boolean areComputed(List<? extends Value> values) {
        return values.stream().anyMatch(computed::contains);
    }

    /** Adds the op that computes a result's twin. */
    void compute(OpResult result, OpInfo info, Function<OpResult, Op> form) {
        computeAll(List.of(result), info, twin -> form.apply(twin.getFirst()));
    }

    /** Adds the op that computes the results' twins. */
    void computeAll(List<OpResult> results, OpInfo info, Function<List<OpResult>, Op> form) {
        var made = results.stream()
                .map(result -> new OpResult(FeaturesLast.type(result.tensorType())))
                .toList();
        add(form.apply(made));
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            add(new Transpose(
                    made.get(i), FeaturesLast.inverse(result.tensorType().rank()), result, info));
            know(result, made.get(i));
        }
    }

    /** The twin of a tensor. */
    Value of(Value value) {
        var known = twins.get(value);
        if (known != null) {
            return known;
        }
        var made = new OpResult(FeaturesLast.type(value.tensorType()));
        add(definition(value, made));
        twins.put(value, made);
        return made;
    }

    /** The twins of tensors, and scalars as they are. */
    List<Value> of(List<? extends Value> values) {
        return values.stream()
                .map(value -> value.tensorType().rank() == 0 ? value : of(value))
                .toList();
    }

    /** What makes a twin of a tensor that is known in the old order only. */
    private Op definition(Value value, OpResult made) {
        int rank = value.tensorType().rank();
        var definition = definitions.get(value);
        return switch (definition) {
            case Constant(DenseElements elements, var output, var info)
            when elements.isSplat() ->
                new Constant(new DenseElements(made.tensorType(), elements.data(), true), made, info);
            case BroadcastInDim broadcast
            when broadcast.operand().tensorType().rank() <= 1 ->
                new BroadcastInDim(
                        broadcast.operand(),
                        FeaturesLast.positions(broadcast.broadcastDimensions(), rank),
                        made,
                        broadcast.info());
            case Reshape reshape
            when FeaturesLast.places(value.tensorType()) == 1 -> new Reshape(reshape.operand(), made, reshape.info());
            case null, default ->
                new Transpose(
                        value,
                        FeaturesLast.permutation(rank),
                        made,
                        definition == null ? OpInfo.NONE : OpInfo.at(definition.location()));
        };
    }
}
