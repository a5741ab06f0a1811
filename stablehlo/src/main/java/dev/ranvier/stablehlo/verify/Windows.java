package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of {@code reduce_window}, {@code select_and_scatter} and convolutions, and how many of them there are:
 * specification, C15 of {@code reduce_window} and C25 of {@code convolution}.
 */
record Windows(List<Extent> extents) {

    /** A window along one dimension. */
    record Extent(
            Dimension size, long stride, long paddingLow, long paddingHigh, long baseDilation, long windowDilation) {

        private boolean isTrivial() {
            return size.equals(Dimension.of(1))
                    && stride == 1
                    && paddingLow == 0
                    && paddingHigh == 0
                    && baseDilation == 1;
        }

        /** The number of windows over a dimension of this size. */
        private Dimension count(Dimension base) {
            if (isTrivial()) {
                return base;
            }
            if (!(size instanceof Dimension.Static(long windowSize))) {
                return Dimension.unknown();
            }
            return switch (base) {
                case Dimension.Static(long baseSize) -> Dimension.of(count(baseSize, windowSize));
                case Dimension.Bounded(long bound) -> new Dimension.Bounded(count(bound, windowSize));
                case Dimension.Symbolic _, Dimension.Unknown _ -> Dimension.unknown();
            };
        }

        private long count(long baseSize, long windowSize) {
            long padded = Math.addExact(Math.addExact(paddingLow, dilated(baseSize, baseDilation)), paddingHigh);
            long window = dilated(windowSize, windowDilation);
            return padded <= 0 || window > padded ? 0 : Math.subtractExact(padded, window) / stride + 1;
        }

        private static long dilated(long size, long dilation) {
            return size == 0 ? 0 : Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
        }
    }

    /**
     * What an op calls the attributes of its windows, with the labels of their constraints.
     *
     * @param size label: windows have elements
     * @param strideCount label: as many strides as dimensions
     * @param stride label: strides are positive
     * @param baseDilationCount label: as many base dilations as dimensions
     * @param baseDilation label: base dilations are positive
     * @param windowDilationCount label: as many window dilations as dimensions
     * @param windowDilation label: window dilations are positive
     * @param padding label: the shape of the padding
     */
    record Labels(
            String size,
            String strideCount,
            String stride,
            String baseDilationCount,
            String baseDilation,
            String windowDilationCount,
            String windowDilation,
            String padding) {}

    /** Checks the attributes of windows of these sizes; an attribute that is absent or empty does nothing. */
    static Windows check(
            Labels labels,
            List<Dimension> sizes,
            @Nullable Int64Array strides,
            @Nullable Int64Array baseDilations,
            @Nullable Int64Array windowDilations,
            @Nullable DenseElements padding,
            Constraints constraints) {
        int rank = sizes.size();
        checkCount(labels.strideCount(), "window_strides", strides, rank, constraints);
        checkCount(labels.baseDilationCount(), "base dilations", baseDilations, rank, constraints);
        checkCount(labels.windowDilationCount(), "window dilations", windowDilations, rank, constraints);
        long[] pads = padding(labels.padding(), padding, rank, constraints);
        var extents = new ArrayList<Extent>(rank);
        for (int i = 0; i < rank; i++) {
            constraints.require(
                    labels.size(),
                    !(sizes.get(i) instanceof Dimension.Static(long size)) || size > 0,
                    "windows must have a positive size in each dimension, got %s",
                    sizes);
            extents.add(new Extent(
                    sizes.get(i),
                    positive(labels.stride(), "window_strides", strides, i, constraints),
                    pads.length == 0 ? 0 : pads[2 * i],
                    pads.length == 0 ? 0 : pads[2 * i + 1],
                    positive(labels.baseDilation(), "base dilations", baseDilations, i, constraints),
                    positive(labels.windowDilation(), "window dilations", windowDilations, i, constraints)));
        }
        return new Windows(extents);
    }

    private static void checkCount(
            String label, String name, @Nullable Int64Array values, int rank, Constraints constraints) {
        constraints.require(
                label,
                values == null || values.isEmpty() || values.size() == rank,
                "%s must be as many as the windows have dimensions, %d, got %s",
                name,
                rank,
                values);
    }

    private static long[] padding(String label, @Nullable DenseElements padding, int rank, Constraints constraints) {
        if (padding == null) {
            return new long[0];
        }
        var type = padding.type();
        constraints.require(
                label,
                type.elementType() == ScalarType.I64
                        && type.rank() == 2
                        && type.size(1) == 2
                        && (type.size(0) == rank || type.size(0) == 0),
                "padding must be of type tensor<%dx2xi64>, got %s",
                rank,
                type);
        return padding.toLongs();
    }

    private static long positive(
            String label, String name, @Nullable Int64Array values, int index, Constraints constraints) {
        if (values == null || values.isEmpty()) {
            return 1;
        }
        constraints.require(label, values.get(index) > 0, "%s must be positive, got %s", name, values);
        return values.get(index);
    }

    /** The number of windows over each of as many dimensions. */
    List<Dimension> count(List<Dimension> bases) {
        var counts = new ArrayList<Dimension>(bases.size());
        for (int i = 0; i < bases.size(); i++) {
            counts.add(extents.get(i).count(bases.get(i)));
        }
        return counts;
    }
}
