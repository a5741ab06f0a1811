package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RanvierException;

/** Between real numbers and quantized ones (specification sections "uniform_quantize" and "uniform_dequantize"). */
final class Quantization {
    private Quantization() {}

    /** The floating-point type that a quantized one stands for; any other type itself. */
    static ElementType expressed(ElementType type) {
        return type instanceof QuantizedType quantized ? quantized.expressed() : type;
    }

    /** {@code operand}, real or quantized, as {@code elementType}; real numbers as they are if that is a real type. */
    static Tensor quantize(Tensor operand, ElementType elementType) {
        if (!(elementType instanceof QuantizedType type)) {
            return operand;
        }
        if (operand.elementType() instanceof QuantizedType) {
            return quantize(dequantize(operand), elementType);
        }
        if (!operand.elementType().isFloat()) {
            throw RanvierException.invalid(
                    "stablehlo.uniform_quantize is not defined for elements of type " + operand.elementType());
        }
        var channels = new Channels(type, operand);
        var result = Tensor.zeros(type, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            double quotient = rounded(type, operand.getDouble(i) / channels.scale(i));
            double quantized = Math.rint(quotient) + channels.zeroPoint(i);
            result.setLong(i, (long) Math.clamp(quantized, (double) type.storageMin(), (double) type.storageMax()));
        }
        return result;
    }

    /** The real numbers that the elements of a quantized {@code operand} stand for; a real one as it is. */
    static Tensor dequantize(Tensor operand) {
        if (!(operand.elementType() instanceof QuantizedType type)) {
            return operand;
        }
        var channels = new Channels(type, operand);
        var result = Tensor.zeros(type.expressed(), operand.shape());
        for (long i = 0; i < result.count(); i++) {
            long offset = operand.getLong(i) - channels.zeroPoint(i);
            result.setDouble(i, offset * channels.scale(i));
        }
        return result;
    }

    /** {@code value} in the expressed type: scales are of that type, and the specification computes in it. */
    private static double rounded(QuantizedType type, double value) {
        var format = FloatFormat.of(type.expressed());
        return format.decode(format.encode(value));
    }

    /** Which scale and zero point an element has. */
    private static final class Channels {
        private final double[] scales;
        private final long[] zeroPoints;
        private final long inner;

        Channels(QuantizedType type, Tensor tensor) {
            this.scales = type.scales().stream()
                    .mapToDouble(scale -> rounded(type, scale))
                    .toArray();
            this.zeroPoints =
                    type.zeroPoints().stream().mapToLong(Long::longValue).toArray();
            var axis = type.axis();
            this.inner = axis == null ? 1 : Index.strides(tensor.shape())[axis];
        }

        private int of(long position) {
            return scales.length == 1 ? 0 : (int) (position / inner % scales.length);
        }

        double scale(long position) {
            return scales[of(position)];
        }

        long zeroPoint(long position) {
            return zeroPoints[of(position)];
        }
    }
}
