package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * {@code chlo.ragged_dot}: dot_general by groups, which lie one after the other along the ragged dimension of lhs. Along
 * a free dimension each group of rows meets its own matrix of rhs; along a contracting dimension each group gives a
 * result of its own; along a batching dimension groups change nothing. Elements in no group count as zeros.
 */
final class RaggedDot {
    private final Tensor lhs;
    private final Tensor rhs;
    private final Tensor groupSizes;
    private final RaggedDotDimensionNumbers dimensions;
    private final int ragged;
    private final int[] lhsFree;
    /** The dimensions of lhs by which group sizes differ. */
    private final int[] prefix;

    RaggedDot(Tensor lhs, Tensor rhs, Tensor groupSizes, RaggedDotDimensionNumbers dimensions) {
        this.lhs = lhs;
        this.rhs = rhs;
        this.groupSizes = groupSizes;
        this.dimensions = dimensions;
        this.ragged = dimensions.lhsRaggedDimensions().dimension(0);
        this.lhsFree = Gather.keptDimensions(
                lhs.rank(), dimensions.lhsBatchingDimensions(), dimensions.lhsContractingDimensions());
        this.prefix = groupSizes.rank() == 1 ? new int[0] : prefix();
    }

    private boolean isContracting() {
        return dimensions.lhsContractingDimensions().contains(ragged);
    }

    private int[] prefix() {
        var outer = isContracting()
                ? dimensions.lhsContractingDimensions().stream()
                        .mapToInt(d -> (int) d)
                        .takeWhile(d -> d != ragged)
                : IntStream.of(lhsFree).takeWhile(d -> d != ragged);
        return IntStream.concat(dimensions.lhsBatchingDimensions().stream().mapToInt(d -> (int) d), outer)
                .toArray();
    }

    Tensor evaluate(ElementType resultType) {
        if (dimensions.lhsBatchingDimensions().contains(ragged)) {
            return Dot.dotGeneral(lhs, rhs, dotDimensions(dimensions.rhsContractingDimensions()), null, resultType);
        }
        int groups = (int) groupSizes.size(groupSizes.rank() - 1);
        var result = Tensor.zeros(resultType, resultShape(groups));
        var prefixShape = IntStream.of(prefix).mapToLong(lhs::size).toArray();
        var prefixIndex = new long[prefix.length];
        for (long i = 0; i < Index.count(prefixShape); i++) {
            long start = 0;
            for (int group = 0; group < groups; group++) {
                // Sizes that exceed the dimension together are cut off at its end.
                long size = Index.clamp(groupSizes.getLong(i * groups + group), 0, lhs.size(ragged) - start);
                if (size > 0) {
                    addGroup(result, resultType, prefixIndex, group, start, size);
                }
                start += size;
            }
            Index.increment(prefixIndex, prefixShape);
        }
        return result;
    }

    private long[] resultShape(int groups) {
        var batch = dimensions.lhsBatchingDimensions().stream().map(d -> lhs.size((int) d));
        var left = IntStream.of(lhsFree).mapToLong(lhs::size);
        var right = IntStream.of(Gather.keptDimensions(
                        rhs.rank(),
                        dimensions.rhsBatchingDimensions(),
                        dimensions.rhsContractingDimensions(),
                        dimensions.rhsGroupDimensions()))
                .mapToLong(rhs::size);
        var product = LongStream.concat(batch, LongStream.concat(left, right));
        return (isContracting() ? LongStream.concat(LongStream.of(groups), product) : product).toArray();
    }

    /** Adds the product of one group, {@code size} elements from {@code start} on, at its place in the result. */
    private void addGroup(Tensor result, ElementType resultType, long[] prefixIndex, int group, long start, long size) {
        var left = new Block(lhs);
        var right = new Block(rhs);
        for (int i = 0; i < prefix.length; i++) {
            left.cut(prefix[i], prefixIndex[i], 1);
            cutPartner(right, prefix[i], prefixIndex[i], 1);
        }
        left.cut(ragged, start, size);
        cutPartner(right, ragged, start, size);
        var groupDimensions = dimensions.rhsGroupDimensions();
        for (int i = 0; i < groupDimensions.size(); i++) {
            right.cut(groupDimensions.dimension(i), group, 1);
        }
        // The group dimension, of size 1, is contracted with a new dimension of lhs of size 1.
        var leftShape = Arrays.copyOf(left.sizes, lhs.rank() + groupDimensions.size());
        Arrays.fill(leftShape, lhs.rank(), leftShape.length, 1);
        var product = Dot.dotGeneral(
                left.read().reshaped(leftShape),
                right.read(),
                dotDimensions(concatenated(dimensions.rhsContractingDimensions(), groupDimensions)),
                null,
                resultType);
        add(result, product, left.start, group);
    }

    /** Cuts the dimension of rhs that batches or contracts with dimension {@code d} of lhs, if there is one. */
    private void cutPartner(Block right, int d, long start, long size) {
        int batch = dimensions.lhsBatchingDimensions().indexOf(d);
        int contracting = dimensions.lhsContractingDimensions().indexOf(d);
        if (batch >= 0) {
            right.cut(dimensions.rhsBatchingDimensions().dimension(batch), start, size);
        } else if (contracting >= 0) {
            right.cut(dimensions.rhsContractingDimensions().dimension(contracting), start, size);
        }
    }

    private void add(Tensor result, Tensor product, long[] lhsStart, int group) {
        boolean grouped = isContracting();
        int first = grouped ? 1 : 0;
        var start = new long[result.rank()];
        var sizes = new long[result.rank()];
        Arrays.fill(sizes, 1);
        System.arraycopy(product.shape(), 0, sizes, first, product.rank());
        if (grouped) {
            start[0] = group;
        }
        var batching = dimensions.lhsBatchingDimensions();
        for (int i = 0; i < batching.size(); i++) {
            start[first + i] = lhsStart[batching.dimension(i)];
        }
        for (int i = 0; i < lhsFree.length; i++) {
            start[first + batching.size() + i] = lhsStart[lhsFree[i]];
        }
        var before = IndexingOps.dynamicSlice(result, start, sizes);
        IndexingOps.write(result, Arithmetic.add(before, product.reshaped(sizes)), start);
    }

    private DotDimensionNumbers dotDimensions(Int64Array rhsContracting) {
        var added = LongStream.range(
                        0,
                        rhsContracting.size()
                                - dimensions.rhsContractingDimensions().size())
                .map(i -> lhs.rank() + i)
                .toArray();
        return new DotDimensionNumbers(
                dimensions.lhsBatchingDimensions(),
                dimensions.rhsBatchingDimensions(),
                concatenated(dimensions.lhsContractingDimensions(), Int64Array.of(added)),
                rhsContracting);
    }

    private static Int64Array concatenated(Int64Array first, Int64Array second) {
        return Int64Array.of(LongStream.concat(first.stream(), second.stream()).toArray());
    }

    /** A part of a tensor. */
    private static final class Block {
        private final Tensor tensor;
        private final long[] start;
        private final long[] sizes;

        Block(Tensor tensor) {
            this.tensor = tensor;
            this.start = new long[tensor.rank()];
            this.sizes = tensor.shape();
        }

        void cut(int dimension, long from, long size) {
            start[dimension] = from;
            sizes[dimension] = size;
        }

        Tensor read() {
            return IndexingOps.dynamicSlice(tensor, start, sizes);
        }
    }
}
