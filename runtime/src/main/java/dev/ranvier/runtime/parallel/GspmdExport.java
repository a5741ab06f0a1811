package dev.ranvier.runtime.parallel;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes Shardy's terms as XLA's older partitioner, GSPMD, has them, which HLO can say: shardings of arguments and results
 * as {@code mhlo.sharding}, a constraint as the custom call {@code @Sharding}, and a manual computation as a call between
 * {@code @SPMDFullToShardShape} and {@code @SPMDShardToFullShape}. What only guides propagation is left out.
 */
public final class GspmdExport {
    private static final String SHARDY = "sdy.sharding";
    private static final String GSPMD = "mhlo.sharding";

    private final Meshes meshes;
    private final List<Op> declarations = new ArrayList<>();
    private int bodies;

    private GspmdExport(Module module) {
        this.meshes = Meshes.of(module);
    }

    /** The module without Shardy's ops. */
    public static Module run(Module module) {
        var pass = new GspmdExport(module);
        for (var op : module.body().ops()) {
            switch (op) {
                case Declaration.Func function -> pass.add(function);
                case Declaration.Mesh _ -> {}
                default -> pass.declarations.add(op);
            }
        }
        return new Module(
                module.symName(), module.symVisibility(), new Region(List.of(), pass.declarations), module.info());
    }

    private void add(Declaration.Func function) {
        var body = function.body();
        declarations.add(new Declaration.Func(
                function.symName(),
                function.functionType(),
                function.symVisibility(),
                attributes(function.argAttrs(), body.arguments()),
                attributes(function.resAttrs(), body.isEmpty() ? List.of() : body.results()),
                function.noInline(),
                rewritten(body),
                function.info()));
    }

    private BuiltinAttribute.@Nullable Sequence attributes(
            BuiltinAttribute.@Nullable Sequence attributes, List<? extends Value> values) {
        if (attributes == null || attributes.elements().size() != values.size()) {
            return attributes;
        }
        var elements = new ArrayList<Attribute>();
        for (int i = 0; i < values.size(); i++) {
            var element = attributes.elements().get(i);
            if (element instanceof Dictionary dictionary && dictionary.get(SHARDY) instanceof TensorSharding sharding) {
                element = dictionary.without(SHARDY).with(GSPMD, text(sharding, values.get(i)));
            }
            elements.add(element);
        }
        return new BuiltinAttribute.Sequence(elements);
    }

    private Region rewritten(Region region) {
        var ops = new ArrayList<Op>();
        region.ops().forEach(op -> write(op, ops));
        return new Region(region.arguments(), ops);
    }

    private void write(Op op, List<Op> ops) {
        switch (op) {
            case ShardyOp.ShardingConstraint constraint ->
                ops.add(call("Sharding", constraint.input(), text(constraint.sharding(), constraint.result()), op));
            case ShardyOp.Reshard reshard ->
                ops.add(call("Sharding", reshard.input(), text(reshard.sharding(), reshard.result()), op));
            case ShardyOp.ManualComputation manual -> write(manual, ops);
            case ShardyOp.NamedComputation named ->
                ops.add(callOf(named.body(), named.operands(), named.results(), named.info()));
            case ShardyOp.PropagationBarrier barrier ->
                ops.add(new ControlFlowOp.OptimizationBarrier(
                        List.of(barrier.input()), List.of(barrier.result()), barrier.info()));
            case ShardyOp.ShardingGroup _ -> {}
            default -> ops.add(withInfo(op));
        }
    }

    /** The op with its regions written, and what it says itself of the shardings of its results, or of its own. */
    private Op withInfo(Op op) {
        var own = op.info().discardable();
        if (op.regions().isEmpty() && own.get(SHARDY) == null) {
            return op;
        }
        var info = own.get(SHARDY) instanceof TensorShardingPerValue perValue
                ? new OpInfo(op.location(), own.without(SHARDY).with(GSPMD, text(perValue, op.results())))
                : op.info();
        return op.schema()
                .create(
                        op.operands(),
                        op.attributes(),
                        op.regions().stream().map(this::rewritten).toList(),
                        op.results(),
                        info);
    }

    private BuiltinAttribute.Text text(TensorShardingPerValue perValue, List<OpResult> results) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < perValue.shardings().size(); i++) {
            int rank = i < results.size() ? rank(results.get(i)) : 0;
            texts.add(HloShardings.text(ShardyShardings.of(perValue.shardings().get(i), rank, meshes)));
        }
        return new BuiltinAttribute.Text(texts.size() == 1 ? texts.getFirst() : "{" + String.join(", ", texts) + "}");
    }

    private void write(ShardyOp.ManualComputation manual, List<Op> ops) {
        var arguments = new ArrayList<Value>();
        for (int i = 0; i < manual.tensors().size(); i++) {
            var sharding = manual.inShardings().shardings().get(i);
            var whole = new OpResult(manual.tensors().get(i).type());
            var part = new OpResult(manual.body().arguments().get(i).type());
            ops.add(call("Sharding", manual.tensors().get(i), text(sharding, whole), whole, manual.info()));
            ops.add(call("SPMDFullToShardShape", whole, manualText(sharding, part, manual), part, manual.info()));
            arguments.add(part);
        }
        var parts = manual.body().results().stream()
                .map(result -> new OpResult(result.type()))
                .toList();
        ops.add(callOf(manual.body(), arguments, parts, manual.info()));
        for (int i = 0; i < parts.size(); i++) {
            var sharding = manual.outShardings().shardings().get(i);
            var whole = manual.results().get(i);
            var part = new OpResult(parts.get(i).type());
            ops.add(call("Sharding", parts.get(i), manualText(sharding, part, manual), part, manual.info()));
            ops.add(call("SPMDShardToFullShape", part, text(sharding, whole), whole, manual.info()));
        }
    }

    /** A call of a new function with the region's ops. */
    private Op callOf(Region region, List<Value> arguments, List<OpResult> results, OpInfo info) {
        var name = "computation." + bodies++;
        var types = new Type.FunctionType(
                region.arguments().stream().map(Value::type).toList(),
                region.results().stream().map(Value::type).toList());
        var ops = new ArrayList<>(region.ops());
        ops.set(ops.size() - 1, new ControlFlowOp.FuncReturn(region.results(), info));
        declarations.add(new Declaration.Func(
                name,
                new BuiltinAttribute.TypeOf(types),
                "private",
                null,
                null,
                null,
                rewritten(new Region(region.arguments(), ops)),
                info));
        return new ControlFlowOp.Call(new SymbolRef(name, List.of()), arguments, null, null, null, results, info);
    }

    private static Op call(String target, Value input, BuiltinAttribute.Text sharding, Op replaced) {
        return call(target, input, sharding, replaced.results().getFirst(), replaced.info());
    }

    private static Op call(
            String target, Value input, BuiltinAttribute.Text sharding, OpResult result, OpInfo replaced) {
        var info = new OpInfo(replaced.location(), Dictionary.of(Map.of(GSPMD, sharding)));
        return new HostOp.CustomCall(
                List.of(input), target, null, null, null, null, null, null, null, List.of(result), info);
    }

    private BuiltinAttribute.Text text(TensorSharding sharding, Value value) {
        return new BuiltinAttribute.Text(HloShardings.text(ShardyShardings.of(sharding, rank(value), meshes)), null);
    }

    /** That of a part: along the manual axes, each device has its own. */
    private BuiltinAttribute.Text manualText(TensorSharding whole, Value part, ShardyOp.ManualComputation manual) {
        var axes = manual.manualAxes().axes().stream()
                .map(name -> new ShardyAttribute.AxisRef(name, null))
                .toList();
        var byDevice =
                new TensorSharding(whole.meshOrRef(), List.of(), List.of(), axes, ShardyAttribute.ReductionOp.SUM);
        var sharding = ShardyShardings.of(byDevice, rank(part), meshes);
        return new BuiltinAttribute.Text(
                sharding instanceof Sharding.Tiled tiled ? HloShardings.manualText(tiled) : "{manual}", null);
    }

    private static int rank(Value value) {
        return value.type() instanceof TensorType type ? type.rank() : 0;
    }
}
