package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Ops that only move elements: for an index of the result, the index of the operand. */
final class Moves {
    private Moves() {}

    static Element element(ElementEmitter e, ShapeOp op, List<Index> at) {
        return switch (op) {
            case ShapeOp.Constant constant -> constant(e, (DenseElements) constant.value());
            case ShapeOp.Iota iota -> iota(e, iota, at);
            case ShapeOp.Broadcast broadcast -> {
                int added = broadcast.broadcastSizes().size();
                yield e.at(broadcast.operand(), at.subList(added, at.size()));
            }
            case ShapeOp.BroadcastInDim broadcast -> e.at(broadcast.operand(), broadcastIndices(broadcast, at));
            case ShapeOp.Reshape reshape -> reshape(e, reshape, at);
            case ShapeOp.Transpose transpose -> {
                var indices = new ArrayList<>(at);
                for (int d = 0; d < at.size(); d++) {
                    indices.set(transpose.permutation().dimension(d), at.get(d));
                }
                yield e.at(transpose.operand(), List.copyOf(indices));
            }
            case ShapeOp.Reverse reverse -> {
                var indices = new ArrayList<>(at);
                for (int d = 0; d < at.size(); d++) {
                    if (reverse.dimensions().contains(d)) {
                        long size = reverse.operand().tensorType().size(d);
                        indices.set(d, e.indices().subtractFrom(size - 1, at.get(d)));
                    }
                }
                yield e.at(reverse.operand(), List.copyOf(indices));
            }
            case ShapeOp.Slice slice -> {
                var indices = new ArrayList<Index>();
                for (int d = 0; d < at.size(); d++) {
                    var scaled = e.indices().multiply(at.get(d), slice.strides().get(d));
                    indices.add(e.indices().add(scaled, slice.startIndices().get(d)));
                }
                yield e.at(slice.operand(), List.copyOf(indices));
            }
            case ShapeOp.Concatenate concatenate -> concatenate(e, concatenate, at);
            case ShapeOp.Pad pad -> pad(e, pad, at);
        };
    }

    private static Element constant(ElementEmitter e, DenseElements elements) {
        if (!elements.isSplat() && elements.elementCount() != 1) {
            throw new IllegalStateException("a constant of many elements is an argument of a kernel");
        }
        if (elements.type().elementType() instanceof ComplexType complex) {
            long width = complex.part().byteWidth();
            var part = TensorType.of(complex.part());
            var real = new DenseElements(part, elements.data().asSlice(0, width), false);
            var imaginary = new DenseElements(part, elements.data().asSlice(width, width), false);
            return e.constant(complex, real.getLong(0), imaginary.getLong(0));
        }
        return e.constant(elements.type().elementType(), elements.getLong(0), 0);
    }

    private static Element iota(ElementEmitter e, ShapeOp.Iota op, List<Index> at) {
        var index = e.indices().lanes(at.get((int) op.iotaDimension()));
        return Conversions.convert(
                e.function(), ScalarType.I64, op.output().tensorType().elementType(), new Real(index));
    }

    static List<Index> broadcastIndices(ShapeOp.BroadcastInDim op, List<Index> at) {
        var operand = op.operand().tensorType();
        var indices = new ArrayList<Index>();
        for (int d = 0; d < operand.rank(); d++) {
            indices.add(
                    operand.size(d) == 1
                            ? Index.of(0)
                            : at.get(op.broadcastDimensions().dimension(d)));
        }
        return List.copyOf(indices);
    }

    private static Element reshape(ElementEmitter e, ShapeOp.Reshape op, List<Index> at) {
        if (e.kernel().isFlat()) {
            return e.at(op.operand(), at);
        }
        var shape = op.result().tensorType().shape();
        var argument = e.kernel().argument(op.operand());
        var operand = op.operand().tensorType();
        return argument != null
                ? e.memory().load(operand.elementType(), argument, e.indices().linear(at, shape))
                : e.at(op.operand(), e.indices().regroup(at, shape, operand.shape()));
    }

    /** Unless it is known which operand has the index, all are read, within their bounds, and that one is chosen. */
    private static Element concatenate(ElementEmitter e, ShapeOp.Concatenate op, List<Index> at) {
        int dimension = (int) op.dimension();
        if (at.get(dimension) instanceof Index.Uniform
                && op.inputs().stream().allMatch(input -> e.kernel().argument(input) != null)) {
            return fromOneTensor(e, op, at);
        }
        Element result = null;
        long end = op.result().tensorType().size(dimension);
        for (var input : op.inputs().reversed()) {
            long size = input.tensorType().size(dimension);
            long start = end - size;
            if (size > 0) {
                var isHere = e.indices().within(at.get(dimension), start, end);
                if (isHere.equals(IrValue.TRUE)) {
                    return atShifted(e, input, at, dimension, start, size);
                }
                if (!isHere.equals(IrValue.FALSE)) {
                    var element = atShifted(e, input, at, dimension, start, size);
                    result = result == null ? element : e.choose(isHere, element, result);
                }
            }
            end = start;
        }
        if (result == null) {
            throw new IllegalStateException("an empty concatenation has no elements");
        }
        return result;
    }

    /** All lanes from the same operand, which is chosen by its address. */
    private static Element fromOneTensor(ElementEmitter e, ShapeOp.Concatenate op, List<Index> at) {
        int dimension = (int) op.dimension();
        var indices = new ArrayList<>(at);
        IrValue base = null;
        var position = Index.of(0);
        long end = op.result().tensorType().size(dimension);
        for (var input : op.inputs().reversed()) {
            long start = end - input.tensorType().size(dimension);
            if (start < end) {
                indices.set(dimension, e.indices().add(at.get(dimension), -start));
                var here = e.indices().linear(indices, input.tensorType().shape());
                var tensor = Objects.requireNonNull(e.kernel().argument(input));
                var isHere = e.indices().within(at.get(dimension), start, end);
                position = base == null ? here : e.indices().choose(isHere, here, position);
                base = base == null ? tensor : e.function().select(isHere, tensor, base);
            }
            end = start;
        }
        return e.memory().load(op.result().tensorType().elementType(), Objects.requireNonNull(base), position);
    }

    private static Element atShifted(
            ElementEmitter e, Value input, List<Index> at, int dimension, long start, long size) {
        var indices = new ArrayList<>(at);
        indices.set(dimension, e.indices().clamp(e.indices().add(at.get(dimension), -start), size - 1));
        return e.at(input, List.copyOf(indices));
    }

    private static Element pad(ElementEmitter e, ShapeOp.Pad op, List<Index> at) {
        var operand = op.operand().tensorType();
        var padding = e.at(op.paddingValue(), List.of());
        if (operand.elementCount() == 0) {
            return padding;
        }
        var f = e.function();
        var indices = new ArrayList<Index>();
        IrValue inside = IrValue.integer(IrType.I1, 1);
        for (int d = 0; d < operand.rank(); d++) {
            long step = op.interiorPadding().get(d) + 1;
            long low = op.edgePaddingLow().get(d);
            var shifted = e.indices().add(at.get(d), -low);
            long extent = (operand.size(d) - 1) * step + 1;
            if (low == 0 && step == 1 && op.edgePaddingHigh().get(d) <= 0) {
                indices.add(shifted);
                continue;
            }
            inside = and(e, inside, e.indices().within(shifted, 0, extent));
            if (inside.equals(IrValue.FALSE)) {
                return padding;
            }
            var held = e.indices().clamp(shifted, extent - 1);
            if (step > 1) {
                var rest = e.indices().vector(e.indices().remainder(held, step));
                inside = and(e, inside, f.compare("eq", rest, IrValue.integer(rest.type(), 0)));
            }
            indices.add(e.indices().divide(held, step));
        }
        var element = e.at(op.operand(), List.copyOf(indices));
        return inside.isConstant() ? element : e.choose(inside, element, padding);
    }

    /** Both, of which either may be uniform. */
    static IrValue and(ElementEmitter e, IrValue x, IrValue y) {
        if (x.isConstant()) {
            return x.equals(IrValue.TRUE) ? y : x;
        }
        if (y.isConstant()) {
            return y.equals(IrValue.TRUE) ? x : y;
        }
        if (x.type().equals(y.type())) {
            return e.function().binary("and", x, y);
        }
        var wideX = x.type().isVector() ? x : e.function().splat(x, e.lanes());
        var wideY = y.type().isVector() ? y : e.function().splat(y, e.lanes());
        return e.function().binary("and", wideX, wideY);
    }

    static Element element(ElementEmitter e, IndexingOp op, List<Index> at) {
        return switch (op) {
            case IndexingOp.DynamicSlice slice -> {
                var indices = new ArrayList<Index>();
                for (int d = 0; d < at.size(); d++) {
                    long greatest = slice.operand().tensorType().size(d)
                            - slice.sliceSizes().get(d);
                    var start = e.indices()
                            .clamp(scalarIndex(e, slice.startIndices().get(d)), greatest);
                    indices.add(e.indices().add(start, at.get(d)));
                }
                yield e.at(slice.operand(), List.copyOf(indices));
            }
            case IndexingOp.Gather gather -> Gathers.element(e, gather, at);
            case IndexingOp.DynamicUpdateSlice _, IndexingOp.Scatter _, IndexingOp.TorchIndexSelect _ ->
                throw new IllegalStateException(op.opName() + " has no code for its elements");
        };
    }

    /** A scalar index operand, the same in all lanes. */
    static Index scalarIndex(ElementEmitter e, Value scalar) {
        var one = e.withLanes(1);
        var type = (ScalarType) scalar.tensorType().elementType();
        return one.indices().of(indexValue(one, type, one.at(scalar, List.of()).value()));
    }

    /** An integer as {@code i64}; one too large for it as the greatest. */
    static IrValue indexValue(ElementEmitter e, ScalarType type, IrValue value) {
        if (Scalars.isSigned(type)) {
            return e.function().cast("sext", value, IrType.I64);
        }
        if (type.bitWidth() < 64) {
            return e.function().cast("zext", value, IrType.I64);
        }
        return e.function().intrinsic("llvm.umin", value, IrValue.integer(value.type(), Long.MAX_VALUE));
    }
}
