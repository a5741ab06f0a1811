package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;

/**
 * Between stored integers and the numbers that they stand for (specification sections "uniform_quantize" and
 * "uniform_dequantize"). Scales and quotients are rounded to the expressed type; the rest is exact in double precision.
 */
final class Quantization {
    private final RegionBuilder b;
    private final TensorType type;
    private final QuantizedType quantized;
    private final FloatFormat expressed;

    /** @param type a quantized tensor */
    Quantization(RegionBuilder b, TensorType type) {
        this.b = b;
        this.type = type;
        this.quantized = (QuantizedType) type.elementType();
        this.expressed = FloatFormat.of(quantized.expressed());
    }

    /** The integers for numbers of the expressed type. */
    Value quantized(Value real) {
        var quotient = b.divide(real, b.convert(quantized.expressed(), scales()));
        var wide = b.unary(UnaryOp.RoundNearestEven::new, b.convert(ScalarType.F64, quotient));
        var shifted = b.add(wide, zeroPoints());
        var scalar = TensorType.of(ScalarType.F64);
        var least = b.constant(scalar, (double) quantized.storageMin());
        var greatest = b.constant(scalar, (double) quantized.storageMax());
        var held = b.emit((result, info) -> new ElementwiseOp.Clamp(least, shifted, greatest, result, info));
        return b.convert(quantized.storage(), held);
    }

    /** The numbers, of the expressed type, for integers. */
    Value dequantized(Value stored) {
        var offset = b.subtract(b.convert(ScalarType.F64, stored), zeroPoints());
        return b.convert(quantized.expressed(), b.multiply(offset, scales()));
    }

    /** Integers less those that stand for zero. Where the storage type wraps around, {@link #atZeroPoint} does so back. */
    Value fromZeroPoint(Value stored) {
        return b.subtract(stored, b.convert(quantized.storage(), zeroPoints()));
    }

    Value atZeroPoint(Value distance) {
        return b.add(distance, b.convert(quantized.storage(), zeroPoints()));
    }

    private Value scales() {
        return spread(quantized.scales().stream()
                .mapToDouble(scale -> expressed.decode(expressed.encode(scale)))
                .toArray());
    }

    private Value zeroPoints() {
        return spread(
                quantized.zeroPoints().stream().mapToDouble(Long::doubleValue).toArray());
    }

    /** One number for all elements, or one for each index of the quantized dimension. */
    private Value spread(double[] numbers) {
        var shape = type.withElementType(ScalarType.F64);
        var axis = quantized.axis();
        if (axis == null) {
            return b.constant(shape, numbers[0]);
        }
        var bits = new long[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(numbers[i]);
        }
        var vector = b.constant(DenseElements.ofBits(TensorType.of(ScalarType.F64, bits.length), bits));
        return b.broadcastInDim(shape, vector, axis);
    }
}
