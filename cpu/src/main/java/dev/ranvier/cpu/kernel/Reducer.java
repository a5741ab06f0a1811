package dev.ranvier.cpu.kernel;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp.Compare;
import dev.ranvier.stablehlo.ElementwiseOp.Select;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the body of a reduction. */
public final class Reducer {
    private Reducer() {}

    /**
     * Whether elements may be combined in any order and grouping: the body is one commutative op, or chooses one of two
     * tuples of elements and settles ties by a comparison of its own, as the bodies of argmax and argmin do.
     */
    public static boolean isReorderable(Region body) {
        return single(body) != null || isChoice(body);
    }

    /** The one op that the body is, or null. */
    private static @Nullable BinaryOp single(Region body) {
        return body.arguments().size() == 2
                        && body.ops().size() == 2
                        && body.ops().getFirst() instanceof BinaryOp op
                        && sides(op.lhs(), op.rhs()).equals(Set.copyOf(body.arguments()))
                        && body.results().equals(List.of(op.result()))
                        && isCommutative(op)
                        && elementType(body) instanceof ScalarType
                ? op
                : null;
    }

    private static Set<Value> sides(Value left, Value right) {
        return Set.copyOf(List.of(left, right));
    }

    private static boolean isCommutative(BinaryOp op) {
        return switch (op) {
            case BinaryOp.Add _,
                    BinaryOp.Multiply _,
                    BinaryOp.Maximum _,
                    BinaryOp.Minimum _,
                    BinaryOp.And _,
                    BinaryOp.Or _,
                    BinaryOp.Xor _ -> true;
            default -> false;
        };
    }

    private static boolean isChoice(Region body) {
        int count = body.results().size();
        if (count < 2 || body.arguments().size() != 2 * count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            var sides = sides(body.arguments().get(i), body.arguments().get(count + i));
            if (!choosesOneOf(body, body.results().get(i), sides)) {
                return false;
            }
        }
        return body.ops().stream().anyMatch(op -> op instanceof Compare compare && comparesOrder(compare, body, count));
    }

    private static boolean choosesOneOf(Region body, Value result, Set<Value> sides) {
        return body.ops().stream().filter(op -> op.results().contains(result)).anyMatch(op -> switch (op) {
            case Select select -> sides(select.onTrue(), select.onFalse()).equals(sides);
            case BinaryOp.Maximum maximum -> sides(maximum.lhs(), maximum.rhs()).equals(sides);
            case BinaryOp.Minimum minimum -> sides(minimum.lhs(), minimum.rhs()).equals(sides);
            default -> false;
        });
    }

    /** Whether an op compares the integers, such as indices, that belong to the two sides. */
    private static boolean comparesOrder(Compare op, Region body, int count) {
        int side = body.arguments().indexOf(op.lhs());
        return side >= 0
                && op.lhs().tensorType().elementType() instanceof ScalarType type
                && !type.isFloat()
                && op.comparisonDirection() != ComparisonDirection.EQ
                && op.comparisonDirection() != ComparisonDirection.NE
                && op.rhs().equals(body.arguments().get((side + count) % (2 * count)));
    }

    /**
     * What changes nothing when it is combined with the elements of a reorderable reduction and their initial values: the
     * op's identity, or the initial values themselves where the body chooses.
     */
    static List<Element> neutral(ElementEmitter e, Region body, List<Value> initial) {
        var bits = identityBits(body);
        return bits.isEmpty()
                ? initial.stream().map(value -> e.at(value, List.of())).toList()
                : List.of(e.constant(elementType(body), bits.getAsLong(), 0));
    }

    /**
     * The bits in memory of the identity of a body that is one op on real numbers; none for one that chooses, which may have its
     * initial values several times.
     */
    public static OptionalLong identityBits(Region body) {
        var op = single(body);
        if (op == null || op instanceof BinaryOp.Maximum || op instanceof BinaryOp.Minimum) {
            return OptionalLong.empty();
        }
        var type = (ScalarType) elementType(body);
        if (type.isFloat()) {
            // Positive and negative zeros added to negative zero stay what they are.
            double identity = op instanceof BinaryOp.Multiply ? 1 : -0.0;
            return OptionalLong.of(FloatFormat.of(type).encode(identity));
        }
        long ones = Scalars.isSigned(type) || type.bitWidth() == 64 ? -1 : (1L << type.bitWidth()) - 1;
        return OptionalLong.of(op instanceof BinaryOp.Multiply ? 1 : op instanceof BinaryOp.And ? ones : 0);
    }

    private static ElementType elementType(Region body) {
        return body.arguments().getFirst().tensorType().elementType();
    }
}
