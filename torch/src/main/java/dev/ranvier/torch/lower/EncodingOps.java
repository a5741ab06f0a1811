package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Ops that look into the encoding of floats. */
final class EncodingOps {
    private EncodingOps() {}

    /**
     * The fields of IEEE's binary formats.
     *
     * @param fraction the bits below the exponent
     */
    private record Format(ScalarType bits, int fraction, int exponent) {
        static Format of(ScalarType type) {
            return type == ScalarType.F64 ? new Format(ScalarType.I64, 52, 11) : new Format(ScalarType.I32, 23, 8);
        }

        long exponentMask() {
            return ((1L << exponent) - 1) << fraction;
        }

        /** The exponent of numbers of at least a half and less than 1, in its place. */
        long half() {
            return (long) ((1 << (exponent - 1)) - 2) << fraction;
        }
    }

    static void add(OpTable table) {
        table.add("aten.nextafter.default", call -> {
            var emit = call.emit();
            return emit.binary(
                    ChloOp.NextAfter::new,
                    call.operand("self", call.resultType()),
                    call.operand("other", call.resultType()));
        });
        table.addAll("aten.frexp.Tensor", EncodingOps::fractionAndExponent);
    }

    /** A number of at least a half and less than 1, or its negative, and the power of two that it is multiplied with. */
    private static List<Value> fractionAndExponent(Call call) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("self"));
        var type = (ScalarType) Emitter.elementType(x);
        var format = Format.of(type);
        // Denormal numbers have their exponent in the fraction: as greater numbers they do not.
        int shift = format.fraction() + 1;
        double leastNormal = type == ScalarType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
        var isSmall = emit.compare(ComparisonDirection.LT, emit.unary(UnaryOp.Abs::new, x), leastNormal);
        var normal = emit.select(isSmall, emit.multiply(x, Math.scalb(1.0, shift)), x);
        var bits = emit.bitcast(normal, x.tensorType().withElementType(format.bits()));
        var mask = emit.integer(format.bits(), format.exponentMask());
        var field = emit.binary(
                BinaryOp.ShiftRightLogical::new,
                emit.binary(BinaryOp.And::new, bits, mask),
                emit.integer(format.bits(), format.fraction()));
        var exponent = emit.add(field, 2.0 - (1 << (format.exponent() - 1)));
        var rest = emit.binary(BinaryOp.And::new, bits, emit.unary(UnaryOp.Not::new, mask));
        var fraction = emit.bitcast(
                emit.binary(BinaryOp.Or::new, rest, emit.integer(format.bits(), format.half())), x.tensorType());
        var isWhole = emit.binary(
                BinaryOp.Or::new,
                emit.compare(ComparisonDirection.EQ, x, 0),
                emit.not(emit.unary(UnaryOp.IsFinite::new, x)));
        return List.of(
                emit.select(isWhole, x, fraction),
                emit.select(isWhole, 0, emit.select(isSmall, emit.add(exponent, -shift), exponent)));
    }
}
