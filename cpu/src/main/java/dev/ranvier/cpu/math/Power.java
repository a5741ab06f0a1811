package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;

/**
 * IEEE 754 {@code pow} for {@code float}: {@code 2^(y log2 |x|)} in {@code double}, whose range has room for what a
 * float would overflow or lose on the way, and the sign of x for odd y. The polynomials are Remez's.
 */
final class Power {
    /** {@code log2(1 + f) / f} to 2^-35.8, for {@code 1 + f} between sqrt(1/2) and sqrt(2). */
    private static final double[] LOG_2 = {
        1.4426950408687051,
        -0.721347520867436,
        0.4808983613996574,
        -0.3606736750995094,
        0.28853729292184754,
        -0.2404531494944434,
        0.20617537385780707,
        -0.18030099894700652,
        0.15876982290484806,
        -0.14315207425922244,
        0.1447449001927545,
        -0.14285724008182607,
        0.07739525990001443
    };

    /** {@code (2^r - 1) / r}; 2^r to 2^-28.9 for r from -1/2 to 1/2. */
    private static final double[] POWER_OF_2 = {
        0.6931472031163067,
        0.24022647879279127,
        0.0555033185464021,
        0.009618439978429785,
        0.0013399132288536729,
        0.00015353115027429352
    };

    /** The power of two is 0 or infinite as a float from here on. */
    private static final double BEYOND = 200;

    private Power() {}

    static IrValue power(IrFunction f, IrValue x, IrValue y) {
        var a = new Arithmetic(f, x.type());
        var base = a.magnitude(x);
        var isInteger = f.compare("oeq", a.truncated(y), y);
        var half = a.multiply(y, a.real(0.5));
        var isOdd = a.both(isInteger, f.compare("one", a.truncated(half), half));
        var magnitude = a.narrowed(magnitude(a, base, y));
        var signed = a.choose(isOdd, a.withSign(magnitude, x), magnitude);
        var isNegative = a.both(a.is(x, "olt", 0), a.is(x, "ogt", Double.NEGATIVE_INFINITY));
        var isReal = a.choose(isNegative, isInteger, IrValue.integer(isInteger.type(), 1));
        var value = a.choose(isReal, signed, a.real(Double.NaN));
        var isOne = a.either(a.is(x, "oeq", 1), a.is(y, "oeq", 0));
        return a.choose(isOne, a.real(1), value);
    }

    /** The power of a number that is not negative, as a double. */
    private static IrValue magnitude(Arithmetic single, IrValue base, IrValue exponent) {
        var a = single.wide();
        var wide = single.widened(base);
        var parts = Logarithm.split(a, wide);
        var f = a.subtract(parts.significand(), a.real(1));
        var logarithm = a.fma(a.polynomial(f, LOG_2), f, a.ofInteger(parts.exponent()));
        // Infinity and NaN are their own logarithms.
        var above = a.choose(single.is(base, "olt", Double.POSITIVE_INFINITY), logarithm, wide);
        var whole = a.choose(single.is(base, "oeq", 0), a.real(Double.NEGATIVE_INFINITY), above);
        var product = a.multiply(whole, single.widened(exponent));
        // 1 has a logarithm of 0, and -1 to an infinite power is 1 too.
        var isUnit = single.both(single.is(base, "oeq", 1), single.is(exponent, "ord", 0));
        return exp2(a, a.choose(isUnit, a.real(0), product));
    }

    /** 2^x, for a float's sake: 2^200 and 2^-200 beyond. */
    static IrValue exp2(Arithmetic a, IrValue x) {
        var held = a.atMost(BEYOND, a.atLeast(-BEYOND, x));
        var n = a.nearestInteger(held, a.real(1));
        var r = a.subtract(held, n.number());
        var value = a.fma(a.polynomial(r, POWER_OF_2), r, a.real(1));
        return a.multiply(value, a.ofBits(a.plus(a.exponent(n.shifted()), a.storedExponent(0))));
    }
}
