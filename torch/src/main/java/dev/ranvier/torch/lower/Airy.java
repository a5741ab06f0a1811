package dev.ranvier.torch.lower;

import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.GE;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.GT;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LT;

/** Airy's function Ai: its power series near zero, and asymptotic forms beyond. */
final class Airy {
    private static final double BOUND = 2.09;
    /** Ai(0) and -Ai'(0). */
    private static final double VALUE = 0.3550280538878172;

    private static final double SLOPE = 0.2588194037928068;
    /** With these the least term that counts at the bound is below the precision. */
    private static final int TERMS = 20;

    private Airy() {}

    static Real ai(Real x) {
        return decaying(x)
                .where(x.is(GE, BOUND), oscillating(x).where(x.is(LT, -BOUND), series(x)))
                .except(x.is(GT, 103.892), 0)
                .except(x.emit().isInfinite(x.value()), Double.NaN);
    }

    /** In powers of x³: 1/(2·3), 1/(2·3·5·6) … and x, x/(3·4), x/(3·4·6·7) …. */
    private static Real series(Real x) {
        var even = new double[TERMS];
        var odd = new double[TERMS];
        even[TERMS - 1] = VALUE;
        odd[TERMS - 1] = SLOPE;
        for (int i = 1; i < TERMS; i++) {
            even[TERMS - 1 - i] = even[TERMS - i] / ((3.0 * i - 1) * (3.0 * i));
            odd[TERMS - 1 - i] = odd[TERMS - i] / ((3.0 * i) * (3.0 * i + 1));
        }
        var cube = x.squared().times(x);
        return cube.polynomial(even).minus(cube.polynomial(odd).times(x));
    }

    private static Real decaying(Real x) {
        var exponent = x.times(x.root()).times(2.0 / 3);
        var z = exponent.under(1);
        return ratio(z, "airy.AN", "airy.AD")
                .times(0.5 / Math.sqrt(Math.PI))
                .over(x.root().root().times(exponent.exp()));
    }

    private static Real oscillating(Real x) {
        var distance = x.negative();
        var exponent = distance.times(distance.root()).times(2.0 / 3);
        var z = exponent.under(1);
        var square = z.squared();
        var phase = exponent.plus(Math.PI / 4);
        var f = square.times(ratio(square, "airy.AFN", "airy.AFD")).plus(1);
        var g = z.times(ratio(square, "airy.AGN", "airy.AGD"));
        return phase.sin()
                .times(f)
                .minus(phase.cos().times(g))
                .times(1 / Math.sqrt(Math.PI))
                .over(distance.root().root());
    }

    private static Real ratio(Real x, String numerator, String denominator) {
        return x.polynomial(Approximations.get(numerator)).over(x.polynomial(Approximations.get(denominator)));
    }
}
