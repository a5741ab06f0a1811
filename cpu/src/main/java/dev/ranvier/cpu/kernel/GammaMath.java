package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.math.RealMath;

/**
 * The logarithm of the gamma function and its derivative, of {@code double}: interpolated where the argument is between
 * two integers, moved there by the recurrence from up to {@link #ASYMPTOTIC}, by Stirling's series beyond, by reflection
 * left of 0.
 *
 * <p>Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", chapter 6. The coefficients were computed with
 * mpmath in 60 digits.
 */
final class GammaMath {
    /** From here on the asymptotic series with these Bernoulli numbers are accurate to a double. */
    private static final int ASYMPTOTIC = 12;

    /** The Bernoulli numbers B2, B4, ... */
    static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330
    };

    private static final double LOG_PI = StrictMath.log(Math.PI);
    private static final double HALF_LOG_2_PI = 0.9189385332046728;

    /** Where digamma is 0, of positive numbers, and what of it is below a double. */
    private static final double DIGAMMA_ZERO = 1.4616321449683622;

    private static final double DIGAMMA_ZERO_REST = 9.549995429965697e-17;

    /** {@code digamma(x) / (x - zero)}, for x from 1 to 2. */
    private static final double[] DIGAMMA = {
        0.983570260441567,
        -0.2270640863346444,
        0.03336889902393011,
        -0.005320077271596548,
        0.0008788656937820505,
        -0.00014773492650606044,
        2.5060543468359146e-05,
        -4.2721034029993324e-06,
        7.302769272465923e-07,
        -1.2502886813559594e-07,
        2.1425009322359472e-08,
        -3.673295918565179e-09,
        6.299717236108931e-10,
        -1.080593028883266e-10,
        1.853735192053638e-11,
        -3.18023536582553e-12,
        5.456147570322795e-13,
        -9.360993131036438e-14,
        1.606064636295075e-14,
        -2.7555431377438815e-15,
        4.727736178601912e-16,
        -8.11148420346509e-17,
        1.391707769474154e-17
    };

    /** {@code lgamma(2 + z) / z}, for z from -1/2 to 1/2. */
    private static final double[] LGAMMA = {
        0.41418612492156676,
        0.16322170068760064,
        -0.008658972394126285,
        0.0006727515726001485,
        -6.139556963628233e-05,
        6.110065797003576e-06,
        -6.410003033826223e-07,
        6.962242692768951e-08,
        -7.747248733788217e-09,
        8.774075140687239e-10,
        -1.0070266869830198e-10,
        1.1678602130652374e-11,
        -1.3656871334744932e-12,
        1.6079351149711552e-13,
        -1.9039501088488732e-14,
        2.2653768767833064e-15,
        -2.706656814831896e-16,
        3.245660731626191e-17
    };

    private final IrFunction f;

    GammaMath(IrFunction f) {
        this.f = f;
    }

    /** log |gamma(x)|; infinite at the poles 0, -1, ... */
    IrValue lgamma(IrValue x) {
        var magnitude = f.intrinsic("llvm.fabs", x);
        var value = positiveLgamma(magnitude);
        var sine = f.intrinsic("llvm.fabs", RealMath.sin(f, times(fraction(x), Math.PI)));
        var logarithm = RealMath.log(f, f.binary("fmul", sine, magnitude));
        var mirrored = f.binary("fsub", f.binary("fsub", like(x, LOG_PI), logarithm), value);
        // Close to 0 the function is -log |x|, and the product underflows.
        var isNegative = f.compare("olt", x, like(x, -0x1p-60));
        var reflected = f.select(isNegative, mirrored, value);
        var isPole = f.binary("and", f.compare("ole", x, like(x, 0)), isInteger(x));
        return f.select(isPole, like(x, Double.POSITIVE_INFINITY), reflected);
    }

    private IrValue positiveLgamma(IrValue x) {
        var one = like(x, 1);
        var reduced = x;
        var product = one;
        for (int k = 0; k + 2 < ASYMPTOTIC; k++) {
            var isGreat = f.compare("oge", reduced, like(x, 2.5));
            var less = f.binary("fsub", reduced, one);
            reduced = f.select(isGreat, less, reduced);
            product = f.select(isGreat, f.binary("fmul", product, less), product);
        }
        var isSmall = f.compare("olt", x, like(x, 0.5));
        var isAroundOne = f.compare("olt", x, like(x, 1.5));
        var divisor = f.select(isSmall, f.binary("fmul", x, f.binary("fadd", x, one)), x);
        var shift = f.select(isSmall, like(x, 0), f.select(isAroundOne, one, like(x, 2)));
        var z = f.binary("fsub", reduced, shift);
        var isFar = f.compare("oge", x, like(x, ASYMPTOTIC));
        var logarithm = RealMath.log(f, f.select(isFar, x, f.select(isAroundOne, divisor, product)));
        var around2 = f.binary("fmul", z, Chebyshev.sum(f, LGAMMA, f.binary("fadd", z, z)));
        var near = f.binary("fadd", around2, f.select(isAroundOne, f.negate(logarithm), logarithm));
        return f.select(isFar, stirling(x, logarithm), near);
    }

    private IrValue stirling(IrValue x, IrValue logarithm) {
        var inverse = f.binary("fdiv", like(x, 1), x);
        var square = f.binary("fmul", inverse, inverse);
        var sum = like(x, 0);
        for (int k = BERNOULLI.length - 1; k >= 0; k--) {
            sum = f.intrinsic("llvm.fma", sum, square, like(x, BERNOULLI[k] / ((2 * k + 1) * (2 * k + 2))));
        }
        var rest = f.intrinsic("llvm.fma", sum, inverse, like(x, HALF_LOG_2_PI - 0.5));
        var factor = f.binary("fsub", logarithm, like(x, 1));
        var product = f.binary("fmul", f.binary("fsub", x, like(x, 0.5)), factor);
        return f.binary("fadd", product, rest);
    }

    /** The derivative of {@link #lgamma}; NaN at the poles. */
    IrValue digamma(IrValue x) {
        var one = like(x, 1);
        var isLeft = f.compare("ole", x, like(x, 0));
        var value = positiveDigamma(f.select(isLeft, f.binary("fsub", one, x), x));
        var tangent = RealMath.tan(f, times(fraction(x), Math.PI));
        var mirrored = f.binary("fsub", value, f.binary("fdiv", like(x, Math.PI), tangent));
        var isPole = f.binary("and", isLeft, isInteger(x));
        return f.select(isPole, like(x, Double.NaN), f.select(isLeft, mirrored, value));
    }

    private IrValue positiveDigamma(IrValue x) {
        var one = like(x, 1);
        var isBelow = f.compare("olt", x, one);
        // The sum of the reciprocals as one fraction.
        var numerator = f.select(isBelow, like(x, -1), like(x, 0));
        var denominator = f.select(isBelow, x, one);
        var reduced = f.select(isBelow, f.binary("fadd", x, one), x);
        for (int k = 2; k < ASYMPTOTIC; k++) {
            var isGreat = f.compare("oge", reduced, like(x, 2));
            var less = f.binary("fsub", reduced, one);
            reduced = f.select(isGreat, less, reduced);
            numerator = f.select(isGreat, f.intrinsic("llvm.fma", numerator, less, denominator), numerator);
            denominator = f.select(isGreat, f.binary("fmul", denominator, less), denominator);
        }
        var fromZero = f.binary("fsub", f.binary("fsub", reduced, like(x, DIGAMMA_ZERO)), like(x, DIGAMMA_ZERO_REST));
        var u = f.binary("fsub", f.binary("fadd", reduced, reduced), like(x, 3));
        var between = f.binary("fmul", fromZero, Chebyshev.sum(f, DIGAMMA, u));
        var near = f.binary("fadd", between, f.binary("fdiv", numerator, denominator));
        var isFar = f.compare("oge", x, like(x, ASYMPTOTIC));
        return f.select(isFar, asymptoticDigamma(f.select(isFar, x, like(x, ASYMPTOTIC))), near);
    }

    private IrValue asymptoticDigamma(IrValue x) {
        var inverse = f.binary("fdiv", like(x, 1), x);
        var square = f.binary("fmul", inverse, inverse);
        var sum = like(x, 0);
        for (int k = BERNOULLI.length - 1; k >= 0; k--) {
            sum = f.binary("fmul", square, f.binary("fadd", sum, like(x, BERNOULLI[k] / (2 * k + 2))));
        }
        var rest = f.intrinsic("llvm.fma", inverse, like(x, 0.5), sum);
        return f.binary("fsub", RealMath.log(f, x), rest);
    }

    IrValue isInteger(IrValue x) {
        return f.compare("oeq", x, f.intrinsic("llvm.rint", x));
    }

    /** What is left of x after the nearest integer, exactly. */
    private IrValue fraction(IrValue x) {
        return f.binary("fsub", x, f.intrinsic("llvm.rint", x));
    }

    private IrValue times(IrValue x, double factor) {
        return f.binary("fmul", x, like(x, factor));
    }

    private static IrValue like(IrValue x, double value) {
        return IrValue.real(x.type(), value);
    }
}
