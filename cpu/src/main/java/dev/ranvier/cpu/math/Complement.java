package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.math.Arithmetic.Rounded;

/**
 * The complement of the error function for {@code float}, and {@code 2 - erfc(-x)} for negative numbers: near 0 by
 * polynomials for pieces of its range, and from there on {@code erfc x = e^(-x^2) g(x)}. Between two powers of 2,
 * {@code 1 + x} has four pieces, and g a polynomial for each. Polynomials are fitted by Lawson's weighted least squares,
 * over the distance from the middle of their piece; coefficients are looked up lane by lane. For {@code double} see
 * {@link WideErrorFunction}.
 */
final class Complement {
    /** Up to here a polynomial for each quarter that is nearest gives the function itself. */
    private static final double NEAR = 2.875;

    /** A number whose sums with smaller ones have no room for bits below 1/4: their last four bits count quarters. */
    private static final double QUARTERS = 0x1.8p21;

    /** The function around 0, 1/4, ... 2 3/4, coefficients lowest first; to 2^-27.4 but for the rounding of the first. */
    private static final double[][] NEAR_COEFFICIENTS = {
        {
            1,
            0.7236735820770264,
            0.4795001149177551,
            0.28884437680244446,
            0.15729920566082,
            0.07709987461566925,
            0.0338948518037796,
            0.013328328728675842,
            0.004677734803408384,
            0.0014627166092395782,
            0.00040695202187635005,
            0.00010062192450277507,
            0,
            0,
            0,
            0
        },
        {
            -1.128379225730896,
            -1.0600141286849976,
            -0.8787825703620911,
            -0.6429310441017151,
            -0.41510748863220215,
            -0.23652112483978271,
            -0.11893028765916824,
            -0.05277499556541443,
            -0.02066698484122753,
            -0.00714231887832284,
            -0.002178284339606762,
            -0.0005862772231921554,
            0,
            0,
            0,
            0
        },
        {
            8.986721695691813e-06,
            0.2650035321712494,
            0.43939128518104553,
            0.4821982681751251,
            0.41510748863220215,
            0.2956514060497284,
            0.17839543521404266,
            0.09235624223947525,
            0.04133396968245506,
            0.01607021689414978,
            0.005445710849016905,
            0.0016122623346745968,
            0,
            0,
            0,
            0
        },
        {
            0.3756662905216217,
            0.3091704845428467,
            0.1464594602584839,
            -0.02680078148841858,
            -0.13837333023548126,
            -0.16753460466861725,
            -0.1387527585029602,
            -0.09015746414661407,
            -0.04822321608662605,
            -0.021724622696638107,
            -0.008350043557584286,
            -0.0027603977359831333,
            0,
            0,
            0,
            0
        },
        {
            0.010854433290660381,
            -0.12697964906692505,
            -0.18307654559612274,
            -0.1506747156381607,
            -0.06918121129274368,
            0.006157605443149805,
            0.044598788022994995,
            0.048102542757987976,
            0.034445539116859436,
            0.019083736464381218,
            0.008622303605079651,
            0.003258132142946124,
            0,
            0,
            0,
            0
        },
        {
            -0.2425154149532318,
            -0.08001837134361267,
            -0.006788456346839666,
            0.05466962233185768,
            0.0696733221411705,
            0.04703567549586296,
            0.014954807236790657,
            -0.006602897308766842,
            -0.013059377670288086,
            -0.0106496037915349,
            -0.006122112274169922,
            -0.0027549772057682276,
            0,
            0,
            0,
            0
        },
        {
            0.7630610466003418,
            0.040308862924575806,
            0.049679387360811234,
            0.02607588656246662,
            -0.004763191100209951,
            -0.021100515499711037,
            -0.019299529492855072,
            -0.008995108306407928,
            -0.0005186959751881659,
            0.0028691051993519068,
            0.002798594068735838,
            0.0016577409114688635,
            0,
            0,
            0,
            0
        },
        {
            -1.730573058128357,
            0.014953379519283772,
            -0.024313069880008698,
            -0.0669967383146286,
            -0.03154081851243973,
            0.0014076846418902278,
            0.0017610074719414115,
            0.00531757203862071,
            0.002378694713115692,
            0.0004073455056641251,
            -0.00039680255576968193,
            -0.0006665551918558776,
            0,
            0,
            0,
            0
        }
    };

    /** Bits of the significand of {@code 1 + x} that tell pieces apart. */
    private static final int PIECE_BITS = 2;

    /** How much greater than the result a number that may be denormal is kept until the last step. */
    private static final int HEADROOM = 64;

    /** From here on the result is rounded to 0. */
    private static final double ZERO = 10.07;

    /** The middles of the pieces of {@code 1 + x} from 2, 4, 8 and, last, from 1 on; there are none from 12 to 16. */
    private static final double[] MIDDLE = {
        1.25, 1.75, 2.25, 2.75, 3.5, 4.5, 5.5, 6.5, 8, 10, 0, 0, 0.125, 0.375, 0.625, 0.875
    };

    /** g there. */
    private static final double[] AT_MIDDLE = {
        0.36782291531562805, 0.284972220659256, 0.23108725249767303, 0.19366209208965302,
        0.15529365837574005, 0.12248480319976807, 0.10096222162246704, 0.08580566942691803,
        0.06998516619205475, 0.05614099279046059, 0, 0,
        0.8732218742370605, 0.6858572363853455, 0.5568138957023621, 0.4643115699291229
    };

    /** What rounding left out of it. */
    private static final double[] REST = {
        1.2041363461889887e-09,
        1.4089870603584131e-08,
        6.2351270813110204e-09,
        4.1899914648979575e-09,
        -2.744503735385706e-09,
        1.0765670577228548e-09,
        -3.222584865625322e-09,
        6.780518368998401e-10,
        1.1275563815971168e-11,
        -4.6396775310597604e-11,
        0,
        0,
        -2.912637597773937e-08,
        -3.274953419563076e-09,
        -1.482592182355802e-08,
        1.3274647159278175e-08
    };

    /** The other coefficients, lowest first; g to 2^-27.1. */
    private static final double[][] COEFFICIENTS = {
        {
            -0.20882190763950348, -0.1309763491153717, -0.08848650753498077, -0.06323763728141785,
            -0.04132359102368355, -0.026015931740403175, -0.017794765532016754, -0.012905456125736237,
            -0.008616510778665543, -0.005559312645345926, 0, 0,
            -0.9100737571716309, -0.6139862537384033, -0.43236181139945984, -0.3158338963985443
        },
        {
            0.10679556429386139, 0.05576362833380699, 0.031992629170417786, 0.019758593291044235,
            0.010661134496331215, 0.0054131257347762585, 0.003091012593358755, 0.0019202078692615032,
            0.0010531034786254168, 0.0005478705861605704, 0, 0,
            0.7594626545906067, 0.4556123912334442, 0.28658774495124817, 0.18795692920684814
        },
        {
            -0.050213899463415146, -0.022259101271629333, -0.011001554317772388, -0.005934284999966621,
            -0.0026726298965513706, -0.0011044802377000451, -0.0005294387810863554, -0.00028272627969272435,
            -0.0001277653209399432, -5.3733892855234444e-05, 0, 0,
            -0.5434072613716125, -0.29541563987731934, -0.16882961988449097, -0.10091393440961838
        },
        {
            0.022010600194334984, 0.008404163643717766, 0.0036188168451189995, 0.001719556632451713,
            0.0006526049110107124, 0.00022125181567389518, 8.947785681812093e-05, 4.12093177146744e-05,
            1.539506047265604e-05, 5.245968168310355e-06, 0, 0,
            0.34575513005256653, 0.1724129468202591, 0.09053472429513931, 0.049827490001916885
        },
        {
            -0.009225611574947834, -0.0030554921831935644, -0.0011572595685720444, -0.0004852218844462186,
            -0.00015908620844129473, -4.42878226749599e-05, -1.5115604583115783e-05, -6.01342935624416e-06,
            -1.8886273664975306e-06, -5.180176003705128e-07, 0, 0,
            -0.20202256739139557, -0.09294547140598297, -0.04505499452352524, -0.02301727421581745
        },
        {
            0.003595951944589615, 0.001048773992806673, 0.00035285536432638764, 0.0001320443843724206,
            3.6940560676157475e-05, 8.55797316035023e-06, 2.486422772562946e-06, 8.584047463955358e-07,
            2.2439074598423758e-07, 5.009107439946092e-08, 0, 0,
            0.10801400989294052, 0.046205323189496994, 0.02087397873401642, 0.009983074851334095
        }
    };

    /** {@code (e^r - 1 - r) / r^2}; e^r - 1 to 2^-26.1. */
    private static final double[] CURVE = {
        0.5, 0.16666539013385773, 0.04166661202907562, 0.008367124944925308, 0.001391681144014001
    };

    /** log 2 in two parts, of which the first times a small integer is exact. */
    private static final double LOG_2 = 0.693145751953125;

    private static final double REST_OF_LOG_2 = 1.42860677e-6;

    private Complement() {}

    static IrValue erfc(Arithmetic a, IrValue x) {
        var magnitude = a.magnitude(x);
        var isFar = a.is(magnitude, "uge", NEAR);
        var value = a.unless(isFar, near(a, magnitude), () -> {
            var name = "erfc.far." + x.type().mangled();
            return a.function()
                    .callInternal(x.type(), name, (f, m) -> far(new Arithmetic(f, x.type()), m.getFirst()), magnitude);
        });
        return a.choose(a.isNegative(x), a.subtract(a.real(2), value), value);
    }

    private static IrValue near(Arithmetic a, IrValue magnitude) {
        var sum = a.add(magnitude, a.real(QUARTERS));
        var distance = a.subtract(magnitude, a.subtract(sum, a.real(QUARTERS)));
        return piecewise(a, NEAR_COEFFICIENTS, a.bits(sum), distance);
    }

    /** Polynomials whose coefficients are looked up. */
    private static IrValue piecewise(Arithmetic a, double[][] coefficients, IrValue piece, IrValue x) {
        var value = a.lookup(coefficients[coefficients.length - 1], piece);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            value = a.fma(value, x, a.lookup(coefficients[i], piece));
        }
        return value;
    }

    private static IrValue far(Arithmetic a, IrValue x) {
        var magnitude = a.atMost(ZERO, x);
        var place = a.bits(a.add(magnitude, a.real(1)));
        var piece = a.shiftedRight(place, a.mantissa() - PIECE_BITS);
        var distance = a.subtract(magnitude, a.lookup(MIDDLE, piece));
        var slope = piecewise(a, COEFFICIENTS, piece, distance);
        var atMiddle = a.lookup(AT_MIDDLE, piece);
        var g = a.fma(slope, distance, atMiddle);
        var rest = a.add(a.fma(slope, distance, a.subtract(atMiddle, g)), a.lookup(REST, piece));

        var n = a.nearestInteger(a.multiply(magnitude, magnitude), a.real(-1 / Math.log(2)));
        // The square and n log 2 as one rounded difference.
        var difference = a.fma(magnitude, magnitude, a.multiply(n.number(), a.real(LOG_2)));
        var r = a.fma(n.number(), a.real(-REST_OF_LOG_2), a.negate(difference));
        var excess = a.fma(a.multiply(r, r), a.polynomial(r, CURVE), r);
        return scaled(a, a.add(g, a.fma(g, excess, rest)), n);
    }

    /** {@code x 2^n}, which may be denormal, and is rounded once. */
    private static IrValue scaled(Arithmetic a, IrValue x, Rounded n) {
        if (a.hasScale()) {
            return a.scaled(x, n.number());
        }
        var scale = a.plus(a.exponent(n.shifted()), a.storedExponent(HEADROOM));
        return a.multiply(a.multiply(x, a.ofBits(scale)), a.real(Math.scalb(1.0, -HEADROOM)));
    }
}
