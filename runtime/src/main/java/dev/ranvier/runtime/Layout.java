package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The order in which the elements of a tensor lie in memory, without gaps.
 *
 * @param minorToMajor all dimensions; the first is the one whose neighbours are neighbours in memory
 */
public record Layout(Int64Array minorToMajor) {
    /** Those of common ranks: every transfer to a device asks for one. */
    private static final List<Layout> ROW_MAJOR =
            IntStream.range(0, 9).mapToObj(Layout::newRowMajor).toList();

    private static final Pattern TEXT = Pattern.compile("\\{((?:\\d{1,4}(?:,\\d{1,4})*)?)}");

    /**
     * An order of dimensions.
     *
     * @throws RanvierException if a dimension is not there, or is there twice
     */
    public Layout {
        var sorted = minorToMajor.stream().sorted().toArray();
        if (!Arrays.equals(sorted, LongStream.range(0, sorted.length).toArray())) {
            throw RanvierException.invalid("no layout: " + minorToMajor + " does not name each dimension once");
        }
    }

    /** The last dimension's neighbours are neighbours in memory, as in C. */
    public static Layout rowMajor(int rank) {
        return rank < ROW_MAJOR.size() ? ROW_MAJOR.get(rank) : newRowMajor(rank);
    }

    private static Layout newRowMajor(int rank) {
        return new Layout(
                Int64Array.of(LongStream.range(0, rank).map(i -> rank - 1 - i).toArray()));
    }

    /**
     * Reads XLA's notation, such as {@code {1,0}} for a row-major matrix.
     *
     * @throws RanvierException if it is not one, or one with tiles
     */
    public static Layout parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw RanvierException.unimplemented(
                    "the layout " + text + "; only an order of dimensions, such as {1,0}, is known");
        }
        var dimensions = matcher.group(1);
        return new Layout(
                dimensions.isEmpty()
                        ? Int64Array.of()
                        : Int64Array.of(Arrays.stream(dimensions.split(",", -1))
                                .mapToLong(Long::parseLong)
                                .toArray()));
    }

    /** The layout whose elements lie {@code byteStrides} apart, if there is one; row-major if both are. */
    public static Optional<Layout> ofByteStrides(TensorType type, long[] byteStrides) {
        var ascending = IntStream.range(0, type.rank())
                .boxed()
                .sorted(Comparator.comparingLong(i -> byteStrides[i]))
                .mapToLong(Integer::longValue)
                .toArray();
        return Stream.of(rowMajor(type.rank()), new Layout(Int64Array.of(ascending)))
                .filter(layout -> layout.has(byteStrides, type))
                .findFirst();
    }

    /** Whether the strides are this layout's. Of a dimension of size 1 the stride says nothing. */
    private boolean has(long[] byteStrides, TensorType type) {
        var dense = byteStrides(type);
        return IntStream.range(0, type.rank()).allMatch(i -> type.size(i) == 1 || dense[i] == byteStrides[i]);
    }

    public boolean isRowMajor() {
        for (int i = 0; i < minorToMajor.size(); i++) {
            if (minorToMajor.get(i) != minorToMajor.size() - 1 - i) {
                return false;
            }
        }
        return true;
    }

    /** The bytes from one element to the next of each dimension, in a tensor of static shape. */
    public long[] byteStrides(TensorType type) {
        var strides = new long[type.rank()];
        long stride = type.elementType().byteWidth();
        for (int i = 0; i < strides.length; i++) {
            int dimension = minorToMajor.dimension(i);
            strides[dimension] = stride;
            stride *= Math.max(1, type.size(dimension));
        }
        return strides;
    }

    /** XLA's notation. */
    @Override
    public String toString() {
        return minorToMajor.stream().mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
