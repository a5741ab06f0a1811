package dev.ranvier.reference;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** {@link ShapeOp}s. Each method is the specification's section of the same name. */
final class ShapeOps {
    private ShapeOps() {}

    static Tensor evaluate(ShapeOp op, Scope scope) {
        return switch (op) {
            case ShapeOp.Constant constant -> constant(constant.value());
            case ShapeOp.Iota iota ->
                iota(
                        iota.output().tensorType().elementType(),
                        iota.output().tensorType().shape(),
                        (int) iota.iotaDimension());
            case ShapeOp.Broadcast broadcast ->
                broadcast(
                        scope.tensor(broadcast.operand()),
                        broadcast.broadcastSizes().toArray());
            case ShapeOp.BroadcastInDim broadcast ->
                broadcastInDim(
                        scope.tensor(broadcast.operand()),
                        broadcast.broadcastDimensions().toArray(),
                        broadcast.result().tensorType().shape());
            case ShapeOp.Reshape reshape ->
                scope.tensor(reshape.operand())
                        .reshaped(reshape.result().tensorType().shape());
            case ShapeOp.Transpose transpose ->
                transpose(
                        scope.tensor(transpose.operand()),
                        transpose.permutation().toArray());
            case ShapeOp.Reverse reverse ->
                reverse(scope.tensor(reverse.operand()), reverse.dimensions().toArray());
            case ShapeOp.Concatenate concatenate ->
                concatenate(scope.tensors(concatenate.inputs()), (int) concatenate.dimension());
            case ShapeOp.Slice slice ->
                slice(
                        scope.tensor(slice.operand()),
                        slice.startIndices().toArray(),
                        slice.limitIndices().toArray(),
                        slice.strides().toArray());
            case ShapeOp.Pad pad ->
                pad(
                        scope.tensor(pad.operand()),
                        scope.tensor(pad.paddingValue()),
                        pad.edgePaddingLow().toArray(),
                        pad.edgePaddingHigh().toArray(),
                        pad.interiorPadding().toArray());
        };
    }

    static Tensor constant(Attribute value) {
        return switch (value) {
            case DenseElements elements -> Tensor.of(elements);
            case DenseResource resource -> Tensor.of(resource);
            default -> throw RanvierException.invalid("a constant cannot hold " + value);
        };
    }

    static Tensor iota(ElementType elementType, long[] shape, int dimension) {
        var result = Tensor.zeros(elementType, shape);
        long stride = Index.strides(shape)[dimension];
        boolean integral = elementType.isInteger() || elementType == ScalarType.INDEX;
        for (long i = 0; i < result.count(); i++) {
            long value = i / stride % shape[dimension];
            if (integral) {
                result.setLong(i, value);
            } else {
                result.setDouble(i, (double) value);
            }
        }
        return result;
    }

    static Tensor broadcast(Tensor operand, long[] sizes) {
        long[] shape = Arrays.copyOf(sizes, sizes.length + operand.rank());
        System.arraycopy(operand.shape(), 0, shape, sizes.length, operand.rank());
        var dimensions =
                IntStream.range(sizes.length, shape.length).asLongStream().toArray();
        return broadcastInDim(operand, dimensions, shape);
    }

    static Tensor broadcastInDim(Tensor operand, long[] dimensions, long[] shape) {
        if (operand.count() == 1) {
            return operand.filled(shape);
        }
        var operandStrides = Index.strides(operand.shape());
        var strides = new long[shape.length];
        for (int i = 0; i < dimensions.length; i++) {
            if (operand.size(i) != 1) {
                strides[(int) dimensions[i]] = operandStrides[i];
            }
        }
        return strided(operand, shape, 0, strides);
    }

    static Tensor transpose(Tensor operand, long... permutation) {
        var operandStrides = Index.strides(operand.shape());
        var shape = new long[permutation.length];
        var strides = new long[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            shape[i] = operand.size((int) permutation[i]);
            strides[i] = operandStrides[(int) permutation[i]];
        }
        return strided(operand, shape, 0, strides);
    }

    static Tensor reverse(Tensor operand, long[] dimensions) {
        var strides = Index.strides(operand.shape());
        long offset = 0;
        for (long dimension : dimensions) {
            int d = (int) dimension;
            offset += (operand.size(d) - 1) * strides[d];
            strides[d] = -strides[d];
        }
        return strided(operand, operand.shape(), offset, strides);
    }

    static Tensor slice(Tensor operand, long[] start, long[] limit, long[] step) {
        var strides = Index.strides(operand.shape());
        var shape = new long[strides.length];
        long offset = 0;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Math.ceilDiv(limit[i] - start[i], step[i]);
            offset += start[i] * strides[i];
            strides[i] *= step[i];
        }
        return strided(operand, shape, offset, strides);
    }

    /** The tensor of {@code shape} whose element at an index is the operand's at {@code offset + index * strides}. */
    private static Tensor strided(Tensor operand, long[] shape, long offset, long[] strides) {
        var result = Tensor.zeros(operand.elementType(), shape);
        int last = shape.length - 1;
        long length = last < 0 ? 1 : shape[last];
        long stride = last < 0 ? 1 : strides[last];
        var rows = last < 0 ? shape : Index.with(shape, last, 1);
        var index = new long[shape.length];
        for (long row = 0; row < result.count(); row += length) {
            long source = offset + Index.position(index, strides);
            if (stride == 1) {
                result.copy(row, operand, source, length);
            } else {
                for (long i = 0; i < length; i++) {
                    result.copy(row + i, operand, source + i * stride);
                }
            }
            Index.increment(index, rows);
        }
        return result;
    }

    static Tensor concatenate(List<Tensor> inputs, int dimension) {
        var first = inputs.getFirst();
        long total = inputs.stream().mapToLong(input -> input.size(dimension)).sum();
        var result = Tensor.zeros(first.elementType(), Index.with(first.shape(), dimension, total));
        // Blocks are what follows the dimension, the dimension included.
        long inner = Index.strides(first.shape())[dimension];
        long outer = result.count() == 0 ? 0 : result.count() / (inner * total);
        long offset = 0;
        for (var input : inputs) {
            long block = input.size(dimension) * inner;
            for (long i = 0; i < outer; i++) {
                result.copy(i * total * inner + offset, input, i * block, block);
            }
            offset += block;
        }
        return result;
    }

    static Tensor pad(Tensor operand, Tensor paddingValue, long[] low, long[] high, long[] interior) {
        var shape = operand.shape();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = low[i] + shape[i] + Math.max(shape[i] - 1, 0) * interior[i] + high[i];
        }
        var result = paddingValue.filled(shape);
        var strides = Index.strides(shape);
        var operandShape = operand.shape();
        var index = new long[shape.length];
        var target = new long[shape.length];
        for (long i = 0; i < operand.count(); i++) {
            for (int d = 0; d < shape.length; d++) {
                target[d] = low[d] + index[d] * (interior[d] + 1);
            }
            if (Index.contains(shape, target)) {
                result.copy(Index.position(target, strides), operand, i);
            }
            Index.increment(index, operandShape);
        }
        return result;
    }
}
