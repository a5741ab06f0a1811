package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Laws of reductions by one op.
 *
 * <ul>
 *   <li>Over dimensions of size 1, or none, the op combines the initial value with each element.
 *   <li>Of a transposed operand, a reduction is one of the operand itself, where it takes the elements in the same order.
 * </ul>
 */
final class ReductionLaws {
    private ReductionLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        if (!(op instanceof Reduce reduce) || reduce.inputs().size() != 1) {
            return null;
        }
        var input = reduce.inputs().getFirst();
        var type = input.tensorType();
        if (reduce.dimensions().stream().allMatch(dimension -> type.size((int) dimension) == 1)) {
            return single(reduce, input, at);
        }
        var transpose = at.definition(input, Transpose.class);
        return transpose == null ? null : ofTranspose(reduce, transpose, at);
    }

    private static @Nullable Value single(Reduce op, Value input, Rewriter at) {
        var body = op.body();
        var type = input.tensorType();
        var init = op.initValues().getFirst();
        if (body.ops().size() != 2
                || !(body.ops().getFirst() instanceof BinaryOp combine)
                || body.results().getFirst() != combine.result()
                || !isOf(combine, body.arguments().getFirst(), body.arguments().getLast())
                || !combine.result().tensorType().elementType().equals(type.elementType())
                || !op.results().getFirst().tensorType().elementType().equals(type.elementType())) {
            return null;
        }
        var inits = at.emit(new BroadcastInDim(init, Int64Array.of(), new OpResult(type), op.info()));
        var operands = combine.lhs() == body.arguments().getFirst() ? List.of(inits, input) : List.of(input, inits);
        var combined = at.emit(combine.schema().with(combine, operands, List.of(), List.of(new OpResult(type))));
        return ShapeLaws.reshaped(combined, op.results().getFirst().tensorType(), op.info(), at);
    }

    private static boolean isOf(BinaryOp op, Value one, Value other) {
        return (op.lhs() == one && op.rhs() == other) || (op.lhs() == other && op.rhs() == one);
    }

    private static @Nullable Value ofTranspose(Reduce op, Transpose transpose, Rewriter at) {
        var permutation = transpose.permutation();
        var order = Arrays.stream(op.dimensions().toArray()).sorted().toArray();
        var reduced = Permutation.map(Int64Array.of(order), permutation);
        if (!isAscending(reduced)) {
            return null;
        }
        var kept = Int64Array.of(Permutation.others(permutation.size(), op.dimensions()));
        var keptBefore = Permutation.map(kept, permutation);
        var sorted = Int64Array.of(Arrays.stream(keptBefore.toArray()).sorted().toArray());
        var toResult = new long[sorted.size()];
        for (int i = 0; i < toResult.length; i++) {
            toResult[i] = sorted.indexOf(keptBefore.get(i));
        }
        var after = Int64Array.of(toResult);
        var type = op.results().getFirst().tensorType();
        var result = new OpResult(Permutation.apply(Permutation.inverse(after), type));
        var reduce = new Reduce(
                List.of(transpose.operand()), op.initValues(), reduced, op.body(), List.of(result), op.info());
        return ShapeLaws.transposed(at.emit(reduce), after, op.info(), at);
    }

    private static boolean isAscending(Int64Array dimensions) {
        for (int i = 1; i < dimensions.size(); i++) {
            if (dimensions.get(i - 1) > dimensions.get(i)) {
                return false;
            }
        }
        return true;
    }
}
