package dev.ranvier.reference;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a region's ops see: its own, and those of the regions around it. */
final class Scope {
    private final Evaluator evaluator;
    private final @Nullable Scope outer;
    private final IdentityHashMap<Value, RuntimeValue> values;

    /**
     * The scope of a region within {@code outer}, or of a function's body.
     *
     * @param size about how many values the region has
     */
    Scope(Evaluator evaluator, @Nullable Scope outer, int size) {
        this.evaluator = evaluator;
        this.outer = outer;
        this.values = new IdentityHashMap<>(size);
    }

    void put(Value value, RuntimeValue content) {
        values.put(value, content);
    }

    /** Forgets values that nobody reads any more. */
    void drop(List<Value> unused) {
        for (var value : unused) {
            values.remove(value);
        }
    }

    RuntimeValue get(Value value) {
        for (var scope = this; scope != null; scope = scope.outer) {
            var content = scope.values.get(value);
            if (content != null) {
                return content;
            }
        }
        throw RanvierException.invalid("a value of type " + value.type() + " is used before it is computed");
    }

    Tensor tensor(Value value) {
        return asTensor(get(value));
    }

    List<RuntimeValue> all(List<? extends Value> operands) {
        var contents = new ArrayList<RuntimeValue>(operands.size());
        for (var operand : operands) {
            contents.add(get(operand));
        }
        return contents;
    }

    List<Tensor> tensors(List<? extends Value> operands) {
        return asTensors(all(operands));
    }

    /** What {@code region} computes from {@code arguments}. */
    List<RuntimeValue> run(Region region, List<? extends RuntimeValue> arguments) {
        return evaluator.run(region, arguments, this);
    }

    /** Whether the predicate that {@code region} computes is true. */
    boolean holds(Region region, List<? extends RuntimeValue> arguments) {
        return asTensor(run(region, arguments).getFirst()).getBoolean(0);
    }

    /** {@code region} as a function from tensors to tensors. */
    Body body(Region region) {
        return arguments -> asTensors(run(region, arguments));
    }

    Evaluator evaluator() {
        return evaluator;
    }

    private static List<Tensor> asTensors(List<RuntimeValue> values) {
        var tensors = new ArrayList<Tensor>(values.size());
        for (var value : values) {
            tensors.add(asTensor(value));
        }
        return tensors;
    }

    private static Tensor asTensor(RuntimeValue value) {
        if (PartedTensor.whole(value) instanceof Tensor tensor) {
            return tensor;
        }
        throw RanvierException.invalid("expected a tensor, got " + value.type());
    }
}
