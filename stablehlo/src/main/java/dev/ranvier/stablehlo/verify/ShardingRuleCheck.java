package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.BitSet;
import java.util.List;

/** Checks {@code sdy.sharding_rule}: how the dimensions of an op's operands and results correspond. */
final class ShardingRuleCheck {
    private static final String LABEL = "sharding_rule";

    private final OpShardingRule rule;
    private final Constraints constraints;

    private ShardingRuleCheck(OpShardingRule rule, Constraints constraints) {
        this.rule = rule;
        this.constraints = constraints;
    }

    static void check(OpShardingRule rule, List<Type> operands, List<Type> results, Constraints constraints) {
        new ShardingRuleCheck(rule, constraints).check(operands, results);
    }

    private void check(List<Type> operands, List<Type> results) {
        var inOperands = factors("operand", operands, rule.operandMappings());
        var inResults = factors("result", results, rule.resultMappings());
        var used = (BitSet) inOperands.clone();
        used.or(inResults);
        int count = rule.factorSizes().size();
        constraints.require(
                LABEL,
                used.nextClearBit(0) >= count,
                "factor %d must be of an operand or a result",
                used.nextClearBit(0));
        var special = new BitSet();
        checkFactors("reduction", rule.reductionFactors());
        checkFactors("need_replication", rule.needReplicationFactors());
        checkFactors("permutation", rule.permutationFactors());
        checkFactors("blocked_propagation", rule.blockedPropagationFactors());
        for (var factors : List.of(rule.reductionFactors(), rule.needReplicationFactors(), rule.permutationFactors())) {
            for (int i = 0; i < factors.size(); i++) {
                constraints.require(
                        LABEL,
                        !special.get(factors.dimension(i)),
                        "factor %d must be of one kind: reduction, need_replication or permutation",
                        factors.get(i));
                special.set(factors.dimension(i));
            }
        }
        constraints.require(
                LABEL,
                rule.reductionFactors().stream().noneMatch(factor -> inResults.get((int) factor)),
                "reduction factors %s must not be of a result",
                rule.reductionFactors());
    }

    /** The factors that occur in {@code mappings}, after checking these. */
    private BitSet factors(String name, List<Type> types, List<TensorMapping> mappings) {
        constraints.require(
                LABEL,
                !mappings.isEmpty() && types.size() == mappings.size(),
                "there must be a mapping for each %s, and at least one, got %d for %d",
                name,
                mappings.size(),
                types.size());
        var factors = new BitSet();
        for (int i = 0; i < types.size(); i++) {
            var dimensions = mappings.get(i).dimMappings();
            constraints.require(
                    LABEL,
                    types.get(i) instanceof TensorType tensor
                            && tensor.isStatic()
                            && tensor.rank() == dimensions.size(),
                    "%s %d must be of known shape and of rank %d, got %s",
                    name,
                    i,
                    dimensions.size(),
                    types.get(i));
            var ofTensor = new BitSet();
            dimensions.forEach(dimension -> checkDimension(dimension, ofTensor));
            factors.or(ofTensor);
        }
        return factors;
    }

    private void checkDimension(DimMapping dimension, BitSet ofTensor) {
        var factors = dimension.factorIndices();
        constraints.require(LABEL, !factors.isEmpty(), "a dimension must have a factor");
        for (int i = 0; i < factors.size(); i++) {
            long factor = factors.get(i);
            constraints.require(
                    LABEL,
                    0 <= factor && factor < rule.factorSizes().size(),
                    "factors must be in [0, %d), got %d",
                    rule.factorSizes().size(),
                    factor);
            constraints.require(
                    LABEL, !ofTensor.get((int) factor), "factor %d must be in one dimension of a tensor", factor);
            constraints.require(
                    LABEL,
                    factors.size() == 1 || rule.factorSizes().get((int) factor) != 1,
                    "a dimension of several factors must have none of size 1, got %s",
                    factors);
            ofTensor.set((int) factor);
        }
    }

    private void checkFactors(String name, Int64Array factors) {
        DimensionLists.inRange(LABEL, name, factors, rule.factorSizes().size(), constraints);
        DimensionLists.unique(LABEL, name, factors, constraints);
        DimensionLists.sorted(LABEL, name, factors, constraints);
    }
}
