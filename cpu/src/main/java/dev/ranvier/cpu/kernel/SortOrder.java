package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.ElementwiseOp.Compare;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The order of a sort whose comparator compares one number, the same function of an element of one operand on either
 * side: by keys, unsigned integers whose order is that of the numbers.
 *
 * @param operand the number of the operand
 * @param key the function's value for the left element
 */
record SortOrder(int operand, Value key, Compare compare) {
    /** The order of a sort, if it is such a one. */
    static Optional<SortOrder> of(Sort op) {
        var body = op.comparator();
        var definitions = new HashMap<Value, Op>();
        body.ops().forEach(inner -> inner.results().forEach(result -> definitions.put(result, inner)));
        if (!(definitions.get(body.results().getFirst()) instanceof Compare compare)
                || !(compare.lhs().tensorType().elementType() instanceof ScalarType)
                || (compare.comparisonDirection() != ComparisonDirection.LT
                        && compare.comparisonDirection() != ComparisonDirection.GT)) {
            return Optional.empty();
        }
        for (int i = 0; i < op.inputs().size(); i++) {
            if (new Sides(body, i, definitions).mirror(compare.lhs(), compare.rhs())) {
                return Optional.of(new SortOrder(i, compare.lhs(), compare));
            }
        }
        return Optional.empty();
    }

    /** The arguments of one operand's elements, and what computes values of both. */
    private record Sides(Region body, int operand, Map<Value, Op> definitions) {
        /** Whether {@code left} is of the left element what {@code right} is of the right one, and of nothing else. */
        boolean mirror(Value left, Value right) {
            if (body.arguments().contains(left) || body.arguments().contains(right)) {
                return left.equals(body.arguments().get(2 * operand))
                        && right.equals(body.arguments().get(2 * operand + 1));
            }
            var first = definitions.get(left);
            var second = definitions.get(right);
            if (first == null || second == null) {
                return left.equals(right);
            }
            return first.getClass().equals(second.getClass())
                    && first.regions().isEmpty()
                    && first.attributes().equals(second.attributes())
                    && first.results().indexOf(left) == second.results().indexOf(right)
                    && left.type().equals(right.type())
                    && mirrorAll(first, second);
        }

        private boolean mirrorAll(Op first, Op second) {
            if (first.operands().size() != second.operands().size()) {
                return false;
            }
            for (int i = 0; i < first.operands().size(); i++) {
                if (!mirror(first.operands().get(i), second.operands().get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private ScalarType type() {
        return (ScalarType) key.tensorType().elementType();
    }

    /** Bits of a key. */
    int bits() {
        return type() == ScalarType.I1 ? 8 : Scalars.register(type()).bits();
    }

    /** The key for a number in register form; zeros are equal unless the order is total. */
    IrValue of(IrFunction f, IrValue number) {
        var ascending = ascending(f, number);
        return compare.comparisonDirection() == ComparisonDirection.LT
                ? ascending
                : f.binary("xor", ascending, IrValue.integer(ascending.type(), -1));
    }

    private IrValue ascending(IrFunction f, IrValue number) {
        var integer = IrType.integer(bits());
        var sign = IrValue.integer(integer, bits() == 64 ? Long.MIN_VALUE : 1L << (bits() - 1));
        if (!type().isFloat()) {
            return type() == ScalarType.I1
                    ? f.cast("zext", number, integer)
                    : Scalars.isSigned(type()) ? f.binary("xor", number, sign) : number;
        }
        boolean isTotal = compare.compareType() == ComparisonType.TOTALORDER;
        var held = isTotal ? number : f.binary("fadd", number, IrValue.real(number.type(), 0));
        var word = f.cast("bitcast", held, integer);
        var copies = f.binary("ashr", word, IrValue.integer(integer, bits() - 1));
        return f.binary("xor", word, f.binary("or", copies, sign));
    }
}
