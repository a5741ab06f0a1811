package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops with run-time places, steps or paddings whose results nevertheless have a static shape. */
final class DynamicForms {
    private DynamicForms() {}

    /** The op by others; null where the shape of its result depends on data. */
    static @Nullable List<Value> of(DynamicOp op, RegionBuilder b) {
        for (var result : op.results()) {
            if (!result.tensorType().isStatic()) {
                return null;
            }
        }
        return switch (op) {
            case DynamicOp.RealDynamicSlice slice -> List.of(slice(slice, b));
            case DynamicOp.DynamicPad pad ->
                List.of(pad(
                        b,
                        pad.operand(),
                        pad.paddingValue(),
                        pad.edgePaddingLow(),
                        pad.interiorPadding(),
                        pad.result().tensorType()));
            case DynamicOp.DynamicGather gather -> List.of(gather(gather, b));
            case DynamicOp.DynamicConv convolution -> List.of(convolution(convolution, b));
            case DynamicOp.DynamicBroadcastInDim _,
                    DynamicOp.DynamicIota _,
                    DynamicOp.DynamicReshape _,
                    DynamicOp.GetDimensionSize _,
                    DynamicOp.SetDimensionSize _ -> null;
        };
    }

    private static Value slice(DynamicOp.RealDynamicSlice op, RegionBuilder b) {
        var value = op.operand();
        for (int d = 0; d < value.tensorType().rank(); d++) {
            var type = TensorType.of(ScalarType.I64, op.result().tensorType().size(d));
            var steps = b.multiply(b.iota(type, 0), number(b, op.strides(), d, type));
            value = selected(b, value, d, b.add(number(b, op.startIndices(), d, type), steps));
        }
        return value;
    }

    /** An element of a shape operand in every element. */
    private static Value number(RegionBuilder b, Value vector, int index, TensorType type) {
        var number = b.convert(ScalarType.I64, Fragments.element(b, vector, index));
        return Fragments.spread(b, number, type.shape());
    }

    private static Value selected(RegionBuilder b, Value value, int dimension, Value indices) {
        return b.emit((result, info) -> new IndexingOp.TorchIndexSelect(value, indices, dimension, 0, result, info));
    }

    /** Reads every element of the result from its place, and replaces what comes from none. */
    private static Value pad(
            RegionBuilder b, Value operand, Value padding, Value low, Value interior, TensorType shape) {
        var type = operand.tensorType();
        var spread = Fragments.spread(b, padding, shape.shape());
        if (type.elementCount() == 0) {
            return spread;
        }
        var value = operand;
        var inside = Fragments.filled(b, shape.withElementType(ScalarType.I1), 1);
        for (int d = 0; d < type.rank(); d++) {
            var line = TensorType.of(ScalarType.I64, shape.size(d));
            var place = b.subtract(b.iota(line, 0), number(b, low, d, line));
            var step = b.add(number(b, interior, d, line), Fragments.filled(b, line, 1));
            var zero = Fragments.zeros(b, line);
            var index = b.divide(place, step);
            var onElement = b.compare(ComparisonDirection.EQ, b.binary(BinaryOp.Remainder::new, place, step), zero);
            var atLeast = b.compare(ComparisonDirection.GE, place, zero);
            var below = b.compare(ComparisonDirection.LT, index, Fragments.filled(b, line, type.size(d)));
            var held = b.binary(BinaryOp.And::new, onElement, b.binary(BinaryOp.And::new, atLeast, below));
            inside = b.binary(
                    BinaryOp.And::new, inside, b.broadcastInDim(shape.withElementType(ScalarType.I1), held, d));
            value = selected(b, value, d, index);
        }
        return b.select(inside, value, spread);
    }

    /** The sizes of slices are those of the result's offset dimensions, and 1 elsewhere. */
    private static Value gather(DynamicOp.DynamicGather op, RegionBuilder b) {
        var numbers = op.dimensionNumbers();
        var sizes = new long[op.operand().tensorType().rank()];
        int offset = 0;
        for (int d = 0; d < sizes.length; d++) {
            boolean isOne = numbers.collapsedSliceDims().contains(d)
                    || numbers.operandBatchingDims().contains(d);
            sizes[d] = isOne
                    ? 1
                    : op.result().tensorType().size(numbers.offsetDims().dimension(offset++));
        }
        return b.emit((result, info) -> new IndexingOp.Gather(
                op.operand(), op.startIndices(), numbers, Int64Array.of(sizes), op.indicesAreSorted(), result, info));
    }

    /** Pads and dilates first, as far as windows of the result reach, and convolves without. */
    private static Value convolution(DynamicOp.DynamicConv op, RegionBuilder b) {
        var numbers = op.dimensionNumbers();
        var shape = op.lhs().tensorType().shape();
        int spatial = numbers.inputSpatialDimensions().size();
        var low = zeros(b, shape.length);
        var interior = zeros(b, shape.length);
        for (int i = 0; i < spatial; i++) {
            int dimension = numbers.inputSpatialDimensions().dimension(i);
            long kernel =
                    op.rhs().tensorType().size(numbers.kernelSpatialDimensions().dimension(i));
            long windows = op.result()
                    .tensorType()
                    .size(numbers.outputSpatialDimensions().dimension(i));
            shape[dimension] = windows == 0 || kernel == 0
                    ? 0
                    : (windows - 1) * factor(op.windowStrides(), i) + (kernel - 1) * factor(op.rhsDilation(), i) + 1;
            var edge = b.slice(op.padding(), new long[] {i, 0}, new long[] {i + 1L, 1}, new long[] {1, 1});
            low.set(dimension, b.reshape(b.convert(ScalarType.I64, edge), 1));
            interior.set(dimension, vector(b, factor(op.lhsDilation(), i) - 1));
        }
        var elementType = op.lhs().tensorType().elementType();
        var padded = pad(
                b,
                op.lhs(),
                Fragments.zeros(b, TensorType.of(elementType)),
                b.concatenate(0, low),
                b.concatenate(0, interior),
                TensorType.of(elementType, shape));
        return b.emitWithElements(
                op.result().tensorType().elementType(),
                (result, info) -> new LinearAlgebraOp.Convolution(
                        padded,
                        op.rhs(),
                        op.windowStrides(),
                        DenseElements.ofBits(TensorType.of(ScalarType.I64, spatial, 2), new long[2 * spatial]),
                        null,
                        op.rhsDilation(),
                        op.windowReversal(),
                        numbers,
                        op.featureGroupCount(),
                        op.batchGroupCount(),
                        op.precisionConfig(),
                        result,
                        info));
    }

    private static List<Value> zeros(RegionBuilder b, int count) {
        var zeros = new ArrayList<Value>();
        for (int i = 0; i < count; i++) {
            zeros.add(vector(b, 0));
        }
        return zeros;
    }

    private static Value vector(RegionBuilder b, long value) {
        return Fragments.filled(b, TensorType.of(ScalarType.I64, 1), value);
    }

    private static long factor(@Nullable Int64Array factors, int index) {
        return factors == null ? 1 : factors.get(index);
    }
}
