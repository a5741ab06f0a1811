package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Products of matrices in memory, {@code m} by {@code k} and {@code k} by {@code n}, for all combinations of some outer
 * indices: what a {@code dot_general} is once its dimensions are put together. Offsets and strides count elements.
 *
 * @param loops the outer indices, the innermost first
 */
public record MatrixProduct(long m, long n, long k, Matrix lhs, Matrix rhs, Matrix result, List<Loop> loops) {
    public MatrixProduct {
        loops = List.copyOf(loops);
    }

    /**
     * Where a matrix of the first outer indices lies.
     *
     * @param row elements from one row to the next
     * @param column elements from one column to the next
     */
    public record Matrix(long offset, long row, long column) {
        private Matrix moved(long elements) {
            return new Matrix(offset + elements, row, column);
        }
    }

    /** An outer index: how many values it has, and the elements from one to the next in each matrix. */
    public record Loop(long size, long lhs, long rhs, long result) {
        private boolean isAround(Loop inner) {
            return lhs == inner.size * inner.lhs
                    && rhs == inner.size * inner.rhs
                    && result == inner.size * inner.result;
        }

        private Loop with(long newSize) {
            return new Loop(newSize, lhs, rhs, result);
        }
    }

    /** The op as products of matrices; none where the contracted dimensions are not like one in both operands. */
    public static Optional<MatrixProduct> of(DotGeneral op) {
        var numbers = op.dotDimensionNumbers();
        var lhs = op.lhs().tensorType();
        var rhs = op.rhs().tensorType();
        var lhsStrides = strides(lhs);
        var rhsStrides = strides(rhs);
        var resultStrides = strides(op.result().tensorType());
        var contracted = new ArrayList<Loop>();
        for (int i = 0; i < numbers.lhsContractingDimensions().size(); i++) {
            int left = numbers.lhsContractingDimensions().dimension(i);
            int right = numbers.rhsContractingDimensions().dimension(i);
            contracted.add(new Loop(lhs.size(left), lhsStrides[left], rhsStrides[right], 0));
        }
        contracted.sort(Comparator.comparingLong(Loop::lhs));
        var depth = merged(contracted);
        if (depth.size() > 1) {
            return Optional.empty();
        }
        var loops = new ArrayList<Loop>();
        int next = 0;
        for (int i = 0; i < numbers.lhsBatchingDimensions().size(); i++) {
            int left = numbers.lhsBatchingDimensions().dimension(i);
            int right = numbers.rhsBatchingDimensions().dimension(i);
            loops.addFirst(new Loop(lhs.size(left), lhsStrides[left], rhsStrides[right], resultStrides[next++]));
        }
        var rows = new ArrayList<Loop>();
        for (int d : free(lhs.rank(), numbers.lhsBatchingDimensions(), numbers.lhsContractingDimensions())) {
            rows.addFirst(new Loop(lhs.size(d), lhsStrides[d], 0, resultStrides[next++]));
        }
        var columns = new ArrayList<Loop>();
        for (int d : free(rhs.rank(), numbers.rhsBatchingDimensions(), numbers.rhsContractingDimensions())) {
            columns.addFirst(new Loop(rhs.size(d), 0, rhsStrides[d], resultStrides[next++]));
        }
        var row = largest(rows, loops);
        var column = largest(columns, loops);
        var inner = depth.isEmpty() ? new Loop(1, 1, 1, 0) : depth.getFirst();
        return Optional.of(new MatrixProduct(
                row.size,
                column.size,
                inner.size,
                new Matrix(0, row.lhs, inner.lhs),
                new Matrix(0, inner.rhs, column.rhs),
                new Matrix(0, row.result, column.result),
                merged(loops)));
    }

    /** Takes the largest of dimensions that cannot be put together; the others become outer ones. */
    private static Loop largest(List<Loop> dimensions, List<Loop> outer) {
        var rest = new ArrayList<>(merged(dimensions));
        var largest = rest.stream().max(Comparator.comparingLong(Loop::size)).orElse(new Loop(1, 1, 1, 1));
        rest.remove(largest);
        outer.addAll(0, rest);
        return largest;
    }

    /** Dimensions, the innermost first, without those of one element, and with neighbours as one that are like one. */
    static List<Loop> merged(List<Loop> dimensions) {
        var merged = new ArrayList<Loop>();
        for (var dimension : dimensions) {
            if (dimension.size == 1) {
                continue;
            }
            if (!merged.isEmpty() && dimension.isAround(merged.getLast())) {
                var inner = merged.removeLast();
                merged.add(inner.with(inner.size * dimension.size));
            } else {
                merged.add(dimension);
            }
        }
        return merged;
    }

    private static List<Integer> free(int rank, Int64Array batching, Int64Array contracting) {
        var free = new ArrayList<Integer>();
        for (int d = 0; d < rank; d++) {
            if (!batching.contains(d) && !contracting.contains(d)) {
                free.add(d);
            }
        }
        return free;
    }

    /** Elements from one index to the next of each dimension. */
    public static long[] strides(TensorType type) {
        var strides = new long[type.rank()];
        long stride = 1;
        for (int d = type.rank() - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= type.size(d);
        }
        return strides;
    }

    /** How many products of two matrices there are. */
    public long count() {
        return loops.stream().mapToLong(Loop::size).reduce(1, (x, y) -> x * y);
    }

    /** Products of two elements. */
    public long work() {
        return count() * m * n * k;
    }

    /** The same results by the products of the transposed matrices. */
    public MatrixProduct transposed() {
        return new MatrixProduct(
                n,
                m,
                k,
                new Matrix(rhs.offset, rhs.column, rhs.row),
                new Matrix(lhs.offset, lhs.column, lhs.row),
                new Matrix(result.offset, result.column, result.row),
                loops.stream()
                        .map(loop -> new Loop(loop.size, loop.rhs, loop.lhs, loop.result))
                        .toList());
    }

    /** The first {@code count} values of the outermost index and, as another product, the others. */
    public List<MatrixProduct> splitOutermost(long count) {
        var loop = loops.getLast();
        var inner = loops.subList(0, loops.size() - 1);
        return List.of(
                withLoops(inner, loop.with(count)),
                new MatrixProduct(
                                m,
                                n,
                                k,
                                lhs.moved(count * loop.lhs),
                                rhs.moved(count * loop.rhs),
                                result.moved(count * loop.result),
                                loops)
                        .withLoops(inner, loop.with(loop.size - count)));
    }

    private MatrixProduct withLoops(List<Loop> inner, Loop outermost) {
        var all = new ArrayList<>(inner);
        if (outermost.size > 1) {
            all.add(outermost);
        }
        return new MatrixProduct(m, n, k, lhs, rhs, result, all);
    }

    /** The first {@code count} columns of the results and, as another product, the others. */
    public List<MatrixProduct> splitColumns(long count) {
        return List.of(
                new MatrixProduct(m, count, k, lhs, rhs, result, loops),
                new MatrixProduct(
                        m,
                        n - count,
                        k,
                        lhs,
                        rhs.moved(count * rhs.column),
                        result.moved(count * result.column),
                        loops));
    }
}
