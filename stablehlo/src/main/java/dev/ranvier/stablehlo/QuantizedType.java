package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quantized element ({@code !quant.uniform<...>}, specification section "Quantized types"): an integer {@code q}
 * of {@code storage} that stands for {@code (q - zeroPoint) * scale} in {@code expressed}.
 *
 * @param storage the integer type that is stored
 * @param storageMin the least storage value, inclusive
 * @param storageMax the greatest storage value, inclusive
 * @param expressed the floating-point type that is meant
 * @param axis the quantized dimension, or null where one scale serves the whole tensor
 * @param scales one scale, or one a slice of {@code axis}
 * @param zeroPoints as many zero points as scales
 */
public record QuantizedType(
        ScalarType storage,
        long storageMin,
        long storageMax,
        ScalarType expressed,
        @Nullable Integer axis,
        List<Double> scales,
        List<Long> zeroPoints)
        implements ElementType {

    public QuantizedType {
        scales = List.copyOf(scales);
        zeroPoints = List.copyOf(zeroPoints);
    }

    @Override
    public int byteWidth() {
        return storage.byteWidth();
    }

    @Override
    public String toString() {
        return TypeSpelling.of(this);
    }
}
