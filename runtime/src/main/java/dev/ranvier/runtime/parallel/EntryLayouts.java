package dev.ranvier.runtime.parallel;

import dev.ranvier.runtime.Layout;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.IdentityHashMap;

/**
 * The layouts of the entry function's arguments and results by JAX's attribute {@code mhlo.layout_mode}: row-major where
 * there is none or it is {@code default}, the one that it names, or, where it is {@code auto}, one of our choice. We
 * choose row-major, but for a result that is a transpose, which then lies as its operand does.
 */
final class EntryLayouts {
    private static final String MODE = "mhlo.layout_mode";

    private final Declaration.Func function;
    private final IdentityHashMap<Value, ShapeOp.Transpose> transposes = new IdentityHashMap<>();

    EntryLayouts(Declaration.Func function) {
        this.function = function;
        for (var op : function.body().ops()) {
            if (op instanceof ShapeOp.Transpose transpose) {
                transposes.put(transpose.result(), transpose);
            }
        }
    }

    Layout ofArgument(int index) {
        var value = function.body().arguments().get(index);
        var mode = mode(EntryFunction.attributes(function.argAttrs(), index));
        return mode.equals("auto") ? rowMajor(value) : named(mode, value);
    }

    Layout ofResult(int index) {
        var value = function.body().results().get(index);
        var mode = mode(EntryFunction.attributes(function.resAttrs(), index));
        return mode.equals("auto") ? natural(value) : named(mode, value);
    }

    private static String mode(Dictionary attributes) {
        return attributes.get(MODE) instanceof BuiltinAttribute.Text text ? text.value() : "default";
    }

    private static Layout named(String mode, Value value) {
        var layout = mode.equals("default") ? rowMajor(value) : Layout.parse(mode);
        int rank = layout.minorToMajor().size();
        if (value.type() instanceof TensorType type && type.rank() != rank) {
            throw RanvierException.invalid("the layout " + mode + " of rank " + rank + " is not one of " + type);
        }
        return layout;
    }

    /** A token passes as a tensor of rank 1. */
    private static Layout rowMajor(Value value) {
        return Layout.rowMajor(value.type() instanceof TensorType type ? type.rank() : 1);
    }

    private Layout natural(Value value) {
        var transpose = transposes.get(value);
        if (transpose != null) {
            return transposed(natural(transpose.operand()), transpose.permutation());
        }
        int argument =
                value instanceof OpResult ? -1 : function.body().arguments().indexOf(value);
        return argument < 0 ? rowMajor(value) : ofArgument(argument);
    }

    /** Dimension {@code permutation[i]} of the operand is dimension i of the result. */
    private static Layout transposed(Layout operand, Int64Array permutation) {
        return new Layout(Int64Array.of(
                operand.minorToMajor().stream().map(permutation::indexOf).toArray()));
    }
}
