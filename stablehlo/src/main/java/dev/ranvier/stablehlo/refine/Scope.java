package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known in one region: the refined value of each value of the original, and the integers of those that are
 * known. A known value becomes a constant only where an op that stays needs it.
 */
final class Scope {
    private record Known(IntegerTensor tensor, Location location) {}

    private final @Nullable Scope outer;
    private final Map<Value, Value> refined = new HashMap<>();
    private final Map<Value, Known> known = new HashMap<>();
    private final Map<Value, BinaryOp.Add> sums = new HashMap<>();
    private final List<Op> ops = new ArrayList<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void refine(Value original, Value value) {
        refined.put(original, value);
    }

    void know(Value original, IntegerTensor tensor, Location location) {
        known.put(original, new Known(tensor, location));
    }

    /** The integers that {@code original} holds, or null. */
    @Nullable
    IntegerTensor known(Value original) {
        var found = find(original);
        return found == null ? null : found.tensor();
    }

    private @Nullable Known find(Value original) {
        var found = known.get(original);
        return found != null || outer == null ? found : outer.find(original);
    }

    /** Remembers that {@code sum} gives its result. */
    void define(BinaryOp.Add sum) {
        sums.put(sum.result(), sum);
    }

    /** The sum that {@code original} is the result of, or null. */
    BinaryOp.@Nullable Add sum(Value original) {
        var sum = sums.get(original);
        return sum != null || outer == null ? sum : outer.sum(original);
    }

    /** The refined type of {@code original}. */
    Type type(Value original) {
        var value = find(original);
        if (value != null) {
            return value.tensor().type();
        }
        var result = lookup(original);
        return result == null ? original.type() : result.type();
    }

    private @Nullable Value lookup(Value original) {
        var result = refined.get(original);
        return result != null || outer == null ? result : outer.lookup(original);
    }

    /** The value that stands for {@code original} in the refined region. */
    Value value(Value original) {
        var result = lookup(original);
        if (result != null) {
            return result;
        }
        var found = find(original);
        if (found == null) {
            // A value that nothing defines: the verifier says so of the result.
            return original;
        }
        var constant = new OpResult(found.tensor().type());
        emit(new ShapeOp.Constant(found.tensor().toConstant(), constant, OpInfo.at(found.location())));
        refine(original, constant);
        return constant;
    }

    void emit(Op op) {
        ops.add(op);
    }

    List<Op> ops() {
        return ops;
    }
}
