package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.function.LongBinaryOperator;

/** Computes with sizes: at once where they are known, else in the program. */
final class SizeArithmetic {
    private SizeArithmetic() {}

    static Size add(Emitter emit, Size a, Size b) {
        return a.is(0) ? b : b.is(0) ? a : combine(emit, a, b, Math::addExact, BinaryOp.Add::new);
    }

    static Size subtract(Emitter emit, Size a, Size b) {
        return b.is(0) ? a : combine(emit, a, b, Math::subtractExact, BinaryOp.Subtract::new);
    }

    static Size multiply(Emitter emit, Size a, Size b) {
        return a.is(1) ? b : b.is(1) ? a : combine(emit, a, b, Math::multiplyExact, BinaryOp.Multiply::new);
    }

    /** The quotient rounded towards zero; sizes are not negative. */
    static Size divide(Emitter emit, Size a, Size b) {
        return b.is(1) ? a : combine(emit, a, b, (x, y) -> y == 0 ? 0 : x / y, BinaryOp.Divide::new);
    }

    static Size remainder(Emitter emit, Size a, Size b) {
        return combine(emit, a, b, (x, y) -> y == 0 ? 0 : x % y, BinaryOp.Remainder::new);
    }

    static Size maximum(Emitter emit, Size a, Size b) {
        return combine(emit, a, b, Math::max, BinaryOp.Maximum::new);
    }

    static Size minimum(Emitter emit, Size a, Size b) {
        return combine(emit, a, b, Math::min, BinaryOp.Minimum::new);
    }

    /** How many elements a slice takes. */
    static Size sliceLength(Emitter emit, Size start, Size limit, long step) {
        var span = subtract(emit, limit, start);
        return divide(emit, add(emit, span, Size.of(step - 1)), Size.of(step));
    }

    private static Size combine(Emitter emit, Size a, Size b, LongBinaryOperator known, OpForm.Binary form) {
        if (a instanceof Size.Known(long x) && b instanceof Size.Known(long y)) {
            return Size.of(known.applyAsLong(x, y));
        }
        return open(emit.builder().binary(form, emit.scalar(a), emit.scalar(b)));
    }

    /** A size that a scalar of {@code i64} says. */
    static Size open(Value scalar) {
        return new Size.Open(scalar, Dimension.unknown());
    }
}
