package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ops that become one native function.
 *
 * @param definitions the op that computes each value, in nested regions too
 * @param pointers where the tensors lie that it reads from memory
 * @param isFlat whether all tensors but scalars have one shape, so that elements are found by their position alone
 * @param lanes of the vectors that it may use
 * @param bounds what is known of its indices
 */
record Kernel(Map<Value, Op> definitions, Map<Value, IrValue> pointers, boolean isFlat, int lanes, Bounds bounds) {
    static Kernel of(Region body, List<IrValue> pointers, boolean isFlat, int lanes) {
        return of(body, pointers, isFlat, lanes, new Bounds());
    }

    static Kernel of(Region body, List<IrValue> pointers, boolean isFlat, int lanes, Bounds bounds) {
        var definitions = new HashMap<Value, Op>();
        define(body, definitions);
        var arguments = new HashMap<Value, IrValue>();
        for (int i = 0; i < pointers.size(); i++) {
            arguments.put(body.arguments().get(i), pointers.get(i));
        }
        return new Kernel(definitions, arguments, isFlat, lanes, bounds);
    }

    /** One op, whose regions' values are computed, and whose {@code inputs} lie in memory. */
    static Kernel of(Op op, List<Value> inputs, List<IrValue> pointers, int lanes) {
        var definitions = new HashMap<Value, Op>();
        op.regions().forEach(region -> define(region, definitions));
        var arguments = new HashMap<Value, IrValue>();
        for (int i = 0; i < pointers.size(); i++) {
            arguments.put(inputs.get(i), pointers.get(i));
        }
        return new Kernel(definitions, arguments, false, lanes, new Bounds());
    }

    private static void define(Region region, Map<Value, Op> definitions) {
        for (var op : region.ops()) {
            op.results().forEach(result -> definitions.put(result, op));
            op.regions().forEach(inner -> define(inner, definitions));
        }
    }

    /** The address of an argument, or null for a value that is computed. */
    @Nullable
    IrValue argument(Value value) {
        return pointers.get(value);
    }

    /** Says that a computed value lies in memory from here on, as a tensor of its type. */
    void keep(Value value, IrValue pointer) {
        pointers.put(value, pointer);
    }

    Op definition(Value value) {
        var op = definitions.get(value);
        if (op == null) {
            throw new IllegalStateException("a kernel uses a value that it does not have: " + value);
        }
        return op;
    }
}
