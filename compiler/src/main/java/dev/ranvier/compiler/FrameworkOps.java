package dev.ranvier.compiler;

import dev.ranvier.reference.FrameworkCalls;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes custom calls and composites that stand for other ops as those: see {@link FrameworkCalls} and {@link Composites}. */
public final class FrameworkOps {
    private final Map<String, Region> functions = new HashMap<>();

    private FrameworkOps(Module module) {
        module.functions().forEach(function -> functions.put(function.symName(), function.body()));
    }

    /** The module with such ops replaced, in all regions. */
    public static Module run(Module module) {
        var pass = new FrameworkOps(module);
        var ops = module.body().ops().stream()
                .map(op -> op instanceof Func function
                        ? function.schema().with(function, List.of(), List.of(pass.region(function.body())), List.of())
                        : op)
                .toList();
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            var written = switch (op) {
                case HostOp.CustomCall call -> FrameworkCalls.ops(call, this::function);
                case ControlFlowOp.Composite composite ->
                    Composites.function(composite).map(List::of);
                default -> Optional.<List<Op>>empty();
            };
            if (written.isPresent()) {
                ops.addAll(written.get());
            } else {
                ops.add(
                        op.regions().isEmpty()
                                ? op
                                : op.schema()
                                        .with(
                                                op,
                                                op.operands(),
                                                op.regions().stream()
                                                        .map(this::region)
                                                        .toList(),
                                                op.results()));
            }
        }
        return new Region(region.arguments(), ops);
    }

    private Region function(String name) {
        var body = functions.get(name);
        if (body == null || body.isEmpty()) {
            throw RanvierException.invalid("the module has no function '" + name + "' with a body");
        }
        return body;
    }
}
