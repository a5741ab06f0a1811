package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import org.jspecify.annotations.Nullable;

/** The least and the greatest number that an element of an integer value may be. */
record Range(long least, long greatest) {
    /** How many ops a search for a range looks behind. */
    private static final int DEPTH = 8;

    /** Constants of more elements are not looked through. */
    private static final long MOST_ELEMENTS = 1024;

    /** The range of a value as far as it is known, or null for what is no integer or has no elements. */
    static @Nullable Range of(Value value, Rewriter at) {
        return of(value, at, DEPTH);
    }

    private static @Nullable Range of(Value value, Rewriter at, int depth) {
        var type = value.tensorType();
        if (!(type.elementType() instanceof ScalarType scalar)
                || !type.elementType().isInteger()) {
            return null;
        }
        var whole = ofType(scalar);
        var counter = at.counterRange(value);
        if (counter != null) {
            return counter;
        }
        if (depth == 0 || whole == null) {
            return whole;
        }
        var found = switch (at.definition(value)) {
            case ShapeOp.Constant constant -> of(Constants.elements(constant));
            case ShapeOp.Iota iota -> new Range(0, Math.max(0, type.size((int) iota.iotaDimension()) - 1));
            case ShapeOp.BroadcastInDim op -> of(op.operand(), at, depth - 1);
            case ShapeOp.Reshape op -> of(op.operand(), at, depth - 1);
            case ShapeOp.Transpose op -> of(op.operand(), at, depth - 1);
            case ShapeOp.Slice op -> of(op.operand(), at, depth - 1);
            case ShapeOp.Reverse op -> of(op.operand(), at, depth - 1);
            case IndexingOp.DynamicSlice op -> of(op.operand(), at, depth - 1);
            case ElementwiseOp.Convert op -> of(op.operand(), at, depth - 1);
            case ElementwiseOp.Clamp op ->
                clamped(of(op.min(), at, depth - 1), of(op.operand(), at, depth - 1), of(op.max(), at, depth - 1));
            case ElementwiseOp.Select op -> union(of(op.onTrue(), at, depth - 1), of(op.onFalse(), at, depth - 1));
            case BinaryOp op -> of(op, of(op.lhs(), at, depth - 1), of(op.rhs(), at, depth - 1));
            case null, default -> null;
        };
        return found == null || !whole.contains(found) ? whole : found;
    }

    /** All numbers of a type; null for {@code ui64}, whose numbers are not all those of a long. */
    private static @Nullable Range ofType(ScalarType type) {
        int width = type.bitWidth();
        if (type.kind() == ScalarType.Kind.SIGNED) {
            return new Range(Long.MIN_VALUE >> (Long.SIZE - width), Long.MAX_VALUE >> (Long.SIZE - width));
        }
        return width == Long.SIZE ? null : new Range(0, (1L << width) - 1);
    }

    private static @Nullable Range of(@Nullable DenseElements elements) {
        if (elements == null || elements.elementCount() == 0) {
            return null;
        }
        long count = elements.isSplat() ? 1 : elements.elementCount();
        if (count > MOST_ELEMENTS) {
            return null;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long i = 0; i < count; i++) {
            least = Math.min(least, elements.getLong(i));
            greatest = Math.max(greatest, elements.getLong(i));
        }
        return new Range(least, greatest);
    }

    private static @Nullable Range of(BinaryOp op, @Nullable Range lhs, @Nullable Range rhs) {
        if (lhs == null || rhs == null) {
            return null;
        }
        return switch (op) {
            case BinaryOp.Add _ -> sum(lhs, rhs);
            case BinaryOp.Maximum _ -> new Range(Math.max(lhs.least, rhs.least), Math.max(lhs.greatest, rhs.greatest));
            case BinaryOp.Minimum _ -> new Range(Math.min(lhs.least, rhs.least), Math.min(lhs.greatest, rhs.greatest));
            case BinaryOp.Remainder _ ->
                lhs.least >= 0 && rhs.least > 0 ? new Range(0, Math.min(lhs.greatest, rhs.greatest - 1)) : null;
            default -> null;
        };
    }

    private static @Nullable Range sum(Range lhs, Range rhs) {
        long least = lhs.least + rhs.least;
        long greatest = lhs.greatest + rhs.greatest;
        boolean overflows = ((lhs.least ^ least) & (rhs.least ^ least)) < 0
                || ((lhs.greatest ^ greatest) & (rhs.greatest ^ greatest)) < 0;
        return overflows ? null : new Range(least, greatest);
    }

    private static @Nullable Range clamped(@Nullable Range min, @Nullable Range operand, @Nullable Range max) {
        if (min == null || operand == null || max == null) {
            return null;
        }
        return new Range(
                Math.min(Math.max(min.least, operand.least), max.least),
                Math.min(Math.max(min.greatest, operand.greatest), max.greatest));
    }

    private static @Nullable Range union(@Nullable Range one, @Nullable Range other) {
        return one == null || other == null
                ? null
                : new Range(Math.min(one.least, other.least), Math.max(one.greatest, other.greatest));
    }

    private boolean contains(Range other) {
        return least <= other.least && other.greatest <= greatest;
    }
}
