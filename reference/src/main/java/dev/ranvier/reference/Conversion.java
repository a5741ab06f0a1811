package dev.ranvier.reference;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;

/** Elements in another type: {@code convert}, {@code bitcast_convert} and {@code reduce_precision}. */
final class Conversion {
    private Conversion() {}

    /**
     * Specification section "convert". What it leaves open is done as XLA does: a float becomes the nearest integer
     * towards zero that the type has, and NaN becomes 0; of a complex number that becomes real the real part counts.
     */
    static Tensor convert(Tensor operand, ElementType elementType) {
        if (operand.elementType().equals(elementType)) {
            return operand;
        }
        if (elementType instanceof QuantizedType || operand.elementType() instanceof QuantizedType) {
            throw RanvierException.invalid("convert from " + operand.elementType() + " to " + elementType
                    + " is not defined: use uniform_quantize and uniform_dequantize");
        }
        boolean fromInteger = operand.elementType() instanceof ScalarType source && !source.isFloat();
        boolean toInteger = elementType instanceof ScalarType target && !target.isFloat();
        if (fromInteger) {
            return toInteger ? betweenIntegers(operand, elementType) : fromInteger(operand, elementType);
        }
        return toInteger ? toInteger(operand, (ScalarType) elementType) : betweenFloats(operand, elementType);
    }

    private static Tensor betweenIntegers(Tensor operand, ElementType elementType) {
        return EachElement.mapIntegers(operand, elementType, elementType.isBoolean() ? x -> x == 0 ? 0 : 1 : x -> x);
    }

    private static Tensor fromInteger(Tensor operand, ElementType elementType) {
        boolean signed = ((ScalarType) operand.elementType()).kind() == ScalarType.Kind.SIGNED;
        boolean exact = elementType == ScalarType.F64 || elementType.equals(ComplexType.C128);
        var result = Tensor.zeros(elementType, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            long value = operand.getLong(i);
            result.setDouble(i, exact ? toDouble(value, signed) : withSticky(value, signed));
        }
        return result;
    }

    private static double toDouble(long value, boolean signed) {
        if (signed || value >= 0) {
            return value;
        }
        // Halved, with the lost bit kept as a sticky one: it decides ties as the whole number would.
        return 2.0 * ((value >>> 1) | (value & 1));
    }

    /** A double that rounds to a type of at most 24 bits as {@code value} does: lost bits are kept as a sticky one. */
    private static double withSticky(long value, boolean signed) {
        boolean negative = signed && value < 0;
        long magnitude = negative ? -value : value;
        if (magnitude >>> 53 == 0) {
            return value;
        }
        long rounded = magnitude >>> 11 | ((magnitude & 0x7FF) == 0 ? 0 : 1);
        return (negative ? -0x1p11 : 0x1p11) * rounded;
    }

    private static Tensor toInteger(Tensor operand, ScalarType type) {
        if (type == ScalarType.I1) {
            return EachElement.testReals(operand, x -> x != 0);
        }
        boolean signed = type.kind() == ScalarType.Kind.SIGNED;
        double least = signed ? -Math.scalb(1.0, type.bitWidth() - 1) : 0;
        // One more than the greatest value, which unlike it is exact for every width.
        double bound = Math.scalb(1.0, signed ? type.bitWidth() - 1 : type.bitWidth());
        long greatest = (signed ? Long.MAX_VALUE : -1L) >>> (64 - type.bitWidth());
        var result = Tensor.zeros(type, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            double x = operand.getDouble(i);
            result.setLong(i, x >= bound ? greatest : x <= least ? (long) least : truncated(x));
        }
        return result;
    }

    private static long truncated(double x) {
        return x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : (long) x;
    }

    private static Tensor betweenFloats(Tensor operand, ElementType elementType) {
        if (!elementType.isComplex()) {
            return EachElement.mapReals(operand, elementType, x -> x);
        }
        return EachElement.mapComplex(operand, elementType, z -> z);
    }

    /**
     * Specification section "bitcast_convert". Elements are taken apart, or put together, from the least significant
     * bits on; the real part of a complex number is the less significant one.
     */
    static Tensor bitcast(Tensor operand, ElementType elementType) {
        int from = bits(operand.elementType());
        int to = bits(elementType);
        var shape = operand.shape();
        if (from > to && from % to == 0) {
            shape = Arrays.copyOf(shape, shape.length + 1);
            shape[shape.length - 1] = from / to;
        } else if (from < to && shape.length > 0 && shape[shape.length - 1] * from == to) {
            shape = Arrays.copyOf(shape, shape.length - 1);
        } else if (from != to) {
            throw RanvierException.invalid("cannot bitcast_convert " + operand.type() + " to elements of " + elementType
                    + ": the bits of the last dimension do not add up");
        }
        var parts = parts(operand);
        long count = Index.count(shape) * (elementType.isComplex() ? 2 : 1);
        var result = Tensor.zeros(partType(elementType), count);
        regroup(parts, bits(parts.elementType()), result, bits(result.elementType()));
        return Tensor.wrap(TensorType.of(elementType, shape), result.data());
    }

    /** Copies the bits of {@code source}, {@code from} an element, to {@code target}, {@code to} an element. */
    private static void regroup(Tensor source, int from, Tensor target, int to) {
        int step = Math.min(from, to);
        long mask = -1L >>> (64 - step);
        for (long i = 0; i < target.count(); i++) {
            long element = 0;
            for (int bit = 0; bit < to; bit += step) {
                long position = i * to + bit;
                element |= (source.getLong(position / from) >>> (position % from) & mask) << bit;
            }
            target.setLong(i, element);
        }
    }

    /** The elements as a list, with two to a complex number. */
    private static Tensor parts(Tensor operand) {
        var part = partType(operand.elementType());
        long count = operand.count() * (operand.elementType().isComplex() ? 2 : 1);
        return Tensor.wrap(TensorType.of(part, count), operand.data());
    }

    private static ScalarType partType(ElementType type) {
        return switch (type) {
            case ScalarType scalar -> scalar;
            case ComplexType(ScalarType part) -> part;
            case QuantizedType quantized -> quantized.storage();
        };
    }

    private static int bits(ElementType type) {
        return partType(type).bitWidth() * (type.isComplex() ? 2 : 1);
    }

    /**
     * Specification section "reduce_precision": the mantissa is rounded to nearest even; a number whose exponent is then
     * out of range becomes infinite or zero, with its sign. Without mantissa bits NaN has no form, and becomes infinite.
     */
    static Tensor reducePrecision(Tensor operand, int exponentBits, int mantissaBits) {
        if (!(operand.elementType() instanceof ScalarType type) || !type.isFloat()) {
            throw RanvierException.invalid(
                    "stablehlo.reduce_precision is not defined for elements of type " + operand.elementType());
        }
        var format = FloatFormat.of(type);
        int dropped = Math.max(format.mantissaBits() - mantissaBits, 0);
        int greatestExponent = exponentBits > 10 ? 1023 : (1 << (exponentBits - 1)) - 1;
        boolean fewer = exponentBits < type.bitWidth() - 1 - format.mantissaBits();
        var result = Tensor.zeros(type, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            long bits = operand.getLong(i);
            double original = format.decode(bits);
            if (Double.isNaN(original)) {
                result.setDouble(i, mantissaBits > 0 ? original : Math.copySign(Double.POSITIVE_INFINITY, original));
                continue;
            }
            long rounded = roundedBits(bits, dropped);
            double value = format.decode(rounded);
            int exponent = Math.getExponent(value);
            if (!fewer || value == 0 || (exponent >= 1 - greatestExponent && exponent <= greatestExponent)) {
                result.setLong(i, rounded);
            } else {
                result.setDouble(i, value * (exponent > 0 ? Double.POSITIVE_INFINITY : 0));
            }
        }
        return result;
    }

    /** Adds just under half of the last bit that is kept, and that bit itself, so that ties go to even. */
    private static long roundedBits(long bits, int dropped) {
        if (dropped == 0) {
            return bits;
        }
        long lastKept = bits >>> dropped & 1;
        return (bits + (1L << (dropped - 1)) - 1 + lastKept) & -1L << dropped;
    }
}
