package dev.ranvier.compiler;

import static dev.ranvier.compiler.Form.number;

/**
 * What XLA's and JAX's lowerings write for {@code chlo.erfc}. Its pieces and coefficients are those of Cephes
 * ({@code ndtrf.c}, {@code ndtr.c}), its order of ops that of jaxlib 0.10.2.
 */
final class ComplementForm {
    private static final double[] FLOAT_NEAR_1 = {
        0.0232682,
        -0.138703942,
        0.368742466,
        -0.582473278,
        0.621000468,
        -0.494451523,
        0.340488,
        -0.274112701,
        0.563825965
    };
    private static final double[] FLOAT_FROM_2 = {
        -10.477664, 12.9772, -7.49551868, 2.92101908, -1.01526523, 0.42184633, -0.282076746, 0.564189494
    };
    private static final double[] FLOAT_NEAR_0 = {
        7.85386146e-5, -8.0101937e-4, 0.00518832775, -0.0268538129, 0.112835854, -0.37612626, 1.12837911
    };
    private static final double[] DOUBLE_NEAR_1 = {
        2.461969814735305e-10,
        0.5641895648310689,
        7.463210564422699,
        48.63719709856814,
        196.5208329560771,
        526.4451949954773,
        934.5285271719576,
        1027.5518868951572,
        557.5353353693994
    };
    private static final double[] UNDER_NEAR_1 = {
        1,
        13.228195115474499,
        86.70721408859897,
        354.9377788878199,
        975.7085017432055,
        1823.9091668790973,
        2246.3376081871097,
        1656.6630919416134,
        557.5353408177277
    };
    private static final double[] DOUBLE_FROM_8 = {
        0.5641895835477551,
        1.275366707599781,
        5.019050422511805,
        6.160210979930536,
        7.4097426995044895,
        2.9788666537210022
    };
    private static final double[] UNDER_FROM_8 = {
        1,
        2.2605286322011726,
        9.396035249380015,
        12.048953980809666,
        17.08144507475659,
        9.608968090632859,
        3.369076451000815
    };
    private static final double[] DOUBLE_NEAR_0 = {
        9.604973739870516, 90.02601972038427, 2232.005345946843, 7003.325141128051, 55592.30130103949
    };
    private static final double[] UNDER_NEAR_0 = {
        1, 33.56171416475031, 521.3579497801527, 4594.323829709801, 22629.000061389095, 49267.39426086359
    };

    private static final Form X = new Form.Variable();
    private static final Form SQUARE = X.times(X);
    private static final Form GAUSSIAN = SQUARE.negated().exponential();

    /** Of floats. */
    static final Form OF_FLOATS = whole(X.times(SQUARE.polynomial(FLOAT_NEAR_0)), -88.7228394, floatTail());

    /** A number that has no other use, if {@link #OF_FLOATS} is there. */
    static final float OWN_FLOAT = (float) FLOAT_NEAR_1[0];

    /** Of doubles. */
    static final Form OF_DOUBLES = whole(
            X.times(SQUARE.polynomial(DOUBLE_NEAR_0)).dividedBy(SQUARE.polynomial(UNDER_NEAR_0)),
            -709.782712893384,
            doubleTail());

    /** A number that has no other use, if {@link #OF_DOUBLES} is there. */
    static final double OWN_DOUBLE = DOUBLE_NEAR_1[0];

    private ComplementForm() {}

    private static Form floatTail() {
        var inverse = number(1).dividedBy(SQUARE);
        var polynomial = X.magnitude().ifLess(2, inverse.polynomial(FLOAT_NEAR_1), inverse.polynomial(FLOAT_FROM_2));
        return GAUSSIAN.times(number(1).dividedBy(X.magnitude())).times(polynomial);
    }

    private static Form doubleTail() {
        var x = X.magnitude();
        return x.ifLess(
                8,
                GAUSSIAN.times(x.polynomial(DOUBLE_NEAR_1)).dividedBy(x.polynomial(UNDER_NEAR_1)),
                GAUSSIAN.times(x.polynomial(DOUBLE_FROM_8)).dividedBy(x.polynomial(UNDER_FROM_8)));
    }

    /**
     * The function from its pieces.
     *
     * @param erf for magnitudes below 1
     * @param leastExponent the Gaussian of a lower one counts as 0
     * @param tail of the magnitude, from 1 on
     */
    private static Form whole(Form erf, double leastExponent, Form tail) {
        var bounded = SQUARE.negated().ifLess(leastExponent, number(0), tail);
        var reflected = X.ifLess(0, number(2).minus(bounded), bounded);
        return X.magnitude().ifLess(1, number(1).minus(erf), reflected);
    }
}
