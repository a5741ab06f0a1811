package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A few ops that several expansions need. */
final class Fragments {
    private Fragments() {}

    /** Zeros of any element type; of a quantized one, the stored number 0. */
    static Value zeros(RegionBuilder b, TensorType type) {
        var zero = MemorySegment.ofArray(new byte[type.elementType().byteWidth()]);
        return b.constant(new DenseElements(type, zero, true));
    }

    /** An integer in every element. */
    static Value filled(RegionBuilder b, TensorType type, long bits) {
        var element = DenseElements.ofBits(TensorType.of(type.elementType()), bits);
        return b.constant(new DenseElements(type, element.data(), true));
    }

    static Value scalar(RegionBuilder b, ScalarType type, long value) {
        return filled(b, TensorType.of(type), value);
    }

    /** A scalar in every element of a shape. */
    static Value spread(RegionBuilder b, Value scalar, long... shape) {
        return shape.length == 0
                ? scalar
                : b.broadcastInDim(TensorType.of(scalar.tensorType().elementType(), shape), scalar);
    }

    /** An element of a tensor of rank 1. */
    static Value element(RegionBuilder b, Value vector, long index) {
        return b.reshape(b.slice(vector, new long[] {index}, new long[] {index + 1}, new long[] {1}));
    }

    /** What lies before {@code limits} in all dimensions. */
    static Value firsts(RegionBuilder b, Value operand, long... limits) {
        var none = new long[limits.length];
        var ones = new long[limits.length];
        Arrays.fill(ones, 1);
        return b.slice(operand, none, limits, ones);
    }

    /** The position of each element of a shape in row-major order. */
    static Value positions(RegionBuilder b, ScalarType type, long... shape) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return b.reshape(b.iota(TensorType.of(type, count), 0), shape);
    }

    /** The bits as another type of the same width. */
    static Value bitcast(RegionBuilder b, ElementType type, Value operand) {
        return operand.tensorType().elementType().equals(type)
                ? operand
                : b.emitWithElements(type, (result, info) -> new ElementwiseOp.BitcastConvert(operand, result, info));
    }

    /** The slice at an index of a dimension, which the result lacks. */
    static Value dynamicSlice(RegionBuilder b, Value operand, int dimension, Value index) {
        var sizes = operand.tensorType().shape();
        sizes[dimension] = 1;
        var starts = starts(b, index, dimension, sizes.length);
        var slice = b.emit(
                (result, info) -> new IndexingOp.DynamicSlice(operand, starts, Int64Array.of(sizes), result, info));
        return b.reshape(slice, without(sizes, dimension));
    }

    /** The operand with the slice at an index of a dimension replaced. */
    static Value dynamicUpdate(RegionBuilder b, Value operand, Value slice, int dimension, Value index) {
        var sizes = operand.tensorType().shape();
        sizes[dimension] = 1;
        var update = b.reshape(slice, sizes);
        var starts = starts(b, index, dimension, sizes.length);
        return b.emit((result, info) -> new IndexingOp.DynamicUpdateSlice(operand, update, starts, result, info));
    }

    private static List<Value> starts(RegionBuilder b, Value index, int dimension, int rank) {
        var zero = scalar(b, (ScalarType) index.tensorType().elementType(), 0);
        return IntStream.range(0, rank)
                .mapToObj(d -> d == dimension ? index : zero)
                .toList();
    }

    static long[] without(long[] sizes, int dimension) {
        return IntStream.range(0, sizes.length)
                .filter(d -> d != dimension)
                .mapToLong(d -> sizes[d])
                .toArray();
    }

    /** The sum over dimensions, in the element type. */
    static Value sum(RegionBuilder b, Value operand, long... dimensions) {
        var zero = zeros(b, TensorType.of(operand.tensorType().elementType()));
        return b.reduce(BinaryOp.Add::new, operand, zero, dimensions);
    }

    /** Adds the ops of a region with values for its arguments, and gives its results. */
    static List<Value> inline(RegionBuilder b, Region region, List<Value> arguments) {
        var substitution = new Substitution();
        substitution.replaceAll(region.arguments(), arguments);
        for (var op : region.ops().subList(0, region.ops().size() - 1)) {
            var types = op.results().stream().map(Value::type).toList();
            var regions = op.regions().stream().map(substitution::copy).toList();
            var results = b.emitAll(
                    types, (made, info) -> op.schema().with(op, substitution.of(op.operands()), regions, made));
            substitution.replaceAll(op.results(), results);
        }
        return substitution.of(region.results());
    }
}
