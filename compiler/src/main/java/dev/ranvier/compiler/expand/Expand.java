package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes ops that are made of others as those: random numbers, batch normalisation, scans, the deprecated forms of ops,
 * most of CHLO. Tuples and quantized types vanish. The module's shapes are static.
 */
public final class Expand {
    /** The custom call that a device answers with words of entropy of the system: {@code rng} starts from them. */
    public static final String ENTROPY = "ranvier.entropy";

    private final Map<Value, List<Value>> tuples = new HashMap<>();
    private final Map<Value, DenseElements> constants = new HashMap<>();

    private Expand() {}

    /** The module with such ops replaced, in all regions. */
    public static Module run(Module module) {
        var expand = new Expand();
        var ops = new ArrayList<Op>();
        for (var op : StoredNumbers.run(module).body().ops()) {
            ops.add(
                    op instanceof Func function
                            ? function.schema()
                                    .with(
                                            function,
                                            List.of(),
                                            List.of(expand.region(function.body(), new Substitution())),
                                            List.of())
                            : op);
        }
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Region region(Region region, Substitution substitution) {
        var ops = new ArrayList<Op>();
        region.ops().forEach(op -> write(op, substitution, ops));
        return new Region(region.arguments(), ops);
    }

    private void write(Op original, Substitution substitution, List<Op> ops) {
        var regions = Substitution.regions(original, inner -> region(inner, substitution));
        var op = Substitution.with(original, substitution.of(original.operands()), regions);
        switch (op) {
            case ControlFlowOp.Tuple tuple -> tuples.put(tuple.result(), tuple.val());
            case ControlFlowOp.GetTupleElement element -> take(element, substitution, ops);
            default -> {
                remember(op);
                expand(op, substitution, ops);
            }
        }
    }

    /** Scalars that are constants, or broadcast from one. */
    private void remember(Op op) {
        if (op instanceof ShapeOp.Constant constant
                && constant.value() instanceof DenseElements elements
                && elements.type().rank() == 0) {
            constants.put(constant.output(), elements);
        } else if (op instanceof ShapeOp.BroadcastInDim broadcast
                && broadcast.result().tensorType().rank() == 0) {
            var elements = constants.get(broadcast.operand());
            if (elements != null) {
                constants.put(broadcast.result(), elements);
            }
        }
    }

    private void take(ControlFlowOp.GetTupleElement op, Substitution substitution, List<Op> ops) {
        var elements = tuples.get(op.operand());
        if (elements == null) {
            ops.add(op);
        } else {
            substitution.replace(op.result(), elements.get(op.index()));
        }
    }

    private void expand(Op op, Substitution substitution, List<Op> ops) {
        var builder = RegionBuilder.detached(op.location());
        var values = Expansions.of(op, constants, builder);
        if (values == null) {
            ops.add(op);
        } else {
            builder.ops().forEach(made -> write(made, substitution, ops));
            substitution.replaceAll(op.results(), substitution.of(values));
        }
    }
}
