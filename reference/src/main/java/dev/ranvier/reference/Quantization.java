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
        var expressed = FloatFormat.of(type.expressed());
        var channels = new Channels(type, operand);
        var result = Tensor.zeros(type, operand.shape());
        for (long i = 0; i < result.count(); i++) {
            int channel = channels.of(i);
            // The quotient is one of the expressed type, as the specification computes in it.
            double quotient = expressed.decode(
                    expressed.encode(operand.getDouble(i) / type.scales().get(channel)));
            double quantized = Math.rint(quotient) + type.zeroPoints().get(channel);
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
            int channel = channels.of(i);
            long offset = operand.getLong(i) - type.zeroPoints().get(channel);
            result.setDouble(i, offset * type.scales().get(channel));
        }
        return result;
    }

    /** Which scale and zero point an element has. */
    private record Channels(int count, long inner) {
        Channels(QuantizedType type, Tensor tensor) {
            this(type.scales().size(), inner(type, tensor));
        }

        private static long inner(QuantizedType type, Tensor tensor) {
            var axis = type.axis();
            return axis == null ? 1 : Index.strides(tensor.shape())[axis];
        }

        int of(long position) {
            return count == 1 ? 0 : (int) (position / inner % count);
        }
    }
}
