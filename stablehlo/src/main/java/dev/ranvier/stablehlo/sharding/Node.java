package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import java.util.List;

/** An op, or the border of a region, through which shardings pass. */
final class Node {
    /** What decides how early shardings pass through. */
    enum Kind {
        /** Each element alone. */
        ELEMENTWISE,
        /** The same elements in another shape or order. */
        RESHAPING,
        /** The same tensor inside and outside of a region. */
        EDGE,
        /** Parts at run-time indices. */
        SLICING,
        BROADCAST,
        OTHER
    }

    private final Kind kind;
    private final OpShardingRule rule;
    private final PropagationDirection allowed;
    private final List<Port> operands;
    private final List<Port> results;

    /** @param allowed the directions that the program allows */
    Node(Kind kind, OpShardingRule rule, PropagationDirection allowed, List<Port> operands, List<Port> results) {
        this.kind = kind;
        this.rule = rule;
        this.allowed = allowed;
        this.operands = operands;
        this.results = List.copyOf(results);
    }

    Kind kind() {
        return kind;
    }

    OpShardingRule rule() {
        return rule;
    }

    PropagationDirection allowed() {
        return allowed;
    }

    List<Port> operands() {
        return operands;
    }

    List<Port> results() {
        return results;
    }

    /** Takes {@code other} for {@code cell} wherever that is an operand. */
    void replaceOperand(Cell cell, Cell other) {
        operands.replaceAll(operand -> operand == cell ? other : operand);
    }

    boolean isPassThrough(int factor) {
        return !rule.reductionFactors().contains(factor)
                && !rule.needReplicationFactors().contains(factor)
                && !rule.permutationFactors().contains(factor);
    }
}
