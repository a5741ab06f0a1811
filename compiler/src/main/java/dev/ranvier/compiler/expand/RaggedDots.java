package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp.RaggedDot;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;
import java.util.stream.LongStream;

/**
 * {@code chlo.ragged_dot} as a loop over the groups, which lie one after the other along the ragged dimension of lhs. A
 * free ragged dimension: the product with each group's matrix of rhs, of which its rows are kept. A contracting one: the
 * products of operands that are zero outside of the group. A batching one: groups change nothing.
 */
final class RaggedDots {
    private final RaggedDot op;
    private final RegionBuilder b;
    private final RaggedDotDimensionNumbers numbers;
    private final int ragged;
    private final long[] lhsFree;
    /** The dimensions of lhs by which group sizes differ. */
    private final long[] prefix;

    RaggedDots(RaggedDot op, RegionBuilder b) {
        this.op = op;
        this.b = b;
        this.numbers = op.raggedDotDimensionNumbers();
        this.ragged = numbers.lhsRaggedDimensions().dimension(0);
        this.lhsFree = LongStream.range(0, op.lhs().tensorType().rank())
                .filter(d -> !numbers.lhsBatchingDimensions().contains(d)
                        && !numbers.lhsContractingDimensions().contains(d))
                .toArray();
        this.prefix = op.groupSizes().tensorType().rank() == 1 ? new long[0] : prefix();
    }

    private boolean isContracting() {
        return numbers.lhsContractingDimensions().contains(ragged);
    }

    private long[] prefix() {
        var outer = isContracting() ? numbers.lhsContractingDimensions().stream() : LongStream.of(lhsFree);
        return LongStream.concat(numbers.lhsBatchingDimensions().stream(), outer.takeWhile(d -> d != ragged))
                .toArray();
    }

    Value value() {
        if (numbers.lhsBatchingDimensions().contains(ragged)) {
            return product(b, op.lhs(), op.rhs(), numbers.rhsBatchingDimensions(), numbers.rhsContractingDimensions());
        }
        var sizes = op.groupSizes().tensorType();
        long groups = sizes.size(sizes.rank() - 1);
        var starts =
                Fragments.zeros(b, TensorType.of(ScalarType.I64, Fragments.without(sizes.shape(), sizes.rank() - 1)));
        var state = List.of(
                Fragments.scalar(b, ScalarType.I64, 0),
                starts,
                Fragments.zeros(b, op.result().tensorType()));
        var results = b.whileLoop(
                state,
                condition -> condition.compare(
                        ComparisonDirection.LT,
                        condition.argument(0),
                        Fragments.scalar(condition, ScalarType.I64, groups)),
                this::group);
        return results.getLast();
    }

    private List<Value> group(RegionBuilder body) {
        var group = body.argument(0);
        var starts = body.argument(1);
        var before = body.argument(2);
        var ends = ends(body, group, starts);
        var next = body.add(group, Fragments.scalar(body, ScalarType.I64, 1));
        if (isContracting()) {
            var lhs = masked(body, op.lhs(), ragged, prefix, starts, ends);
            var rhs = masked(
                    body,
                    op.rhs(),
                    partner(ragged),
                    LongStream.of(prefix).map(this::partner).toArray(),
                    starts,
                    ends);
            var product = product(body, lhs, rhs, numbers.rhsBatchingDimensions(), numbers.rhsContractingDimensions());
            return List.of(next, ends, Fragments.dynamicUpdate(body, before, product, 0, group));
        }
        int groupDimension = numbers.rhsGroupDimensions().dimension(0);
        var matrix = Fragments.dynamicSlice(body, op.rhs(), groupDimension, group);
        var product = product(
                body,
                op.lhs(),
                matrix,
                behind(numbers.rhsBatchingDimensions(), groupDimension),
                behind(numbers.rhsContractingDimensions(), groupDimension));
        var inside = inside(
                body,
                product.tensorType(),
                resultDimension(ragged),
                LongStream.of(prefix).map(this::resultDimension).toArray(),
                starts,
                ends);
        return List.of(next, ends, body.select(inside, product, before));
    }

    /** Where the group ends: sizes that exceed the dimension together are cut off at its end. */
    private Value ends(RegionBuilder body, Value group, Value starts) {
        var type = starts.tensorType();
        int last = op.groupSizes().tensorType().rank() - 1;
        var size = body.convert(ScalarType.I64, Fragments.dynamicSlice(body, op.groupSizes(), last, group));
        var length = Fragments.filled(body, type, op.lhs().tensorType().size(ragged));
        var rest = body.subtract(length, starts);
        var none = Fragments.zeros(body, type);
        var cut = body.emit((result, info) -> new ElementwiseOp.Clamp(none, size, rest, result, info));
        return body.add(starts, cut);
    }

    /** The dimension of rhs that batches or contracts with one of lhs. */
    private long partner(long dimension) {
        int batch = numbers.lhsBatchingDimensions().indexOf(dimension);
        return batch >= 0
                ? numbers.rhsBatchingDimensions().get(batch)
                : numbers.rhsContractingDimensions()
                        .get(numbers.lhsContractingDimensions().indexOf(dimension));
    }

    /** The dimension of the result that a batching or free one of lhs becomes. */
    private long resultDimension(long dimension) {
        var order = LongStream.concat(numbers.lhsBatchingDimensions().stream(), LongStream.of(lhsFree))
                .toArray();
        return Int64Array.of(order).indexOf(dimension);
    }

    private static Int64Array behind(Int64Array dimensions, int removed) {
        return Int64Array.of(
                dimensions.stream().map(d -> d > removed ? d - 1 : d).toArray());
    }

    private Value masked(RegionBuilder body, Value operand, long dimension, long[] outer, Value starts, Value ends) {
        var type = operand.tensorType();
        return body.select(inside(body, type, dimension, outer, starts, ends), operand, Fragments.zeros(body, type));
    }

    /** Which elements lie between starts and ends, which differ by the dimensions {@code outer}. */
    private static Value inside(
            RegionBuilder body, TensorType type, long dimension, long[] outer, Value starts, Value ends) {
        var shape = type.withElementType(ScalarType.I64);
        var place = body.iota(shape, (int) dimension);
        var atLeast = body.compare(ComparisonDirection.GE, place, body.broadcastInDim(shape, starts, outer));
        var below = body.compare(ComparisonDirection.LT, place, body.broadcastInDim(shape, ends, outer));
        return body.binary(BinaryOp.And::new, atLeast, below);
    }

    private Value product(RegionBuilder body, Value lhs, Value rhs, Int64Array rhsBatching, Int64Array rhsContracting) {
        var dimensions = new DotDimensionNumbers(
                numbers.lhsBatchingDimensions(), rhsBatching, numbers.lhsContractingDimensions(), rhsContracting);
        return body.emitWithElements(
                op.result().tensorType().elementType(),
                (result, info) ->
                        new LinearAlgebraOp.DotGeneral(lhs, rhs, dimensions, op.precisionConfig(), null, result, info));
    }
}
