package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise ops change places with what only moves elements before them: an op of values broadcast alike is computed
 * once for each element and then broadcast; one of values reshaped alike, or transposed alike, is computed in the old
 * shape, where it meets the ops before it, and the move goes on towards ops that take it in, such as dot_general.
 * Splats and broadcast scalars have any shape.
 */
final class Sinking {
    private Sinking() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        if (!isElementwise(op)) {
            return null;
        }
        for (var operand : op.operands()) {
            if (operand.tensorType().rank() == 0) {
                continue;
            }
            var move = at.definition(operand);
            boolean moves = switch (move) {
                case BroadcastInDim broadcast ->
                    broadcast.operand().tensorType().rank() > 0 || isOfScalars(op, at);
                case Reshape _ -> true;
                case Transpose _ -> at.uses(operand) == 1;
                case null, default -> false;
            };
            if (move != null && moves) {
                return sunk(op, move, at);
            }
        }
        return null;
    }

    private static boolean isElementwise(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ChloOp.Unary _ -> true;
            case ElementwiseOp.Clamp _,
                    ElementwiseOp.Compare _,
                    ElementwiseOp.Select _,
                    ElementwiseOp.Convert _,
                    ElementwiseOp.ReducePrecision _ -> true;
            default -> false;
        };
    }

    /** Whether all operands are scalars, as they are or broadcast. */
    private static boolean isOfScalars(Op op, Rewriter at) {
        return op.operands().stream()
                .allMatch(operand -> operand.tensorType().rank() == 0
                        || Constants.splat(operand, at) != null
                        || isBroadcastScalar(at.definition(operand)));
    }

    private static boolean isBroadcastScalar(@Nullable Op op) {
        return op instanceof BroadcastInDim broadcast
                && broadcast.operand().tensorType().rank() == 0;
    }

    private static @Nullable Value sunk(Op op, Op move, Rewriter at) {
        var dimensions = move.operands().getFirst().tensorType().dimensions();
        var operands = new ArrayList<@Nullable Value>();
        for (var operand : op.operands()) {
            if (!canMove(operand, move, dimensions, at)) {
                return null;
            }
        }
        for (var operand : op.operands()) {
            operands.add(before(operand, move, dimensions, op.info(), at));
        }
        var type = op.results().getFirst().tensorType();
        var result = new OpResult(type.withDimensions(dimensions));
        var computed = at.emit(op.schema().with(op, List.copyOf(operands), List.of(), List.of(result)));
        return at.emit(move.schema().with(move, List.of(computed), List.of(), List.of(new OpResult(type))));
    }

    private static boolean canMove(Value operand, Op move, List<Dimension> dimensions, Rewriter at) {
        var definition = at.definition(operand);
        return operand.tensorType().rank() == 0
                || Constants.splat(operand, at) != null
                || isBroadcastScalar(definition)
                || (definition != null
                        && isAlike(definition, move)
                        && definition
                                .operands()
                                .getFirst()
                                .tensorType()
                                .dimensions()
                                .equals(dimensions)
                        && (!(move instanceof Transpose) || at.uses(operand) == 1));
    }

    /** Whether ops move elements of one shape in the same way. */
    private static boolean isAlike(Op one, Op other) {
        return switch (one) {
            case BroadcastInDim broadcast ->
                other instanceof BroadcastInDim like
                        && broadcast.broadcastDimensions().equals(like.broadcastDimensions());
            case Transpose transpose ->
                other instanceof Transpose like && transpose.permutation().equals(like.permutation());
            case Reshape _ -> other instanceof Reshape;
            default -> false;
        };
    }

    private static Value before(Value operand, Op move, List<Dimension> dimensions, OpInfo info, Rewriter at) {
        if (operand.tensorType().rank() == 0) {
            return operand;
        }
        var type = new TensorType(dimensions, operand.tensorType().elementType());
        var splat = Constants.splat(operand, at);
        if (splat != null) {
            return Constants.constant(splat, type, info, at);
        }
        var definition = at.definition(operand);
        if (definition instanceof BroadcastInDim broadcast && isBroadcastScalar(definition)) {
            return at.emit(new BroadcastInDim(broadcast.operand(), Int64Array.of(), new OpResult(type), info));
        }
        if (definition == null || !isAlike(definition, move)) {
            throw new IllegalStateException("an operand that cannot be moved");
        }
        return definition.operands().getFirst();
    }
}
