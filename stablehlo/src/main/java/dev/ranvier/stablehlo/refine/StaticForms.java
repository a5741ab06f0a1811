package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops of run-time shape as ops of static shape, where the shape operands are known. */
final class StaticForms {
    private final Scope scope;

    StaticForms(Scope scope) {
        this.scope = scope;
    }

    /**
     * Ops on the same original operands that need no shape operands, or {@code op} where there are none. The last has
     * the results of {@code op}.
     */
    List<Op> of(Op op) {
        if (op instanceof DynamicOp.RealDynamicSlice slice) {
            return slice(slice);
        }
        if (op instanceof DynamicOp.SetDimensionSize set) {
            return resized(set);
        }
        return List.of(op instanceof DynamicOp dynamic ? of(dynamic) : op);
    }

    private Op of(DynamicOp op) {
        return switch (op) {
            case DynamicOp.DynamicBroadcastInDim broadcast -> {
                var result = shaped(broadcast.result(), broadcast.outputDimensions());
                yield result == null
                        ? op
                        : new ShapeOp.BroadcastInDim(
                                broadcast.operand(), broadcast.broadcastDimensions(), result, op.info());
            }
            case DynamicOp.DynamicReshape reshape -> {
                var result = shaped(reshape.result(), reshape.outputShape());
                yield result == null ? op : new ShapeOp.Reshape(reshape.operand(), result, op.info());
            }
            case DynamicOp.DynamicIota iota -> {
                var result = shaped(iota.result(), iota.outputShape());
                yield result == null ? op : new ShapeOp.Iota(iota.iotaDimension(), result, op.info());
            }
            case DynamicOp.DynamicPad pad -> pad(pad);
            case DynamicOp.DynamicGather gather -> {
                var sizes = array(gather.sliceSizes());
                yield sizes == null
                        ? op
                        : new IndexingOp.Gather(
                                gather.operand(),
                                gather.startIndices(),
                                gather.dimensionNumbers(),
                                sizes,
                                gather.indicesAreSorted(),
                                gather.result(),
                                op.info());
            }
            case DynamicOp.DynamicConv conv -> conv(conv);
            case DynamicOp.RealDynamicSlice _, DynamicOp.GetDimensionSize _, DynamicOp.SetDimensionSize _ -> op;
        };
    }

    private @Nullable Int64Array array(Value value) {
        var known = scope.known(value);
        return known == null ? null : Int64Array.of(known.toArray());
    }

    /** A result of the shape that an operand gives, or of its own where this is static; null where neither is known. */
    private @Nullable OpResult shaped(OpResult result, Value shape) {
        var known = scope.known(shape);
        if (result.type() instanceof TensorType type && (known != null || type.isStatic())) {
            if (known == null) {
                return result;
            }
            if (known.elements().stream().anyMatch(size -> size < 0)) {
                throw RanvierException.invalid("a shape must not have negative sizes, got " + known.elements());
            }
            return new OpResult(type.withDimensions(
                    known.elements().stream().map(Dimension::of).toList()));
        }
        return null;
    }

    private Op pad(DynamicOp.DynamicPad op) {
        var low = array(op.edgePaddingLow());
        var high = array(op.edgePaddingHigh());
        var interior = array(op.interiorPadding());
        return low == null || high == null || interior == null
                ? op
                : new ShapeOp.Pad(op.operand(), op.paddingValue(), low, high, interior, op.result(), op.info());
    }

    private List<Op> slice(DynamicOp.RealDynamicSlice op) {
        var start = array(op.startIndices());
        var limit = array(op.limitIndices());
        var strides = array(op.strides());
        if (start != null && limit != null && strides != null) {
            return List.of(new ShapeOp.Slice(op.operand(), start, limit, strides, op.result(), op.info()));
        }
        var sizes = sizes(op);
        return sizes == null || strides == null || strides.stream().anyMatch(stride -> stride != 1)
                ? List.of(op)
                : dynamicSlice(op, sizes);
    }

    /** The distance from start to limit, where the result has it or limit is written as start plus something known. */
    private @Nullable Int64Array sizes(DynamicOp.RealDynamicSlice op) {
        if (op.result().type() instanceof TensorType type && type.isStatic()) {
            return Int64Array.of(type.shape());
        }
        var sum = scope.sum(op.limitIndices());
        if (sum == null) {
            return null;
        }
        return sum.lhs() == op.startIndices()
                ? array(sum.rhs())
                : sum.rhs() == op.startIndices() ? array(sum.lhs()) : null;
    }

    private List<Op> dynamicSlice(DynamicOp.RealDynamicSlice op, Int64Array sizes) {
        var elementType = op.startIndices().tensorType().elementType();
        var ops = new ArrayList<Op>();
        var indices = new ArrayList<Value>();
        for (int i = 0; i < sizes.size(); i++) {
            var element = new OpResult(TensorType.of(elementType, 1));
            var index = new OpResult(TensorType.of(elementType));
            var first = Int64Array.of(i);
            var last = Int64Array.of(i + 1L);
            ops.add(new ShapeOp.Slice(op.startIndices(), first, last, Int64Array.of(1), element, op.info()));
            ops.add(new ShapeOp.Reshape(element, index, op.info()));
            indices.add(index);
        }
        ops.add(new IndexingOp.DynamicSlice(op.operand(), indices, sizes, op.result(), op.info()));
        return ops;
    }

    /** Of a known size: what lies beyond is cut off, and zeros come in where the dimension was smaller. */
    private List<Op> resized(DynamicOp.SetDimensionSize op) {
        var size = scope.known(op.size());
        if (size == null || !(scope.type(op.operand()) instanceof TensorType type) || !type.isStatic()) {
            return List.of(op);
        }
        var none = Int64Array.filled(type.rank(), 0);
        var high = none.toArray();
        int dimension = Math.toIntExact(op.dimension());
        high[dimension] = size.get(0) - type.size(dimension);
        var zero = new OpResult(TensorType.of(type.elementType()));
        var bytes = MemorySegment.ofArray(new byte[type.elementType().byteWidth()]);
        var elements = new DenseElements(zero.tensorType(), bytes, false);
        return List.of(
                new ShapeOp.Constant(elements, zero, op.info()),
                new ShapeOp.Pad(op.operand(), zero, none, Int64Array.of(high), none, op.result(), op.info()));
    }

    private Op conv(DynamicOp.DynamicConv op) {
        var padding = scope.known(op.padding());
        if (padding == null) {
            return op;
        }
        var values = DenseElements.ofBits(padding.type().withElementType(ScalarType.I64), padding.toArray());
        return new LinearAlgebraOp.Convolution(
                op.lhs(),
                op.rhs(),
                op.windowStrides(),
                values,
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                op.dimensionNumbers(),
                op.featureGroupCount(),
                op.batchGroupCount(),
                op.precisionConfig(),
                op.result(),
                op.info());
    }
}
