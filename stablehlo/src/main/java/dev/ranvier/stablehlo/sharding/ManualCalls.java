package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute.ManualAxes;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a region whose functions are written for one device. Each operand comes from a {@code @Sharding} and a
 * {@code @SPMDFullToShardShape}, each result goes to a {@code @Sharding} that says it is manual and a {@code
 * @SPMDShardToFullShape}; these are the call's border.
 */
final class ManualCalls {
    private final GspmdImport annotations;
    private final Map<Value, Op> sources = new HashMap<>();
    private final Map<Value, Op> users = new HashMap<>();
    private final Set<Op> border = new HashSet<>();

    ManualCalls(Region region, GspmdImport annotations) {
        this.annotations = annotations;
        for (var op : region.ops()) {
            op.results().forEach(result -> sources.put(result, op));
            op.operands().forEach(operand -> users.put(operand, op));
        }
        for (var op : region.ops()) {
            if (op instanceof ControlFlowOp.Call call) {
                addBorder(call);
            }
        }
    }

    private void addBorder(ControlFlowOp.Call call) {
        for (var operand : call.operands()) {
            var entrance = entrance(operand);
            if (entrance != null) {
                border.add(entrance);
            }
        }
        for (var result : call.results()) {
            var marker = users.get(result);
            var exit = exit(result);
            if (marker != null && exit != null) {
                border.add(marker);
                border.add(exit);
            }
        }
    }

    boolean isBorder(Op op) {
        return border.contains(op);
    }

    private @Nullable Op entrance(Value operand) {
        var source = sources.get(operand);
        return GspmdImport.isCall(source, "SPMDFullToShardShape") ? source : null;
    }

    private @Nullable Op exit(Value result) {
        var marker = users.get(result);
        var exit = marker == null || !GspmdImport.isCall(marker, "Sharding")
                ? null
                : users.get(marker.results().getFirst());
        return GspmdImport.isCall(exit, "SPMDShardToFullShape") ? exit : null;
    }

    /** A call with a border as a manual computation; another call as it is. */
    Op rewritten(ControlFlowOp.Call call) {
        var manualAxes = new LinkedHashSet<String>();
        var operands = new ArrayList<Value>();
        var operandShardings = new ArrayList<TensorSharding>();
        for (var operand : call.operands()) {
            var entrance = entrance(operand);
            var global = entrance == null ? operand : entrance.operands().getFirst();
            var annotation = sources.get(global);
            operands.add(global);
            operandShardings.add(
                    entrance == null || annotation == null
                            ? annotations.replicated(global)
                            : annotations.tensorSharding(annotation, global));
            manualAxes.addAll(annotations.manualAxes(entrance));
            annotations.manualAxes(entrance == null ? null : annotation).forEach(manualAxes::remove);
        }
        var results = new ArrayList<OpResult>();
        var resultShardings = new ArrayList<TensorSharding>();
        for (var result : call.results()) {
            var exit = exit(result);
            results.add(exit == null ? result : exit.results().getFirst());
            resultShardings.add(
                    exit == null
                            ? annotations.replicated(result)
                            : annotations.tensorSharding(exit, exit.results().getFirst()));
            manualAxes.addAll(annotations.manualAxes(exit == null ? null : users.get(result)));
            annotations.manualAxes(exit).forEach(manualAxes::remove);
        }
        return manualAxes.isEmpty()
                ? call
                : new ShardyOp.ManualComputation(
                        operands,
                        new TensorShardingPerValue(operandShardings),
                        new TensorShardingPerValue(resultShardings),
                        new ManualAxes(List.copyOf(manualAxes)),
                        body(call),
                        results,
                        OpInfo.at(call.location()));
    }

    private static Region body(ControlFlowOp.Call call) {
        var arguments = call.operands().stream()
                .map(operand -> new BlockArgument(operand.type()))
                .toList();
        var results = call.results().stream()
                .map(result -> new OpResult(result.type()))
                .toList();
        var inner = new ControlFlowOp.Call(
                call.callee(),
                List.copyOf(arguments),
                call.argAttrs(),
                call.resAttrs(),
                call.noInline(),
                results,
                call.info());
        return new Region(arguments, List.of(inner, new ShardyOp.ShardyReturn(List.copyOf(results), OpInfo.NONE)));
    }
}
