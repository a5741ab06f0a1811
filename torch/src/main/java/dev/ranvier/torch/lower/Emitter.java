package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes StableHLO with shapes that may be open: ops are of static shape where sizes are known, else they take their
 * shapes as operands. Two operands of a method have one element type; where a method says that it broadcasts, it does so
 * as NumPy does.
 */
final class Emitter {
    private final RegionBuilder builder;

    Emitter(RegionBuilder builder) {
        this.builder = builder;
    }

    RegionBuilder builder() {
        return builder;
    }

    // Sizes

    Shape shape(Value value) {
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < rank(value); i++) {
            sizes.add(size(value, i));
        }
        return new Shape(sizes);
    }

    static int rank(Value value) {
        return value.tensorType().rank();
    }

    static ElementType elementType(Value value) {
        return value.tensorType().elementType();
    }

    Size size(Value value, int dimension) {
        var type = value.tensorType();
        if (type.dimension(dimension).isStatic()) {
            return Size.of(type.size(dimension));
        }
        var size = builder.emit((result, info) -> new DynamicOp.GetDimensionSize(value, dimension, result, info));
        return new Size.Open(convert(size, ScalarType.I64), type.dimension(dimension));
    }

    /** A size as a scalar of {@code i64}. */
    Value scalar(Size size) {
        return switch (size) {
            case Size.Known(long value) -> integer(ScalarType.I64, value);
            case Size.Open open -> open.scalar();
        };
    }

    Size product(List<Size> sizes) {
        return sizes.stream().reduce(Size.of(1), (a, b) -> SizeArithmetic.multiply(this, a, b));
    }

    /** The sizes as a vector of {@code i64}. */
    Value extents(Shape shape) {
        if (shape.isStatic()) {
            return builder.constant(DenseElements.ofI64(known(shape)));
        }
        var parts = shape.sizes().stream()
                .map(size -> builder.reshape(scalar(size), 1))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : builder.concatenate(0, parts);
    }

    static long[] known(Shape shape) {
        return shape.type(ScalarType.I1).shape();
    }

    // Constants

    /** A scalar of a real or complex type. */
    Value constant(ElementType elementType, double value) {
        if (elementType instanceof ComplexType(ScalarType part)) {
            return binary(BinaryOp.Complex::new, constant(part, value), constant(part, 0));
        }
        return builder.constant(TensorType.of(elementType), value);
    }

    /** A scalar of an integer type. */
    Value integer(ElementType elementType, long value) {
        return elementType instanceof ScalarType scalar && elementType.isInteger()
                ? builder.constant(DenseElements.ofBits(TensorType.of(scalar), value))
                : constant(elementType, (double) value);
    }

    Value full(Shape shape, ElementType elementType, double value) {
        return shape.isStatic() && elementType instanceof ScalarType
                ? builder.constant(shape.type(elementType), value)
                : broadcast(constant(elementType, value), shape);
    }

    /** A constant of the type of {@code like} in all elements. */
    Value fullLike(Value like, double value) {
        return full(shape(like), elementType(like), value);
    }

    Value iota(Shape shape, ElementType elementType, int dimension) {
        return shape.isStatic()
                ? builder.iota(shape.type(elementType), dimension)
                : builder.emit(
                        shape.type(elementType),
                        (result, info) -> new DynamicOp.DynamicIota(extents(shape), dimension, result, info));
    }

    // Elements

    Value convert(Value value, ElementType elementType) {
        return elementType(value).equals(elementType) ? value : builder.convert(elementType, value);
    }

    /** As {@code f32} where the type is a narrow float: what PyTorch computes such values in. */
    Value wide(Value value) {
        boolean narrow = elementType(value) instanceof ScalarType scalar
                && scalar.kind() == ScalarType.Kind.FLOAT
                && scalar.bitWidth() < 32;
        return narrow ? convert(value, ScalarType.F32) : value;
    }

    Value unary(OpForm.Unary form, Value operand) {
        return builder.unary(form, operand);
    }

    Value unary(OpForm.UnaryWithAccuracy form, Value operand) {
        return builder.unary(form, operand);
    }

    /** An op of two operands, which are broadcast. */
    Value binary(OpForm.Binary form, Value lhs, Value rhs) {
        var shape = Broadcasting.shape(this, List.of(lhs, rhs));
        return builder.binary(form, broadcast(lhs, shape), broadcast(rhs, shape));
    }

    /** An op of a tensor and a number. */
    Value binary(OpForm.Binary form, Value lhs, double rhs) {
        return binary(form, lhs, constant(elementType(lhs), rhs));
    }

    Value add(Value lhs, Value rhs) {
        return binary(BinaryOp.Add::new, lhs, rhs);
    }

    Value add(Value lhs, double rhs) {
        return binary(BinaryOp.Add::new, lhs, rhs);
    }

    Value subtract(Value lhs, Value rhs) {
        return binary(BinaryOp.Subtract::new, lhs, rhs);
    }

    Value multiply(Value lhs, Value rhs) {
        return binary(BinaryOp.Multiply::new, lhs, rhs);
    }

    Value multiply(Value lhs, double rhs) {
        return binary(BinaryOp.Multiply::new, lhs, rhs);
    }

    Value divide(Value lhs, Value rhs) {
        return binary(BinaryOp.Divide::new, lhs, rhs);
    }

    Value maximum(Value lhs, Value rhs) {
        return binary(BinaryOp.Maximum::new, lhs, rhs);
    }

    Value minimum(Value lhs, Value rhs) {
        return binary(BinaryOp.Minimum::new, lhs, rhs);
    }

    /** A comparison of operands that are broadcast. */
    Value compare(ComparisonDirection direction, Value lhs, Value rhs) {
        var shape = Broadcasting.shape(this, List.of(lhs, rhs));
        return builder.compare(direction, broadcast(lhs, shape), broadcast(rhs, shape));
    }

    Value compare(ComparisonDirection direction, Value lhs, double rhs) {
        return compare(direction, lhs, constant(elementType(lhs), rhs));
    }

    /** A choice between operands that are broadcast, the predicate too. */
    Value select(Value predicate, Value onTrue, Value onFalse) {
        var shape = Broadcasting.shape(this, List.of(predicate, onTrue, onFalse));
        return builder.select(broadcast(predicate, shape), broadcast(onTrue, shape), broadcast(onFalse, shape));
    }

    Value select(Value predicate, double onTrue, Value onFalse) {
        return select(predicate, constant(elementType(onFalse), onTrue), onFalse);
    }

    Value select(Value predicate, Value onTrue, double onFalse) {
        return select(predicate, onTrue, constant(elementType(onTrue), onFalse));
    }

    Value not(Value predicate) {
        return unary(UnaryOp.Not::new, predicate);
    }

    // Shapes

    /** The value under a shape that it broadcasts to. */
    Value broadcast(Value value, Shape shape) {
        int outer = shape.rank() - rank(value);
        return broadcast(
                value,
                shape,
                IntStream.range(0, rank(value)).map(i -> outer + i).toArray());
    }

    /** The value with its dimension i as dimension {@code dimensions[i]} of the result. */
    Value broadcast(Value value, Shape shape, int... dimensions) {
        var type = shape.type(elementType(value));
        if (type.equals(value.tensorType()) && isIdentity(dimensions)) {
            return value;
        }
        var mapped = longs(dimensions);
        return shape.isStatic()
                ? builder.broadcastInDim(type, value, mapped)
                : builder.emit(
                        type,
                        (result, info) -> new DynamicOp.DynamicBroadcastInDim(
                                value, extents(shape), Int64Array.of(mapped), null, null, result, info));
    }

    private static boolean isIdentity(int[] dimensions) {
        return IntStream.range(0, dimensions.length).allMatch(i -> dimensions[i] == i);
    }

    Value reshape(Value value, Shape shape) {
        var type = shape.type(elementType(value));
        if (type.equals(value.tensorType())) {
            return value;
        }
        return shape.isStatic() && value.tensorType().isStatic()
                ? builder.emit(type, (result, info) -> new ShapeOp.Reshape(value, result, info))
                : builder.emit(
                        type, (result, info) -> new DynamicOp.DynamicReshape(value, extents(shape), result, info));
    }

    Value unsqueeze(Value value, int dimension) {
        return reshape(value, shape(value).inserted(dimension, Size.of(1)));
    }

    Value squeeze(Value value, int dimension) {
        return reshape(value, shape(value).without(dimension));
    }

    Value transpose(Value value, int... permutation) {
        return isIdentity(permutation) ? value : builder.transpose(value, longs(permutation));
    }

    /** With two dimensions exchanged. */
    Value swap(Value value, int a, int b) {
        var permutation = IntStream.range(0, rank(value)).toArray();
        permutation[a] = b;
        permutation[b] = a;
        return transpose(value, permutation);
    }

    Value concatenate(int dimension, List<Value> values) {
        return values.size() == 1 ? values.getFirst() : builder.concatenate(dimension, values);
    }

    /** Every {@code step}-th element from {@code start} to before {@code limit} along a dimension. */
    Value slice(Value value, int dimension, Size start, Size limit, long step) {
        var shape = shape(value);
        if (start instanceof Size.Known(long first)
                && limit instanceof Size.Known(long last)
                && shape.size(dimension) instanceof Size.Known
                && shape.isStatic()) {
            var starts = new long[shape.rank()];
            var limits = known(shape);
            var strides = longs(ones(shape.rank()));
            starts[dimension] = first;
            limits[dimension] = last;
            strides[dimension] = step;
            return builder.slice(value, starts, limits, strides);
        }
        var starts = Shape.of(new long[shape.rank()]).with(dimension, start);
        var strides = Shape.of(longs(ones(shape.rank()))).with(dimension, step);
        var length = SizeArithmetic.sliceLength(this, start, limit, step);
        return builder.emit(
                shape.with(dimension, length).type(elementType(value)),
                (result, info) -> new DynamicOp.RealDynamicSlice(
                        value, extents(starts), extents(shape.with(dimension, limit)), extents(strides), result, info));
    }

    Value slice(Value value, int dimension, long start, long limit) {
        return slice(value, dimension, Size.of(start), Size.of(limit), 1);
    }

    /** One element along a dimension, which goes away. */
    Value select(Value value, int dimension, Size index) {
        var end = SizeArithmetic.add(this, index, Size.of(1));
        return squeeze(slice(value, dimension, index, end, 1), dimension);
    }

    /** With {@code low} and {@code high} elements of {@code padding} around; negative numbers remove. */
    Value pad(Value value, Value padding, long[] low, long[] high) {
        if (Arrays.stream(low).allMatch(n -> n == 0) && Arrays.stream(high).allMatch(n -> n == 0)) {
            return value;
        }
        return builder.emit((result, info) -> new ShapeOp.Pad(
                value,
                padding,
                Int64Array.of(low),
                Int64Array.of(high),
                Int64Array.filled(low.length, 0),
                result,
                info));
    }

    Value reverse(Value value, int... dimensions) {
        return builder.emit(
                (result, info) -> new ShapeOp.Reverse(value, Int64Array.of(longs(dimensions)), result, info));
    }

    // Products and others

    /** Sums of products over one dimension of each, for the leading {@code batch} dimensions of both. */
    Value dot(Value lhs, Value rhs, int batch, int lhsContracted, int rhsContracted) {
        var batching = Int64Array.of(IntStream.range(0, batch).mapToLong(i -> i).toArray());
        var numbers =
                new DotDimensionNumbers(batching, batching, Int64Array.of(lhsContracted), Int64Array.of(rhsContracted));
        return builder.emitWithElements(
                elementType(lhs),
                (result, info) -> new LinearAlgebraOp.DotGeneral(lhs, rhs, numbers, null, null, result, info));
    }

    Value isInfinite(Value value) {
        return unary(ChloOp.Unary.IsInf::new, value);
    }

    Value bitcast(Value value, TensorType type) {
        return builder.emit(type, (result, info) -> new ElementwiseOp.BitcastConvert(value, result, info));
    }

    static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static int[] ones(int count) {
        var ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
