package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes how the dimensions of an op's operands and results correspond: each factor is a size that dimensions of some of
 * them have in common. The form is Shardy's {@code op_sharding_rule}.
 */
final class RuleBuilder {
    /** Stands for: no dimension of this tensor. */
    static final int NONE = -1;

    /** What a device needs of others when a factor is split. */
    enum Kind {
        PASS_THROUGH,
        REDUCTION,
        NEED_REPLICATION,
        PERMUTATION
    }

    private final List<Long> sizes = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Boolean> blocked = new ArrayList<>();
    private final List<List<List<Integer>>> operands;
    private final List<List<List<Integer>>> results;

    private RuleBuilder(IntStream operandRanks, IntStream resultRanks) {
        this.operands = noFactors(operandRanks);
        this.results = noFactors(resultRanks);
    }

    static RuleBuilder of(Op op) {
        return new RuleBuilder(ranks(op.operands()), ranks(op.results()));
    }

    /** That so many tensors of {@code shape} are split alike. */
    static OpShardingRule pointwise(int operands, int results, long... shape) {
        return new RuleBuilder(
                        IntStream.generate(() -> shape.length).limit(operands),
                        IntStream.generate(() -> shape.length).limit(results))
                .all(shape)
                .build();
    }

    private static IntStream ranks(List<? extends Value> values) {
        return values.stream().mapToInt(value -> value.type() instanceof TensorType type ? type.rank() : 0);
    }

    private static List<List<List<Integer>>> noFactors(IntStream ranks) {
        return ranks.mapToObj(rank -> IntStream.range(0, rank)
                        .<List<Integer>>mapToObj(_ -> new ArrayList<>())
                        .toList())
                .toList();
    }

    /**
     * A factor of one dimension in each of some tensors.
     *
     * @param operandDimensions one an operand, {@link #NONE} where it does not have the factor
     * @param resultDimensions one a result
     * @param blocked whether shardings do not pass along it
     */
    RuleBuilder factor(int[] operandDimensions, int[] resultDimensions, long size, Kind kind, boolean blocked) {
        int factor = sizes.size();
        sizes.add(size);
        kinds.add(kind);
        this.blocked.add(blocked);
        place(operands, operandDimensions, factor, size);
        place(results, resultDimensions, factor, size);
        return this;
    }

    private static void place(List<List<List<Integer>>> tensors, int[] dimensions, int factor, long size) {
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] != NONE) {
                var factors = tensors.get(i).get(dimensions[i]);
                if (size != 1 || factors.isEmpty()) {
                    factors.add(factor);
                }
            }
        }
    }

    RuleBuilder factor(int[] operandDimensions, int[] resultDimensions, long size, Kind kind) {
        return factor(operandDimensions, resultDimensions, size, kind, false);
    }

    RuleBuilder factor(int[] operandDimensions, int[] resultDimensions, long size) {
        return factor(operandDimensions, resultDimensions, size, Kind.PASS_THROUGH, false);
    }

    /** A factor of one operand and one result. */
    RuleBuilder factor(int operandDimension, int resultDimension, long size) {
        return factor(new int[] {operandDimension}, new int[] {resultDimension}, size);
    }

    /** A factor that is {@code dimension} in all tensors but scalars. */
    RuleBuilder everywhere(int dimension, long size, Kind kind, boolean isBlocked) {
        return factor(inAll(operands, dimension), inAll(results, dimension), size, kind, isBlocked);
    }

    RuleBuilder everywhere(int dimension, long size) {
        return everywhere(dimension, size, Kind.PASS_THROUGH, false);
    }

    /** Factors for the operands alone and for the results alone, where these differ. */
    RuleBuilder apart(int dimension, long operandSize, long resultSize) {
        factor(inAll(operands, dimension), nowhere(results), operandSize, Kind.NEED_REPLICATION);
        return factor(nowhere(operands), inAll(results, dimension), resultSize, Kind.NEED_REPLICATION);
    }

    /** A factor for each dimension of {@code shape}. */
    RuleBuilder all(long... shape) {
        for (int d = 0; d < shape.length; d++) {
            everywhere(d, shape[d]);
        }
        return this;
    }

    /** A factor for each dimension; where the sizes differ, of the given kind. */
    RuleBuilder matching(long[] operandShape, long[] resultShape, Kind mismatch, boolean mismatchIsBlocked) {
        for (int d = 0; d < operandShape.length; d++) {
            if (operandShape[d] == resultShape[d]) {
                everywhere(d, operandShape[d]);
            } else {
                everywhere(d, operandShape[d], mismatch, mismatchIsBlocked);
            }
        }
        return this;
    }

    private static int[] inAll(List<List<List<Integer>>> tensors, int dimension) {
        return tensors.stream()
                .mapToInt(tensor -> dimension < tensor.size() ? dimension : NONE)
                .toArray();
    }

    private static int[] nowhere(List<?> tensors) {
        var dimensions = new int[tensors.size()];
        Arrays.fill(dimensions, NONE);
        return dimensions;
    }

    OpShardingRule build() {
        var allSizes = new ArrayList<>(sizes);
        var operandMappings =
                operands.stream().map(tensor -> mapping(tensor, allSizes)).toList();
        var resultMappings =
                results.stream().map(tensor -> mapping(tensor, allSizes)).toList();
        return new OpShardingRule(
                Int64Array.of(allSizes),
                operandMappings,
                resultMappings,
                ofKind(Kind.REDUCTION),
                ofKind(Kind.NEED_REPLICATION),
                ofKind(Kind.PERMUTATION),
                Int64Array.of(IntStream.range(0, blocked.size())
                        .filter(blocked::get)
                        .asLongStream()
                        .toArray()),
                false);
    }

    /** A dimension without a factor gets one of size 1. */
    private static TensorMapping mapping(List<List<Integer>> tensor, List<Long> sizes) {
        var dimensions = new ArrayList<DimMapping>();
        for (var factors : tensor) {
            if (factors.isEmpty()) {
                dimensions.add(new DimMapping(Int64Array.of(sizes.size())));
                sizes.add(1L);
            } else {
                dimensions.add(new DimMapping(Int64Array.of(
                        factors.stream().mapToLong(Integer::longValue).toArray())));
            }
        }
        return new TensorMapping(dimensions);
    }

    private Int64Array ofKind(Kind kind) {
        return Int64Array.of(IntStream.range(0, kinds.size())
                .filter(factor -> kinds.get(factor) == kind)
                .asLongStream()
                .toArray());
    }
}
