package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Branches, loops, calls, composites and what ends a region. */
public sealed interface ControlFlowOp extends Op {
    /** One of two branches. */
    @OpName("stablehlo.if")
    record If(Value pred, Region trueBranch, Region falseBranch, List<OpResult> results, OpInfo info)
            implements ControlFlowOp {}

    /** One of many branches; an index out of range takes the last. */
    @OpName("stablehlo.case")
    record Case(Value index, List<Region> branches, List<OpResult> results, OpInfo info) implements ControlFlowOp {}

    /** The body as long as the condition holds. */
    @OpName("stablehlo.while")
    record While(List<Value> operand, Region cond, Region body, List<OpResult> results, OpInfo info)
            implements ControlFlowOp {}

    /** Ends a region. */
    @OpName("stablehlo.return")
    record Return(List<Value> operands, OpInfo info) implements ControlFlowOp {}

    /** A call of a function. */
    @OpName("func.call")
    record Call(
            SymbolRef callee,
            List<Value> operands,
            BuiltinAttribute.@Nullable Sequence argAttrs,
            BuiltinAttribute.@Nullable Sequence resAttrs,
            BuiltinAttribute.@Nullable Unit noInline,
            List<OpResult> results,
            OpInfo info)
            implements ControlFlowOp {}

    /** Ends a function. */
    @OpName("func.return")
    record FuncReturn(List<Value> operands, OpInfo info) implements ControlFlowOp {}

    /** A named op that is given by its decomposition, a function. */
    @OpName("stablehlo.composite")
    record Composite(
            List<Value> inputs,
            String name,
            @Nullable Dictionary compositeAttributes,
            SymbolRef decomposition,
            @Nullable Integer version,
            List<Region> compositeRegions,
            List<OpResult> results,
            OpInfo info)
            implements ControlFlowOp {}

    /** The operands, not to be moved across. */
    @OpName("stablehlo.optimization_barrier")
    record OptimizationBarrier(List<Value> operand, List<OpResult> result, OpInfo info) implements ControlFlowOp {}

    /** A tuple of values. */
    @OpName("stablehlo.tuple")
    record Tuple(List<Value> val, OpResult result, OpInfo info) implements ControlFlowOp {}

    /** A value of a tuple. */
    @OpName("stablehlo.get_tuple_element")
    record GetTupleElement(Value operand, int index, OpResult result, OpInfo info) implements ControlFlowOp {}

    /** A token after all the given ones. */
    @OpName("stablehlo.after_all")
    record AfterAll(List<Value> inputs, OpResult result, OpInfo info) implements ControlFlowOp {}

    /** A token after nothing (deprecated form of after_all). */
    @OpName("stablehlo.create_token")
    record CreateToken(OpResult output, OpInfo info) implements ControlFlowOp {}

    /** The same values under other types; joins dialects of different type systems. */
    @OpName("builtin.unrealized_conversion_cast")
    record UnrealizedConversionCast(List<Value> inputs, List<OpResult> outputs, OpInfo info) implements ControlFlowOp {}
}
