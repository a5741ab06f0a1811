package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which factors of an op devices may share so that the same op on parts computes parts of the results.
 *
 * @param definitions the constants of the program
 */
record Splitting(Function<Value, @Nullable Op> definitions) {
    /** Whether a factor can be split; along one that is combined, results are partial. */
    boolean isPossible(Op op, OpShardingRule rule, int factor) {
        if (rule.needReplicationFactors().contains(factor)
                || rule.permutationFactors().contains(factor)
                || !isWhole(op.operands(), rule.operandMappings(), rule, factor)
                || !isWhole(op.results(), rule.resultMappings(), rule, factor)) {
            return false;
        }
        return rule.reductionFactors().contains(factor)
                ? combination(op, rule, factor) != null
                : rule.resultMappings().stream().allMatch(result -> has(result, factor)) && isOnParts(op, rule, factor);
    }

    /** Whether dimensions with the factor consist of their factors and nothing else. */
    private static boolean isWhole(
            List<? extends Value> values, List<TensorMapping> mappings, OpShardingRule rule, int factor) {
        for (int i = 0; i < values.size(); i++) {
            var dimensions = mappings.get(i).dimMappings();
            for (int d = 0; d < dimensions.size(); d++) {
                var factors = dimensions.get(d).factorIndices();
                long size = factors.stream()
                        .map(index -> rule.factorSizes().get((int) index))
                        .reduce(1, (a, b) -> a * b);
                if (factors.contains(factor)
                        && size != values.get(i).tensorType().size(d)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean has(TensorMapping tensor, int factor) {
        return dimension(tensor, factor) >= 0;
    }

    /** The first dimension with a factor, or -1. */
    private static int dimension(TensorMapping tensor, int factor) {
        var dimensions = tensor.dimMappings();
        for (int d = 0; d < dimensions.size(); d++) {
            if (dimensions.get(d).factorIndices().contains(factor)) {
                return d;
            }
        }
        return -1;
    }

    /** Whether each element of the results hangs on elements of the operands of the same part alone. */
    private static boolean isOnParts(Op op, OpShardingRule rule, int factor) {
        var operands = rule.operandMappings();
        return switch (op) {
            case ShapeOp.Reshape _ -> has(operands.getFirst(), factor);
            case ShapeOp.Pad pad -> {
                int d = dimension(operands.getFirst(), factor);
                yield pad.edgePaddingLow().get(d) == 0
                        && pad.edgePaddingHigh().get(d) == 0
                        && pad.interiorPadding().get(d) == 0;
            }
            // What is written must be split as that into which it is written.
            case IndexingOp.DynamicUpdateSlice _ -> has(operands.get(1), factor);
            case IndexingOp.Scatter _ -> has(operands.getLast(), factor);
            // A factor of groups would need fewer of them.
            case LinearAlgebraOp.Convolution _ ->
                !(has(operands.getFirst(), factor) && has(operands.getLast(), factor));
            case RandomOp _ -> false;
            default -> true;
        };
    }

    /** How partial results along a factor are combined; null if they cannot be. */
    @Nullable
    ReductionOp combination(Op op, OpShardingRule rule, int factor) {
        return switch (op) {
            case LinearAlgebraOp.Dot _, LinearAlgebraOp.DotGeneral _ -> ReductionOp.SUM;
            case LinearAlgebraOp.Convolution convolution ->
                convolution.featureGroupCount() == 1
                                && convolution.batchGroupCount() == 1
                                && dimension(rule.operandMappings().get(1), factor)
                                        == convolution.dimensionNumbers().kernelInputFeatureDimension()
                        ? ReductionOp.SUM
                        : null;
            case dev.ranvier.stablehlo.ReductionOp.Reduce reduce -> combination(reduce);
            default -> null;
        };
    }

    /** Of one input, from what changes nothing: each device begins with it. */
    private @Nullable ReductionOp combination(dev.ranvier.stablehlo.ReductionOp.Reduce reduce) {
        if (reduce.inputs().size() != 1
                || !(definitions.apply(reduce.initValues().getFirst()) instanceof ShapeOp.Constant constant)
                || !(constant.value() instanceof DenseElements start)) {
            return null;
        }
        var type = start.type().elementType();
        var body = Bodies.plain(reduce.body(), new Substitution());
        var combined = combination(body, type.isBoolean());
        if (combined == null || !(type instanceof ScalarType scalar)) {
            return combined == ReductionOp.SUM && isZero(start) ? combined : null;
        }
        return start.getLong(0) == neutral(combined, scalar) ? combined : null;
    }

    private static boolean isZero(DenseElements elements) {
        return elements.data()
                        .mismatch(java.lang.foreign.MemorySegment.ofArray(
                                new byte[(int) elements.data().byteSize()]))
                < 0;
    }

    private static @Nullable ReductionOp combination(Region body, boolean isBoolean) {
        boolean isPlain = body.ops().size() == 2
                && body.results().equals(List.copyOf(body.ops().getFirst().results()))
                && body.ops().getFirst().operands().containsAll(body.arguments());
        if (!isPlain) {
            return null;
        }
        return switch (body.ops().getFirst()) {
            case BinaryOp.Add _ -> ReductionOp.SUM;
            case BinaryOp.Maximum _ -> ReductionOp.MAX;
            case BinaryOp.Minimum _ -> ReductionOp.MIN;
            case BinaryOp.Or _ -> isBoolean ? ReductionOp.MAX : null;
            case BinaryOp.And _ -> isBoolean ? ReductionOp.MIN : null;
            default -> null;
        };
    }

    /** The bits of what changes nothing, as {@link DenseElements#getLong} gives them. */
    private static long neutral(ReductionOp reduction, ScalarType type) {
        return switch (reduction) {
            case SUM -> 0;
            case MAX -> extreme(type, Double.NEGATIVE_INFINITY, -1L << (type.bitWidth() - 1), 0);
            case MIN ->
                extreme(
                        type,
                        Double.POSITIVE_INFINITY,
                        ~(-1L << (type.bitWidth() - 1)),
                        -1L >>> (Long.SIZE - type.bitWidth()));
        };
    }

    private static long extreme(ScalarType type, double ofFloats, long ofSigned, long ofOthers) {
        return switch (type.kind()) {
            case FLOAT -> FloatFormat.of(type).encode(ofFloats);
            case SIGNED -> ofSigned;
            case BOOLEAN, UNSIGNED, INDEX -> ofOthers;
        };
    }
}
