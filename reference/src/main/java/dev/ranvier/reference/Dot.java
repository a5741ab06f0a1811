package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.DotAlgorithm;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Specification section "dot_general". {@code precision_config} changes nothing: every product is of full precision. */
final class Dot {
    private Dot() {}

    /** Contracts the last dimension of {@code lhs} with the first of {@code rhs}, which are vectors or matrices. */
    static Tensor dot(Tensor lhs, Tensor rhs, ElementType resultType) {
        var dimensions = new DotDimensionNumbers(
                Int64Array.of(), Int64Array.of(), Int64Array.of(lhs.rank() - 1), Int64Array.of(0));
        return dotGeneral(lhs, rhs, dimensions, null, resultType);
    }

    static Tensor dotGeneral(
            Tensor lhs,
            Tensor rhs,
            DotDimensionNumbers dimensions,
            @Nullable DotAlgorithm algorithm,
            ElementType resultType) {
        var left = side(lhs, dimensions.lhsBatchingDimensions(), dimensions.lhsContractingDimensions());
        var right = side(rhs, dimensions.rhsBatchingDimensions(), dimensions.rhsContractingDimensions());
        var shape = LongStream.concat(
                        left.batch().stream(), LongStream.concat(left.free().stream(), right.free().stream()))
                .toArray();
        int batches = Math.toIntExact(Index.count(left.batch().toArray()));
        int rows = Math.toIntExact(Index.count(left.free().toArray()));
        int columns = Math.toIntExact(Index.count(right.free().toArray()));
        int depth = Math.toIntExact(Index.count(left.contracted().toArray()));

        var result = Tensor.zeros(resultType, shape);
        var products = algorithm == null || !resultType.isFloat()
                ? Products.of(left.elements(), right.elements(), resultType)
                : new ComponentProducts(left.elements(), right.elements(), algorithm);
        int next = 0;
        for (int batch = 0; batch < batches; batch++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    products.add((batch * rows + row) * depth, (batch * columns + column) * depth, depth);
                    products.store(result, next++);
                }
            }
        }
        return result;
    }

    /** An operand in the order batching, free, contracting dimensions, and their sizes. */
    private record Side(Tensor elements, Int64Array batch, Int64Array free, Int64Array contracted) {}

    private static Side side(Tensor operand, Int64Array batching, Int64Array contracting) {
        var free = Int64Array.of(IntStream.of(Gather.keptDimensions(operand.rank(), batching, contracting))
                .asLongStream()
                .toArray());
        var order = LongStream.concat(batching.stream(), LongStream.concat(free.stream(), contracting.stream()))
                .toArray();
        return new Side(
                ShapeOps.transpose(operand, order),
                sizes(operand, batching),
                sizes(operand, free),
                sizes(operand, contracting));
    }

    private static Int64Array sizes(Tensor operand, Int64Array dimensions) {
        return Int64Array.of(dimensions.stream().map(d -> operand.size((int) d)).toArray());
    }
}
