package dev.ranvier.compiler.random;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.Random;

/** Tensors of random elements. */
public final class RandomTensors {
    private RandomTensors() {}

    /** Any numbers that the type has: usual ones, small integers, and now and then infinities, NaN and the smallest. */
    public static Tensor of(TensorType type, Random random) {
        var tensor = Tensor.zeros(type.elementType(), type.shape());
        for (long i = 0; i < tensor.count(); i++) {
            set(tensor, i, type.elementType(), random);
        }
        return tensor;
    }

    private static void set(Tensor tensor, long index, ElementType type, Random random) {
        switch (type) {
            case ComplexType _ -> tensor.setComplex(index, real(random), real(random));
            case QuantizedType quantized ->
                tensor.setLong(index, random.nextLong(quantized.storageMin(), quantized.storageMax() + 1));
            case ScalarType scalar -> {
                switch (scalar.kind()) {
                    case BOOLEAN -> tensor.setLong(index, random.nextInt(2));
                    case SIGNED, UNSIGNED, INDEX ->
                        tensor.setLong(index, random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(-5, 6));
                    case FLOAT -> setFloat(tensor, index, scalar, random);
                }
            }
        }
    }

    private static void setFloat(Tensor tensor, long index, ScalarType type, Random random) {
        if (random.nextInt(40) != 0) {
            tensor.setDouble(index, real(random));
            return;
        }
        // Any bits, but no NaN other than the usual one: payloads are nobody's business.
        long bits = random.nextLong() & (-1L >>> (Long.SIZE - type.bitWidth()));
        if (Double.isNaN(FloatFormat.of(type).decode(bits))) {
            tensor.setDouble(index, Double.NaN);
        } else {
            tensor.setLong(index, bits);
        }
    }

    private static double real(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(-3, 4);
            case 1 -> random.nextGaussian() * 100;
            case 2 -> random.nextInt(20) == 0 ? special(random) : -0.0;
            default -> random.nextGaussian();
        };
    }

    private static double special(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            default -> 1e-40;
        };
    }

    /** Integers of which the greatest is {@code bound}, in any element type. */
    public static Tensor integers(TensorType type, int bound, Random random) {
        var tensor = Tensor.zeros(type.elementType(), type.shape());
        for (long i = 0; i < tensor.count(); i++) {
            int number = random.nextInt(-bound, bound + 1);
            if (type.elementType().isFloat() || type.elementType().isComplex()) {
                tensor.setDouble(i, number);
            } else {
                tensor.setLong(i, number);
            }
        }
        return tensor;
    }
}
