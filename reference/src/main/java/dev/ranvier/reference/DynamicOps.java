package dev.ranvier.reference;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;

/** {@link DynamicOp}s: the ops of the same names with run-time shapes. */
final class DynamicOps {
    private DynamicOps() {}

    static Tensor evaluate(DynamicOp op, Scope scope) {
        return switch (op) {
            case DynamicOp.DynamicBroadcastInDim broadcast ->
                ShapeOps.broadcastInDim(
                        scope.tensor(broadcast.operand()),
                        broadcast.broadcastDimensions().toArray(),
                        longs(broadcast.outputDimensions(), scope));
            case DynamicOp.DynamicConv convolution ->
                LinearAlgebraOps.onReals(
                        scope.tensor(convolution.lhs()),
                        scope.tensor(convolution.rhs()),
                        convolution.result(),
                        (lhs, rhs, type) -> Convolution.of(convolution, lhs, rhs, scope.tensor(convolution.padding()))
                                .evaluate(type));
            case DynamicOp.DynamicGather gather ->
                Gather.gather(
                        scope.tensor(gather.operand()),
                        scope.tensor(gather.startIndices()),
                        gather.dimensionNumbers(),
                        longs(gather.sliceSizes(), scope));
            case DynamicOp.DynamicIota iota ->
                ShapeOps.iota(iota.result().tensorType().elementType(), longs(iota.outputShape(), scope), (int)
                        iota.iotaDimension());
            case DynamicOp.DynamicPad pad ->
                ShapeOps.pad(
                        scope.tensor(pad.operand()),
                        scope.tensor(pad.paddingValue()),
                        longs(pad.edgePaddingLow(), scope),
                        longs(pad.edgePaddingHigh(), scope),
                        longs(pad.interiorPadding(), scope));
            case DynamicOp.DynamicReshape reshape ->
                scope.tensor(reshape.operand()).reshaped(longs(reshape.outputShape(), scope));
            case DynamicOp.RealDynamicSlice slice ->
                ShapeOps.slice(
                        scope.tensor(slice.operand()),
                        longs(slice.startIndices(), scope),
                        longs(slice.limitIndices(), scope),
                        longs(slice.strides(), scope));
            case DynamicOp.GetDimensionSize get ->
                Tensor.scalar(ScalarType.I32, scope.tensor(get.operand()).size((int) get.dimension()));
            case DynamicOp.SetDimensionSize set ->
                setDimensionSize(
                        scope.tensor(set.operand()),
                        scope.tensor(set.size()).getLong(0),
                        (int) set.dimension(),
                        set.result().tensorType());
        };
    }

    private static long[] longs(Value value, Scope scope) {
        return scope.tensor(value).toLongs();
    }

    /**
     * The first {@code size} elements along a dimension. Where the dimension was smaller before, zeros come in: the
     * specification, which has no section for this op, leaves open what they are.
     */
    private static Tensor setDimensionSize(Tensor operand, long size, int dimension, TensorType type) {
        long bound = switch (type.dimension(dimension)) {
            case Dimension.Static(long fixed) -> fixed;
            case Dimension.Bounded(long greatest) -> greatest;
            case Dimension.Symbolic _, Dimension.Unknown _ -> Math.max(size, operand.size(dimension));
        };
        if (size < 0 || size > bound) {
            throw RanvierException.invalid(
                    "size " + size + " of dimension " + dimension + " is not within 0 and its bound " + bound);
        }
        var none = new long[operand.rank()];
        var high = Index.with(none, dimension, size - operand.size(dimension));
        return ShapeOps.pad(operand, Tensor.zeros(operand.elementType()), none, high, none);
    }
}
