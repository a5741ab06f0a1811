package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;

/**
 * The complement of the error function for {@code float}, in {@code double}: {@code erfc x = e^(-x^2) c(t)} with
 * {@code t = (x - c) / (x + c)}, after Shepherd and Laframboise, "Chebyshev approximation of (1 + 2 x) exp(x^2) erfc x"
 * (1981), and {@code 2 - erfc(-x)} for negative numbers.
 */
final class Complement {
    private static final double CENTER = 3.75;

    /** {@code e^(x^2) erfc x} over t, for x from 0 to 10.1, to 2^-29.4; a minimax fit. */
    private static final double[] SCALED = {
        0.14558972144403606,
        -0.2734219334730387,
        0.22600804245181935,
        -0.16357177769163292,
        0.10260493633338869,
        -0.054803911080019994,
        0.02413676708942477,
        -0.008214560648804348,
        0.001833541179579147,
        -2.0609121339680076e-05,
        -0.00020579918996201725
    };

    /** From here on the result is rounded to 0. */
    private static final double ZERO = 10.1;

    private Complement() {}

    static IrValue erfc(Arithmetic a, IrValue x) {
        var magnitude = a.atMost(ZERO, a.magnitude(x));
        var center = a.real(CENTER);
        var t = a.divide(a.subtract(magnitude, center), a.add(magnitude, center));
        var power = Power.exp2(a, a.multiply(a.multiply(magnitude, magnitude), a.real(-1 / Math.log(2))));
        var value = a.multiply(power, a.polynomial(t, SCALED));
        return a.choose(a.is(x, "olt", 0), a.subtract(a.real(2), value), value);
    }
}
