package dev.ranvier.stablehlo;

import java.util.EnumMap;
import java.util.Map;

/**
 * How numbers are encoded in a floating-point type, exactly: decoding loses nothing, encoding rounds a double once, to
 * the nearest number of the type, ties to even.
 *
 * <p>What has no encoding becomes what LLVM's APFloat and the Python package ml_dtypes make of it: too large a number
 * is infinity where the format has one, else NaN where it has one, else the largest number.
 *
 * <p>Sources: IEEE 754; OCP "8-bit Floating Point Specification" and "Microscaling Formats (MX)"; Noune et al., "8-bit
 * Numerical Formats for Deep Neural Networks" (FNUZ).
 */
public final class FloatFormat {
    /** What the codes are that stand for no finite number. */
    private enum Specials {
        /** The greatest exponent is for infinity and NaN. */
        IEEE,
        /** Only the code of ones is NaN; no infinity ({@code FN}). */
        NAN_ONLY,
        /** Minus zero is NaN; no infinity ({@code FNUZ}). */
        NAN_IS_MINUS_ZERO,
        /** Every code is a number. A NaN becomes zero. */
        NONE,
        /** A power of two for every code but that of ones, which is NaN; no sign, no zero. */
        EXPONENT_ONLY
    }

    private static final int DOUBLE_MANTISSA_BITS = 52;
    private static final Map<ScalarType, FloatFormat> FORMATS = formats();

    private final int signShift;
    private final int mantissaBits;
    private final int leastExponent;
    private final Specials specials;
    private final long largestCode;
    private final double[] decoded;

    private FloatFormat(int exponentBits, int mantissaBits, int bias, Specials specials) {
        this.signShift = exponentBits + mantissaBits;
        this.mantissaBits = mantissaBits;
        this.leastExponent = (specials == Specials.EXPONENT_ONLY ? 0 : 1) - bias;
        this.specials = specials;
        long ones = (1L << signShift) - 1;
        this.largestCode = switch (specials) {
            case IEEE -> ones - (1L << mantissaBits);
            case NAN_ONLY, EXPONENT_ONLY -> ones - 1;
            case NAN_IS_MINUS_ZERO, NONE -> ones;
        };
        boolean signed = specials != Specials.EXPONENT_ONLY;
        int codes = signShift > 15 ? 0 : signed ? 2 << signShift : 1 << signShift;
        this.decoded = new double[codes];
        for (int code = 0; code < codes; code++) {
            decoded[code] = compute(code);
        }
    }

    private static Map<ScalarType, FloatFormat> formats() {
        var formats = new EnumMap<ScalarType, FloatFormat>(ScalarType.class);
        formats.put(ScalarType.F4E2M1FN, new FloatFormat(2, 1, 1, Specials.NONE));
        formats.put(ScalarType.F6E2M3FN, new FloatFormat(2, 3, 1, Specials.NONE));
        formats.put(ScalarType.F6E3M2FN, new FloatFormat(3, 2, 3, Specials.NONE));
        formats.put(ScalarType.F8E3M4, new FloatFormat(3, 4, 3, Specials.IEEE));
        formats.put(ScalarType.F8E4M3, new FloatFormat(4, 3, 7, Specials.IEEE));
        formats.put(ScalarType.F8E4M3FN, new FloatFormat(4, 3, 7, Specials.NAN_ONLY));
        formats.put(ScalarType.F8E4M3FNUZ, new FloatFormat(4, 3, 8, Specials.NAN_IS_MINUS_ZERO));
        formats.put(ScalarType.F8E4M3B11FNUZ, new FloatFormat(4, 3, 11, Specials.NAN_IS_MINUS_ZERO));
        formats.put(ScalarType.F8E5M2, new FloatFormat(5, 2, 15, Specials.IEEE));
        formats.put(ScalarType.F8E5M2FNUZ, new FloatFormat(5, 2, 16, Specials.NAN_IS_MINUS_ZERO));
        formats.put(ScalarType.F8E8M0FNU, new FloatFormat(8, 0, 127, Specials.EXPONENT_ONLY));
        formats.put(ScalarType.BF16, new FloatFormat(8, 7, 127, Specials.IEEE));
        formats.put(ScalarType.F16, new FloatFormat(5, 10, 15, Specials.IEEE));
        formats.put(ScalarType.TF32, new FloatFormat(8, 10, 127, Specials.IEEE));
        formats.put(ScalarType.F32, new FloatFormat(8, 23, 127, Specials.IEEE));
        formats.put(ScalarType.F64, new FloatFormat(11, 52, 1023, Specials.IEEE));
        return formats;
    }

    /**
     * The format of a floating-point type.
     *
     * @throws IllegalArgumentException if {@code type} is not one
     */
    public static FloatFormat of(ScalarType type) {
        var format = FORMATS.get(type);
        if (format == null) {
            throw new IllegalArgumentException(type + " is not a floating-point type");
        }
        return format;
    }

    /** Bits of the fraction, the implied leading one left out. */
    public int mantissaBits() {
        return mantissaBits;
    }

    /** The number that {@code bits}, in the low bits, stand for. */
    public double decode(long bits) {
        if (decoded.length > 0) {
            return decoded[(int) bits & (decoded.length - 1)];
        }
        return mantissaBits == DOUBLE_MANTISSA_BITS ? Double.longBitsToDouble(bits) : compute(bits);
    }

    private double compute(long bits) {
        if (specials == Specials.EXPONENT_ONLY) {
            return bits > largestCode ? Double.NaN : Math.scalb(1.0, (int) bits + leastExponent);
        }
        long magnitude = bits & ((1L << signShift) - 1);
        boolean negative = (bits >>> signShift & 1) != 0;
        double sign = negative ? -1 : 1;
        if (magnitude > largestCode) {
            return isInfinity(magnitude) ? sign * Double.POSITIVE_INFINITY : Math.copySign(Double.NaN, sign);
        }
        if (specials == Specials.NAN_IS_MINUS_ZERO && negative && magnitude == 0) {
            return Double.NaN;
        }
        long fraction = magnitude & ((1L << mantissaBits) - 1);
        int exponent = (int) (magnitude >>> mantissaBits);
        // Exponent 0 marks denormal numbers, which lack the leading one.
        long significand = exponent == 0 ? fraction : fraction | 1L << mantissaBits;
        return sign * Math.scalb((double) significand, Math.max(exponent, 1) - 1 + leastExponent - mantissaBits);
    }

    private boolean isInfinity(long magnitude) {
        return specials == Specials.IEEE && magnitude == largestCode + 1;
    }

    /** The encoding of the nearest number, ties to even. */
    public long encode(double value) {
        if (mantissaBits == DOUBLE_MANTISSA_BITS) {
            return Double.doubleToRawLongBits(value);
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        if (Double.isNaN(value)) {
            return nan(negative);
        }
        if (specials == Specials.EXPONENT_ONLY) {
            // The code of 2^leastExponent is 0 and not 1, for there is no zero before it.
            long code = Math.max(magnitude(Math.abs(value)) - 1, 0);
            return value <= 0 || code > largestCode ? nan(false) : code;
        }
        long magnitude = magnitude(Math.abs(value));
        if (magnitude > largestCode) {
            return overflow(negative);
        }
        return specials == Specials.NAN_IS_MINUS_ZERO && magnitude == 0 ? 0 : magnitude | sign(negative);
    }

    /** The code of a number that is not negative as if exponents had no bound. */
    private long magnitude(double value) {
        if (Double.isInfinite(value)) {
            return Long.MAX_VALUE;
        }
        int exponent = Math.max(Math.getExponent(value), leastExponent);
        // A power of two scales exactly, and rint rounds ties to even; the numbers of one exponent are integers then.
        // Two steps, because 2^(mantissaBits - exponent) may itself overflow.
        double units = Math.rint(Math.scalb(Math.scalb(value, -exponent), mantissaBits));
        return ((long) (exponent - leastExponent) << mantissaBits) + (long) units;
    }

    private long overflow(boolean negative) {
        return switch (specials) {
            case IEEE -> largestCode + 1 | sign(negative);
            case NONE -> largestCode | sign(negative);
            case NAN_ONLY, NAN_IS_MINUS_ZERO, EXPONENT_ONLY -> nan(negative);
        };
    }

    private long nan(boolean negative) {
        return switch (specials) {
            case IEEE -> largestCode + 1 | 1L << (mantissaBits - 1) | sign(negative);
            case NAN_ONLY -> largestCode + 1 | sign(negative);
            case NAN_IS_MINUS_ZERO -> sign(true);
            case NONE -> sign(!negative);
            case EXPONENT_ONLY -> largestCode + 1;
        };
    }

    private long sign(boolean negative) {
        return negative ? 1L << signShift : 0;
    }
}
