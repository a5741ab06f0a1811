package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/**
 * The natural logarithm: {@code log x = e log 2 + log(1 + f)} with an integer e and {@code 1 + f} between {@code
 * sqrt(1/2)} and {@code sqrt(2)}, and {@code log(1 + f)} by a polynomial of Remez's.
 */
final class Logarithm {
    private static final Coefficients LOG_2 = new Coefficients(
            new double[] {0.6931471824645996, -1.9046542121259336e-09},
            new double[] {0.6931471805599453, 2.3190468138462996e-17});

    /** {@code (log(1 + f) - f + f^2 / 2) / f^3}; the logarithm to 2^-27.3 for float, and to 2^-56.2. */
    private static final Coefficients THIRD = new Coefficients(
            new double[] {
                0.3333333134651184,
                -0.250008225440979,
                0.20001262426376343,
                -0.16623330116271973,
                0.1420087218284607,
                -0.1315952092409134,
                0.12767940759658813,
                -0.07644622772932053
            },
            new double[] {
                0.3333333333333314,
                -0.24999999999987968,
                0.2000000000006699,
                -0.1666666666982734,
                0.14285714280045766,
                -0.12499999691322007,
                0.111111111501522,
                -0.10000015212467842,
                0.09090923852635832,
                -0.08332913339573277,
                0.07691531084292394,
                -0.07149443410761634,
                0.06684579169709884,
                -0.06196637787316698,
                0.05668401173340024,
                -0.05677979012028588,
                0.06503576347539662,
                -0.05981417687388328,
                0.02614858496461047
            });

    private Logarithm() {}

    /** log x. */
    static IrValue log(Arithmetic a, IrValue x) {
        int digits = a.mantissa() + 1;
        var least = a.isFloat() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        var denormal = a.is(x, "olt", least);
        var normal = a.choose(denormal, a.multiply(x, a.real(Math.scalb(1.0, digits))), x);
        var parts = split(a, normal);
        var e = a.ofInteger(parts.exponent());
        var lowered = a.choose(denormal, a.subtract(e, a.real(digits)), e);
        return withLimits(a, x, sum(a, lowered, a.subtract(parts.significand(), a.real(1))));
    }

    /**
     * {@code log(1 + x)}. What the sum rounds off is added to f, so that f is x where x is small.
     */
    static IrValue log1p(Arithmetic a, IrValue x) {
        var one = a.real(1);
        var sum = a.exactSum(x, one);
        var parts = split(a, sum.rounded());
        // Where the power of two would be none, there is nothing left of what was rounded off.
        var power = a.function().intrinsic("llvm.smin", parts.exponent(), a.integer(a.bias() - 1));
        var scale = a.ofBits(a.minus(a.storedExponent(0), a.exponent(power)));
        var f = a.fma(sum.rest(), scale, a.subtract(parts.significand(), one));
        var value = sum(a, a.ofInteger(parts.exponent()), f);
        return a.withSign(withLimits(a, sum.rounded(), value), x);
    }

    /** {@code 2x + x^2 + y^2}, as if with twice the digits. */
    static IrValue excessOfSquare(Arithmetic a, IrValue x, IrValue y) {
        var squareOfX = a.multiply(x, x);
        var squareOfY = a.multiply(y, y);
        var first = a.exactSum(a.add(x, x), squareOfY);
        var second = a.exactSum(first.rounded(), squareOfX);
        var rests = a.add(a.fma(x, x, a.negate(squareOfX)), a.fma(y, y, a.negate(squareOfY)));
        return a.add(second.rounded(), a.add(a.add(first.rest(), second.rest()), rests));
    }

    /** {@code x = significand 2^exponent}, with a significand between sqrt(1/2) and sqrt(2). */
    record Parts(IrValue exponent, IrValue significand) {}

    /** Of a positive, normal number. */
    static Parts split(Arithmetic a, IrValue x) {
        var f = a.function();
        var root = a.isFloat()
                ? Float.floatToRawIntBits((float) Math.sqrt(0.5))
                : Double.doubleToRawLongBits(Math.sqrt(0.5));
        var bits = a.bits(x);
        var exponent = f.binary("ashr", a.minus(bits, a.integer(root)), a.integer(a.mantissa()));
        return new Parts(exponent, a.ofBits(a.minus(bits, a.exponent(exponent))));
    }

    /** {@code e log 2 + log(1 + f)}, from the greatest terms to the least. */
    private static IrValue sum(Arithmetic a, IrValue e, IrValue f) {
        var square = a.multiply(f, f);
        var small = a.fma(a.multiply(square, f), a.polynomial(f, THIRD), a.multiply(e, a.real(LOG_2.of(a.type(), 1))));
        var rest = a.fma(square, a.real(-0.5), small);
        return a.add(a.fma(e, a.real(LOG_2.of(a.type(), 0)), f), rest);
    }

    /** The value at 0 and infinity, and NaN for negative numbers and NaN. */
    private static IrValue withLimits(Arithmetic a, IrValue x, IrValue value) {
        var infinity = Double.POSITIVE_INFINITY;
        var atMost0 = a.choose(a.is(x, "oeq", 0), a.real(-infinity), a.real(Double.NaN));
        var above = a.choose(a.is(x, "olt", infinity), value, x);
        return a.choose(a.is(x, "ole", 0), atMost0, above);
    }
}
