package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ElementwiseOp.Clamp;
import dev.ranvier.stablehlo.ElementwiseOp.Compare;
import dev.ranvier.stablehlo.ElementwiseOp.Select;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import org.jspecify.annotations.Nullable;

/**
 * Laws of comparisons, choices and bounds.
 *
 * <ul>
 *   <li>compare: a constant goes to the right; a comparison of an integer with itself, or one that ranges decide, is a
 *       constant; p == true, p != false: p; p == false, p != true: not p
 *   <li>select: by a constant; select(p, x, x): x; select(p, true, false): p; select(not p, x, y): select(p, y, x); a
 *       predicate that is one broadcast boolean is that boolean; of two choices by one predicate, one is left
 *   <li>clamp: of an integer that ranges show to lie within the bounds
 * </ul>
 */
final class ComparisonLaws {
    private ComparisonLaws() {}

    static @Nullable Value compare(Compare op, Rewriter at) {
        var direction = op.comparisonDirection();
        if (Constants.elements(op.lhs(), at) != null && Constants.elements(op.rhs(), at) == null) {
            return at.emit(new Compare(
                    op.rhs(), op.lhs(), swapped(direction), op.compareType(), like(op.result()), op.info()));
        }
        var type = op.lhs().tensorType().elementType();
        if (type.isBoolean()) {
            return ofBooleans(op, at);
        }
        if (!type.isInteger()) {
            return null;
        }
        if (op.lhs() == op.rhs()) {
            return truth(op, direction.holds(0), at);
        }
        var left = Range.of(op.lhs(), at);
        var right = Range.of(op.rhs(), at);
        if (left == null || right == null) {
            return null;
        }
        if (left.greatest() < right.least()) {
            return truth(op, direction.holds(-1), at);
        }
        if (left.least() > right.greatest()) {
            return truth(op, direction.holds(1), at);
        }
        if (left.greatest() == right.least()
                && (direction == ComparisonDirection.LE || direction == ComparisonDirection.GT)) {
            return truth(op, direction == ComparisonDirection.LE, at);
        }
        if (left.least() == right.greatest()
                && (direction == ComparisonDirection.GE || direction == ComparisonDirection.LT)) {
            return truth(op, direction == ComparisonDirection.GE, at);
        }
        return null;
    }

    private static Value truth(Compare op, boolean value, Rewriter at) {
        return Constants.number(op.result().tensorType(), value ? 1 : 0, op.info(), at);
    }

    private static @Nullable Value ofBooleans(Compare op, Rewriter at) {
        boolean equal = op.comparisonDirection() == ComparisonDirection.EQ;
        if (!equal && op.comparisonDirection() != ComparisonDirection.NE) {
            return null;
        }
        if (Constants.isAll(op.rhs(), equal ? 1 : 0, at)) {
            return op.lhs();
        }
        return Constants.isAll(op.rhs(), equal ? 0 : 1, at)
                ? at.emit(new UnaryOp.Not(op.lhs(), like(op.result()), op.info()))
                : null;
    }

    private static ComparisonDirection swapped(ComparisonDirection direction) {
        return switch (direction) {
            case EQ, NE -> direction;
            case GE -> ComparisonDirection.LE;
            case GT -> ComparisonDirection.LT;
            case LE -> ComparisonDirection.GE;
            case LT -> ComparisonDirection.GT;
        };
    }

    static @Nullable Value select(Select op, Rewriter at) {
        if (op.onTrue() == op.onFalse() || Constants.isAll(op.pred(), 1, at)) {
            return op.onTrue();
        }
        if (Constants.isAll(op.pred(), 0, at)) {
            return op.onFalse();
        }
        if (op.result().type().equals(op.pred().type())
                && Constants.isAll(op.onTrue(), 1, at)
                && Constants.isAll(op.onFalse(), 0, at)) {
            return op.pred();
        }
        return switch (at.definition(op.pred())) {
            case UnaryOp.Not not ->
                at.emit(new Select(not.operand(), op.onFalse(), op.onTrue(), like(op.result()), op.info()));
            case ShapeOp.BroadcastInDim broadcast
            when broadcast.operand().tensorType().rank() == 0 ->
                at.emit(new Select(broadcast.operand(), op.onTrue(), op.onFalse(), like(op.result()), op.info()));
            case null, default -> nested(op, at);
        };
    }

    private static @Nullable Value nested(Select op, Rewriter at) {
        var onTrue = at.definition(op.onTrue(), Select.class);
        var onFalse = at.definition(op.onFalse(), Select.class);
        var chosen = onTrue != null && onTrue.pred() == op.pred() ? onTrue.onTrue() : op.onTrue();
        var otherwise = onFalse != null && onFalse.pred() == op.pred() ? onFalse.onFalse() : op.onFalse();
        return chosen == op.onTrue() && otherwise == op.onFalse()
                ? null
                : at.emit(new Select(op.pred(), chosen, otherwise, like(op.result()), op.info()));
    }

    static @Nullable Value clamp(Clamp op, Rewriter at) {
        var least = Range.of(op.min(), at);
        var operand = Range.of(op.operand(), at);
        var greatest = Range.of(op.max(), at);
        return least != null
                        && operand != null
                        && greatest != null
                        && least.greatest() <= operand.least()
                        && operand.greatest() <= greatest.least()
                ? op.operand()
                : null;
    }

    private static OpResult like(OpResult result) {
        return new OpResult(result.type());
    }
}
