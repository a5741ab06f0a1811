package dev.ranvier.compiler;

import dev.ranvier.compiler.MatrixProduct.Loop;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution as products of matrices that are not stored: a row for each place of the window, a column for each output
 * feature, and what is contracted are the taps of the window and the input features. The element of the left matrix of a
 * row and a tap lies at the sum of their offsets. Offsets and strides count elements.
 *
 * @param rows the places, the innermost loop first; loops that are like one are one
 * @param columns output features of a group
 * @param depth taps and input features of a group, the innermost loop first
 * @param rhsColumn elements from one output feature to the next in the kernel
 * @param resultColumn the same in the result
 * @param groups the groups of features, or of the batch
 */
public record ConvolutionProduct(
        List<Loop> rows, long columns, List<Loop> depth, long rhsColumn, long resultColumn, Loop groups) {
    public ConvolutionProduct {
        rows = List.copyOf(rows);
        depth = List.copyOf(depth);
    }

    /** The product of a convolution {@linkplain dev.ranvier.compiler.expand.Expand without padding}. */
    public static ConvolutionProduct of(Convolution op) {
        var numbers = op.dimensionNumbers();
        var lhs = MatrixProduct.strides(op.lhs().tensorType());
        var rhs = MatrixProduct.strides(op.rhs().tensorType());
        var result = MatrixProduct.strides(op.result().tensorType());
        int batch = (int) numbers.inputBatchDimension();
        int feature = (int) numbers.inputFeatureDimension();
        int input = (int) numbers.kernelInputFeatureDimension();
        int output = (int) numbers.kernelOutputFeatureDimension();
        int resultFeature = (int) numbers.outputFeatureDimension();
        long batches = op.lhs().tensorType().size(batch) / op.batchGroupCount();
        long inputs = op.rhs().tensorType().size(input);
        long groups = op.featureGroupCount() * op.batchGroupCount();
        long columns = op.rhs().tensorType().size(output) / groups;
        var rows = new ArrayList<Loop>();
        var depth = new ArrayList<Loop>();
        rows.add(new Loop(batches, lhs[batch], 0, result[(int) numbers.outputBatchDimension()]));
        depth.add(new Loop(inputs, lhs[feature], rhs[input], 0));
        for (int i = 0; i < numbers.inputSpatialDimensions().size(); i++) {
            long stride = lhs[numbers.inputSpatialDimensions().dimension(i)];
            int place = numbers.outputSpatialDimensions().dimension(i);
            int tap = numbers.kernelSpatialDimensions().dimension(i);
            rows.add(new Loop(
                    size(op.result().tensorType(), place), amount(op.windowStrides(), i) * stride, 0, result[place]));
            depth.add(new Loop(size(op.rhs().tensorType(), tap), amount(op.rhsDilation(), i) * stride, rhs[tap], 0));
        }
        long lhsGroup = op.batchGroupCount() > 1 ? batches * lhs[batch] : inputs * lhs[feature];
        return new ConvolutionProduct(
                sorted(rows),
                columns,
                sorted(depth),
                rhs[output],
                result[resultFeature],
                new Loop(groups, lhsGroup, columns * rhs[output], columns * result[resultFeature]));
    }

    private static long size(TensorType type, int dimension) {
        return type.size(dimension);
    }

    private static long amount(@Nullable Int64Array amounts, int dimension) {
        return amounts == null ? 1 : amounts.get(dimension);
    }

    private static List<Loop> sorted(List<Loop> loops) {
        loops.sort(Comparator.comparingLong(Loop::lhs));
        var merged = MatrixProduct.merged(loops);
        return merged.isEmpty() ? List.of(new Loop(1, 1, 1, 1)) : merged;
    }

    private static long count(List<Loop> loops) {
        return loops.stream().mapToLong(Loop::size).reduce(1, (x, y) -> x * y);
    }

    /** Rows of a group. */
    public long m() {
        return count(rows);
    }

    /** What is contracted. */
    public long k() {
        return count(depth);
    }

    /** Products of two elements. */
    public long work() {
        return groups.size() * m() * columns * k();
    }
}
