package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;

/**
 * The inverse of the error function: x times a function of {@code w = -log(1 - x^2)}, which is smooth, and near the ends
 * a smooth function of the root of w (Giles, "Approximating the erfinv function", 2012). That is computed in
 * {@code double}, is enough for {@code float}, and for {@code double} is followed by a step of Halley's method. The
 * polynomials are Remez's.
 */
final class InverseErrorFunction {
    /** {@code log(1 + f) / f} to 2^-30.5, for {@code 1 + f} between sqrt(1/2) and sqrt(2). */
    private static final double[] LOGARITHM = {
        1.0000000006314778,
        -0.4999999966857013,
        0.3333330158916075,
        -0.25000026932155045,
        0.2000257706928806,
        -0.16667918766726705,
        0.14212514470297435,
        -0.12400967294900929,
        0.119261554017413,
        -0.117188254103046,
        0.06725982602191724
    };

    private static final double NEAR = 5;

    /** {@code erfinv(x) / x} over {@code w - 5/2}, for w up to 5, to 2^-28.7. */
    private static final double[] MIDDLE = {
        1.5014093535170998,
        0.24664028764661128,
        -0.004177339411702713,
        -0.0012527446776171589,
        0.00021828263421589273,
        -4.96190370114721e-06,
        -3.4346118040084836e-06,
        4.658904937631127e-07,
        1.8037104068478966e-08,
        -8.772713653263071e-09,
        3.355503818259246e-10
    };

    private static final double ENDS_CENTRE = 4;

    /** The same over {@code sqrt(w) - 4}, for w from 5 to 36.8, to 2^-28.9. */
    private static final double[] ENDS = {
        3.8397837906414423,
        1.00949322677068,
        0.0012600823204323515,
        -0.0008686562573339815,
        0.0003195904513650477,
        -0.00011901338006507083,
        5.876297435102214e-05,
        -3.0934126224109655e-05,
        1.5156076065903663e-05,
        -9.91271645894276e-06,
        5.237079401151852e-06,
        -1.7781148842569118e-07,
        -1.0615077145411572e-06,
        2.856555673958058e-07,
        4.577565349394683e-08,
        -1.830607750414242e-08
    };

    private InverseErrorFunction() {}

    static IrValue ofFloat(IrFunction f, IrValue x) {
        var single = new Arithmetic(f, x.type());
        var a = single.wide();
        return withEnds(single, x, single.narrowed(estimate(a, single.widened(x))));
    }

    static IrValue ofDouble(IrFunction f, IrValue x) {
        var a = new Arithmetic(f, x.type());
        var estimate = a.magnitude(estimate(a, x));
        var magnitude = a.magnitude(x);
        var isSmall = a.is(magnitude, "olt", 0.5);
        // Of whichever of the function and its complement is small.
        var residual = a.choose(
                isSmall,
                a.subtract(RealMath.erf(f, estimate), magnitude),
                a.subtract(a.subtract(a.real(1), magnitude), RealMath.erfc(f, estimate)));
        var slope =
                a.multiply(a.real(2 / Math.sqrt(Math.PI)), RealMath.exp(f, a.negate(a.multiply(estimate, estimate))));
        var newton = a.divide(residual, slope);
        var step = a.divide(newton, a.fma(estimate, newton, a.real(1)));
        return withEnds(a, x, a.withSign(a.subtract(estimate, step), x));
    }

    /** The value between -1 and 1, infinity at the ends and NaN beyond. */
    private static IrValue withEnds(Arithmetic a, IrValue x, IrValue value) {
        var magnitude = a.magnitude(x);
        var end = a.withSign(a.real(Double.POSITIVE_INFINITY), x);
        var outside = a.choose(a.is(magnitude, "oeq", 1), end, a.real(Double.NaN));
        return a.choose(a.is(magnitude, "olt", 1), value, outside);
    }

    private static IrValue estimate(Arithmetic a, IrValue x) {
        var parts = Logarithm.split(a, a.fma(a.negate(x), x, a.real(1)));
        var f = a.subtract(parts.significand(), a.real(1));
        var exponent = a.multiply(a.ofInteger(parts.exponent()), a.real(Math.log(2)));
        var w = a.negate(a.fma(a.polynomial(f, LOGARITHM), f, exponent));
        var middle = a.polynomial(a.subtract(w, a.real(2.5)), MIDDLE);
        var ends = a.polynomial(a.subtract(a.root(w), a.real(ENDS_CENTRE)), ENDS);
        return a.multiply(x, a.choose(a.is(w, "olt", NEAR), middle, ends));
    }
}
