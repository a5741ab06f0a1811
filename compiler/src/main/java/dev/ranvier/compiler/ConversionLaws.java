package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp.BitcastConvert;
import dev.ranvier.stablehlo.ElementwiseOp.Convert;
import dev.ranvier.stablehlo.ElementwiseOp.ReducePrecision;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ScalarType.Kind;
import dev.ranvier.stablehlo.Value;
import org.jspecify.annotations.Nullable;

/**
 * Laws of conversions: one to the same type is nothing; of two where the first one keeps every number, the second one
 * alone, unless it only turns from saturating floats into cutting off the high bits of integers; a rounding to the
 * precision that the type has is nothing.
 */
final class ConversionLaws {
    private ConversionLaws() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        return switch (op) {
            case Convert convert -> convert(convert, at);
            case BitcastConvert cast -> bitcast(cast, at);
            case ReducePrecision rounding -> rounding(rounding);
            default -> null;
        };
    }

    private static @Nullable Value convert(Convert op, Rewriter at) {
        if (op.operand().type().equals(op.result().type())) {
            return op.operand();
        }
        var inner = at.definition(op.operand(), Convert.class);
        if (inner == null) {
            return null;
        }
        var from = inner.operand().tensorType().elementType();
        var through = inner.result().tensorType().elementType();
        var to = op.result().tensorType().elementType();
        return keepsNumbers(from, through)
                        && (isFloat(from) || !isFloat(through) || isFloat(to) || keepsNumbers(from, to))
                ? at.emit(new Convert(inner.operand(), new OpResult(op.result().type()), op.info()))
                : null;
    }

    private static boolean isFloat(ElementType type) {
        return type instanceof ScalarType scalar && scalar.kind() == Kind.FLOAT;
    }

    private static boolean keepsNumbers(ElementType from, ElementType to) {
        if (!(from instanceof ScalarType source) || !(to instanceof ScalarType target)) {
            return false;
        }
        return switch (source.kind()) {
            case BOOLEAN -> target.kind() != Kind.FLOAT || isStandard(target);
            case SIGNED ->
                target.kind() == Kind.SIGNED
                        ? target.bitWidth() >= source.bitWidth()
                        : isStandard(target) && source.bitWidth() - 1 <= digits(target);
            case UNSIGNED ->
                target.kind() == Kind.UNSIGNED
                        ? target.bitWidth() >= source.bitWidth()
                        : target.kind() == Kind.SIGNED
                                ? target.bitWidth() > source.bitWidth()
                                : isStandard(target) && source.bitWidth() <= digits(target);
            case FLOAT -> target == ScalarType.F64 || (target == ScalarType.F32 && source != ScalarType.F64);
            case INDEX -> false;
        };
    }

    private static boolean isStandard(ScalarType type) {
        return digits(type) > 0;
    }

    /** Bits of the greatest integer up to which all are numbers of the type; 0 if it is none of the usual formats. */
    private static int digits(ScalarType type) {
        return switch (type) {
            case F64 -> 53;
            case F32 -> 24;
            case F16 -> 11;
            case BF16 -> 8;
            default -> 0;
        };
    }

    private static @Nullable Value bitcast(BitcastConvert op, Rewriter at) {
        if (op.operand().type().equals(op.result().type())) {
            return op.operand();
        }
        var inner = at.definition(op.operand(), BitcastConvert.class);
        return inner != null && isBitwise(inner.operand(), inner.result()) && isBitwise(op.operand(), op.result())
                ? at.emit(new BitcastConvert(
                        inner.operand(), new OpResult(op.result().type()), op.info()))
                : null;
    }

    private static boolean isBitwise(Value from, Value to) {
        return from.tensorType().rank() == to.tensorType().rank();
    }

    private static @Nullable Value rounding(ReducePrecision op) {
        boolean isNothing = switch (op.operand().tensorType().elementType()) {
            case ScalarType.F64 -> op.exponentBits() >= 11 && op.mantissaBits() >= 52;
            case ScalarType.F32 -> op.exponentBits() >= 8 && op.mantissaBits() >= 23;
            case ScalarType.F16 -> op.exponentBits() >= 5 && op.mantissaBits() >= 10;
            case ScalarType.BF16 -> op.exponentBits() >= 8 && op.mantissaBits() >= 7;
            default -> false;
        };
        return isNothing ? op.operand() : null;
    }
}
