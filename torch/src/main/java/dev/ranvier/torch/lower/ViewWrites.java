package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.SizeExpression;
import dev.ranvier.torch.graph.TensorMeta;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a tensor becomes when a view of it is written. */
final class ViewWrites {
    private ViewWrites() {}

    /** The parameter that a result is a view of, or null if it has memory of its own. */
    static @Nullable String shownParameter(Call call, Value value, int result) {
        var parameter = call.viewedParameter(result);
        if (parameter == null || !call.isTensor(parameter)) {
            return null;
        }
        boolean shared = switch (operation(call)) {
            // Views where the strides allow it, else copies.
            case "contiguous", "reshape", "flatten", "reshape_as" -> isRowMajor(call.meta(parameter));
            case "to", "type_as", "expand_as" -> value == call.tensor(parameter);
            default -> true;
        };
        return shared ? parameter : null;
    }

    private static String operation(Call call) {
        var name = call.op();
        int start = name.indexOf('.') + 1;
        return name.substring(start, name.indexOf('.', start));
    }

    static boolean isRowMajor(TensorMeta meta) {
        long expected = 1;
        for (int i = meta.sizes().size() - 1; i >= 0; i--) {
            if (!(meta.sizes().get(i) instanceof SizeExpression.Constant(long size))) {
                // Outer dimensions of open sizes: only the innermost open one has a known stride.
                return i == 0 && meta.strides().get(i).equals(new SizeExpression.Constant(expected));
            }
            if (size != 1 && !meta.strides().get(i).equals(new SizeExpression.Constant(expected))) {
                return false;
            }
            expected *= size;
        }
        return true;
    }

    /**
     * The tensor with its view {@code changed}.
     *
     * @throws RanvierException if the view shows elements more than once, or in another type
     */
    static Value write(Cell.View view, Value base, Value changed) {
        var call = view.call();
        var emit = call.emit();
        int rank = Emitter.rank(base);
        return switch (operation(call)) {
            case "alias", "detach", "contiguous", "to", "type_as", "lift_fresh" -> changed;
            case "view",
                    "reshape",
                    "flatten",
                    "unflatten",
                    "squeeze",
                    "unsqueeze",
                    "_unsafe_view",
                    "view_as",
                    "reshape_as" -> emit.reshape(changed, emit.shape(base));
            case "_conj" -> Matrices.conjugate(emit, changed);
            case "_neg_view" -> emit.unary(UnaryOp.Negate::new, changed);
            case "transpose", "t", "permute", "movedim", "numpy_T", "mT", "swapaxes" ->
                emit.transpose(changed, inverse(ViewOps.permutation(call, rank)));
            case "select" -> {
                int dimension = call.dimension("dim", rank);
                var index = ShapingOps.position(call, call.size("index"), emit.size(base, dimension));
                yield ShapingOps.replace(emit, base, emit.unsqueeze(changed, dimension), dimension, index, 1);
            }
            case "slice", "narrow", "split", "split_with_sizes", "chunk", "unbind", "tensor_split" -> {
                var part = ShapingOps.part(call, base, view.result());
                var inserted = operation(call).equals("unbind") ? emit.unsqueeze(changed, part.dimension()) : changed;
                yield ShapingOps.replace(emit, base, inserted, part.dimension(), part.start(), part.step());
            }
            default -> throw RanvierException.unimplemented("writes through a view by " + call.op());
        };
    }

    static int[] inverse(int[] permutation) {
        var inverse = new int[permutation.length];
        IntStream.range(0, inverse.length).forEach(i -> inverse[permutation[i]] = i);
        return inverse;
    }
}
