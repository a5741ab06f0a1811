package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp.Clamp;
import dev.ranvier.stablehlo.ElementwiseOp.Compare;
import dev.ranvier.stablehlo.ElementwiseOp.Select;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Laws of elementwise arithmetic. Each gives the same bits, NaN for NaN: x + 0 is x for integers, and for floats where
 * the zero is negative (x - 0: positive); x * 0 is 0 for integers alone; a quotient by a power of two is a product by
 * its inverse, for both are the same number rounded once.
 *
 * <ul>
 *   <li>integers, booleans: x + 0, x - 0, x * 1, x / 1, x | 0, x ^ 0, x &amp; ones, x shifted by 0: x; x - x, x ^ x, x * 0,
 *       x &amp; 0, x mod 1: 0; x &amp; x, x | x: x; x | ones: ones; (x + a) + b, (x * a) * b of constants a and b: one op
 *   <li>floats: max(x, -inf), min(x, inf), x + -0, x - +0, x * 1, x / 1: x; x / 2^k: x * 2^-k
 *   <li>numbers: max(x, x), min(x, x), --x: x; x + -y: x - y; x - -y: x + y; -x * -y: x * y; abs(-x), abs(abs(x)): abs(x)
 *   <li>pow(x, 1): x; pow(x, 2) for types up to f32, of which the interpreter rounds the exact square: x * x
 *   <li>real(complex(a, b)): a; imag(complex(a, b)): b; complex(real(x), imag(x)): x
 *   <li>a constant operand of a commutative op or a comparison goes to the right
 *   <li>comparisons, maxima and minima that the {@link Range ranges} of integers decide
 * </ul>
 */
final class ElementwiseLaws {
    private ElementwiseLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        return switch (op) {
            case BinaryOp binary -> binary(binary, at);
            case UnaryOp unary -> unary(unary, at);
            case Compare compare -> ComparisonLaws.compare(compare, at);
            case Select select -> ComparisonLaws.select(select, at);
            case Clamp clamp -> ComparisonLaws.clamp(clamp, at);
            default -> null;
        };
    }

    private static @Nullable Value binary(BinaryOp op, Rewriter at) {
        var type = op.result().tensorType().elementType();
        if (type.isComplex()) {
            return op instanceof BinaryOp.Complex complex ? complex(complex, at) : null;
        }
        if (isCommutative(op) && Constants.elements(op.lhs(), at) != null && Constants.elements(op.rhs(), at) == null) {
            return at.emit(with(op, op.rhs(), op.lhs()));
        }
        return switch (op) {
            case BinaryOp.Add add -> add(add, at);
            case BinaryOp.Subtract subtract -> subtract(subtract, at);
            case BinaryOp.Multiply multiply -> multiply(multiply, at);
            case BinaryOp.Divide divide -> divide(divide, at);
            case BinaryOp.Remainder _ -> !type.isFloat() && Constants.isAll(op.rhs(), 1, at) ? zero(op, at) : null;
            case BinaryOp.Maximum _, BinaryOp.Minimum _ -> extremum(op, at);
            case BinaryOp.And _ ->
                op.lhs() == op.rhs() || Constants.isAllOnes(op.rhs(), at)
                        ? op.lhs()
                        : Constants.isAll(op.rhs(), 0, at) ? op.rhs() : null;
            case BinaryOp.Or _ ->
                op.lhs() == op.rhs() || Constants.isAll(op.rhs(), 0, at)
                        ? op.lhs()
                        : Constants.isAllOnes(op.rhs(), at) ? op.rhs() : null;
            case BinaryOp.Xor _ ->
                op.lhs() == op.rhs() ? zero(op, at) : Constants.isAll(op.rhs(), 0, at) ? op.lhs() : null;
            case BinaryOp.ShiftLeft _, BinaryOp.ShiftRightArithmetic _, BinaryOp.ShiftRightLogical _ ->
                Constants.isAll(op.rhs(), 0, at) ? op.lhs() : null;
            case BinaryOp.Power power -> power(power, at);
            case BinaryOp.Atan2 _, BinaryOp.Complex _ -> null;
        };
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
            case BinaryOp.Atan2 _,
                    BinaryOp.Complex _,
                    BinaryOp.Divide _,
                    BinaryOp.Power _,
                    BinaryOp.Remainder _,
                    BinaryOp.ShiftLeft _,
                    BinaryOp.ShiftRightArithmetic _,
                    BinaryOp.ShiftRightLogical _,
                    BinaryOp.Subtract _ -> false;
        };
    }

    private static Op with(BinaryOp op, Value lhs, Value rhs) {
        return op.schema()
                .with(
                        op,
                        List.of(lhs, rhs),
                        List.of(),
                        List.of(new OpResult(op.result().type())));
    }

    private static Value zero(BinaryOp op, Rewriter at) {
        return Constants.number(op.result().tensorType(), 0, op.info(), at);
    }

    private static @Nullable Value add(BinaryOp.Add op, Rewriter at) {
        var type = op.result().tensorType().elementType();
        if (Constants.isAll(op.rhs(), type.isFloat() ? -0.0 : 0, at)) {
            return op.lhs();
        }
        if (type.isBoolean()) {
            return null;
        }
        var right = at.definition(op.rhs(), UnaryOp.Negate.class);
        if (right != null) {
            return at.emit(new BinaryOp.Subtract(op.lhs(), right.operand(), like(op), op.info()));
        }
        var left = at.definition(op.lhs(), UnaryOp.Negate.class);
        if (left != null) {
            return at.emit(new BinaryOp.Subtract(op.rhs(), left.operand(), like(op), op.info()));
        }
        return associated(op, BinaryOp.Add.class, at);
    }

    /** (x op a) op b as x op (a op b), for integers, which wrap around alike. */
    private static <T extends BinaryOp> @Nullable Value associated(T op, Class<T> kind, Rewriter at) {
        var inner = at.definition(op.lhs(), kind);
        if (!op.result().tensorType().elementType().isInteger()
                || inner == null
                || Constants.elements(op.rhs(), at) == null
                || Constants.elements(inner.rhs(), at) == null) {
            return null;
        }
        var constant = at.emit(with(op, inner.rhs(), op.rhs()));
        return at.emit(with(op, inner.lhs(), constant));
    }

    private static @Nullable Value subtract(BinaryOp.Subtract op, Rewriter at) {
        if (Constants.isAll(op.rhs(), 0, at)) {
            return op.lhs();
        }
        var negated = at.definition(op.rhs(), UnaryOp.Negate.class);
        if (negated != null) {
            return at.emit(new BinaryOp.Add(op.lhs(), negated.operand(), like(op), op.info()));
        }
        return op.lhs() == op.rhs() && op.result().tensorType().elementType().isInteger() ? zero(op, at) : null;
    }

    private static @Nullable Value multiply(BinaryOp.Multiply op, Rewriter at) {
        if (Constants.isAll(op.rhs(), 1, at)) {
            return op.lhs();
        }
        if (!op.result().tensorType().elementType().isFloat() && Constants.isAll(op.rhs(), 0, at)) {
            return op.rhs();
        }
        var left = at.definition(op.lhs(), UnaryOp.Negate.class);
        var right = at.definition(op.rhs(), UnaryOp.Negate.class);
        if (left != null && right != null) {
            return at.emit(new BinaryOp.Multiply(left.operand(), right.operand(), like(op), op.info()));
        }
        return associated(op, BinaryOp.Multiply.class, at);
    }

    private static @Nullable Value divide(BinaryOp.Divide op, Rewriter at) {
        if (Constants.isAll(op.rhs(), 1, at)) {
            return op.lhs();
        }
        var divisor = Constants.splat(op.rhs(), at);
        if (divisor == null
                || !(op.result().tensorType().elementType() instanceof ScalarType type)
                || !isStandard(type)) {
            return null;
        }
        var inverse = inverse(FloatFormat.of(type).decode(divisor.getLong(0)), type);
        return inverse == 0
                ? null
                : at.emit(new BinaryOp.Multiply(
                        op.lhs(),
                        Constants.number(op.result().tensorType(), inverse, op.info(), at),
                        like(op),
                        op.info()));
    }

    private static boolean isStandard(ScalarType type) {
        return switch (type) {
            case F64, F32, F16, BF16 -> true;
            default -> false;
        };
    }

    /** 1 / x if x is a power of two, and that is one of the type too; else 0. */
    private static double inverse(double x, ScalarType type) {
        double inverse = 1 / x;
        boolean isPower = Double.isFinite(x)
                && Double.isFinite(inverse)
                && x != 0
                && Math.abs(x) == Math.scalb(1.0, Math.getExponent(x));
        var format = FloatFormat.of(type);
        return isPower && format.decode(format.encode(inverse)) == inverse ? inverse : 0;
    }

    private static @Nullable Value extremum(BinaryOp op, Rewriter at) {
        if (op.lhs() == op.rhs()) {
            return op.lhs();
        }
        boolean greatest = op instanceof BinaryOp.Maximum;
        if (op.result().tensorType().elementType() instanceof ScalarType type && type.isFloat()) {
            double neutral = greatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return isStandard(type) && Constants.isAll(op.rhs(), neutral, at) ? op.lhs() : null;
        }
        var left = Range.of(op.lhs(), at);
        var right = Range.of(op.rhs(), at);
        if (left == null || right == null) {
            return null;
        }
        if (left.least() >= right.greatest()) {
            return greatest ? op.lhs() : op.rhs();
        }
        return right.least() >= left.greatest() ? (greatest ? op.rhs() : op.lhs()) : null;
    }

    private static @Nullable Value power(BinaryOp.Power op, Rewriter at) {
        var type = op.result().tensorType().elementType();
        if (Constants.isAll(op.rhs(), 1, at)) {
            return op.lhs();
        }
        boolean squares = type == ScalarType.F32 || type == ScalarType.F16 || type == ScalarType.BF16;
        return squares && Constants.isAll(op.rhs(), 2, at)
                ? at.emit(new BinaryOp.Multiply(op.lhs(), op.lhs(), like(op), op.info()))
                : null;
    }

    private static @Nullable Value complex(BinaryOp.Complex op, Rewriter at) {
        var real = at.definition(op.lhs(), UnaryOp.Real.class);
        var imaginary = at.definition(op.rhs(), UnaryOp.Imag.class);
        return real != null
                        && imaginary != null
                        && real.operand() == imaginary.operand()
                        && real.operand().type().equals(op.result().type())
                ? real.operand()
                : null;
    }

    private static OpResult like(BinaryOp op) {
        return new OpResult(op.result().type());
    }

    private static @Nullable Value unary(UnaryOp op, Rewriter at) {
        var inner = at.definition(op.operand());
        return switch (op) {
            case UnaryOp.Negate _ -> inner instanceof UnaryOp.Negate negate ? negate.operand() : null;
            case UnaryOp.Not _ -> inner instanceof UnaryOp.Not not ? not.operand() : null;
            case UnaryOp.Abs abs -> abs(abs, inner, at);
            case UnaryOp.Real _ ->
                inner instanceof BinaryOp.Complex complex ? complex.lhs() : isReal(op) ? op.operand() : null;
            case UnaryOp.Imag _ -> inner instanceof BinaryOp.Complex complex ? complex.rhs() : null;
            default -> null;
        };
    }

    private static boolean isReal(UnaryOp op) {
        return op.operand().type().equals(op.result().type());
    }

    private static @Nullable Value abs(UnaryOp.Abs op, @Nullable Op inner, Rewriter at) {
        ElementType type = op.operand().tensorType().elementType();
        if (type.isComplex()) {
            return null;
        }
        return switch (inner) {
            case UnaryOp.Abs abs -> abs.result();
            case UnaryOp.Negate negate ->
                at.emit(new UnaryOp.Abs(
                        negate.operand(), new OpResult(op.result().type()), op.info()));
            case null, default -> null;
        };
    }
}
