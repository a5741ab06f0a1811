package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.GatherDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.ScatterDimensionNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops that read or write at indices known only at run time. */
public sealed interface IndexingOp extends Op {
    /** A block at run-time start indices, clamped into the operand. */
    @OpName("stablehlo.dynamic_slice")
    record DynamicSlice(Value operand, List<Value> startIndices, Int64Array sliceSizes, OpResult result, OpInfo info)
            implements IndexingOp {}

    /** The operand with a block replaced at clamped start indices. */
    @OpName("stablehlo.dynamic_update_slice")
    record DynamicUpdateSlice(Value operand, Value update, List<Value> startIndices, OpResult result, OpInfo info)
            implements IndexingOp {}

    /** Slices collected at indices. */
    @OpName("stablehlo.gather")
    record Gather(
            Value operand,
            Value startIndices,
            GatherDimensionNumbers dimensionNumbers,
            Int64Array sliceSizes,
            @Nullable Boolean indicesAreSorted,
            OpResult result,
            OpInfo info)
            implements IndexingOp {}

    /** Updates combined into the inputs at indices. */
    @OpName("stablehlo.scatter")
    record Scatter(
            List<Value> inputs,
            Value scatterIndices,
            List<Value> updates,
            ScatterDimensionNumbers scatterDimensionNumbers,
            @Nullable Boolean indicesAreSorted,
            @Nullable Boolean uniqueIndices,
            Region updateComputation,
            List<OpResult> results,
            OpInfo info)
            implements IndexingOp {}

    /** Slices along a dimension by index (deprecated form of gather). */
    @OpName("stablehlo.torch_index_select")
    record TorchIndexSelect(Value operand, Value index, long dim, long batchDims, OpResult result, OpInfo info)
            implements IndexingOp {}
}
