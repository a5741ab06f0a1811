package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves what becomes one kernel into a private function, and leaves a call, as {@link Fusion} chooses. The module means
 * the same before and after.
 */
final class KernelOutliner {
    /** Elements of a constant that is kept with the program; kernels write longer ones. */
    private static final long SMALL_CONSTANT = 256;

    private final Consumer<Region> outlined;
    private final List<Op> kernels = new ArrayList<>();

    private KernelOutliner(Consumer<Region> outlined) {
        this.outlined = outlined;
    }

    /**
     * Moves kernels into functions.
     *
     * @param outlined is given the body of each, as soon as it is known
     */
    static Module outline(Module module, Consumer<Region> outlined) {
        var outliner = new KernelOutliner(outlined);
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            ops.add(
                    op instanceof Func function
                            ? function.schema()
                                    .with(function, List.of(), List.of(outliner.outline(function.body())), List.of())
                            : op);
        }
        ops.addAll(outliner.kernels);
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Region outline(Region region) {
        var fusion = new Fusion(region);
        var ops = new ArrayList<Op>();
        for (var cluster : fusion.ordered()) {
            int first = cluster.members.nextSetBit(0);
            var op = fusion.flow().op(first);
            if (fusion.flow().isElemental(first) && !isSmallConstant(op, cluster)) {
                call(KernelBody.of(fusion.flow(), cluster), ops);
            } else {
                ops.add(
                        op instanceof ControlFlowOp && !op.regions().isEmpty()
                                ? op.schema()
                                        .with(
                                                op,
                                                op.operands(),
                                                op.regions().stream()
                                                        .map(this::outline)
                                                        .toList(),
                                                op.results())
                                : op);
            }
        }
        return new Region(region.arguments(), ops);
    }

    private static boolean isSmallConstant(Op op, Cluster cluster) {
        return op instanceof ShapeOp.Constant constant
                && constant.output().tensorType().elementCount() <= SMALL_CONSTANT
                && cluster.members.cardinality() == 1;
    }

    private void call(KernelBody body, List<Op> ops) {
        if (body.results().isEmpty()) {
            return;
        }
        var region = body.region();
        outlined.accept(region);
        var place = OpInfo.at(body.place());
        var operands = new ArrayList<Value>();
        for (int i = 0; i < region.arguments().size(); i++) {
            var operand = body.operands().get(i);
            var type = region.arguments().get(i).tensorType();
            if (hasShape(operand, type)) {
                operands.add(operand);
            } else {
                var reshaped = new OpResult(type);
                ops.add(new ShapeOp.Reshape(operand, reshaped, place));
                operands.add(reshaped);
            }
        }
        var results = new ArrayList<OpResult>();
        var reshapes = new ArrayList<Op>();
        for (int i = 0; i < region.results().size(); i++) {
            var result = body.results().get(i);
            var type = region.results().get(i).tensorType();
            if (hasShape(result, type)) {
                results.add(result);
            } else {
                var made = new OpResult(type);
                results.add(made);
                reshapes.add(new ShapeOp.Reshape(made, result, place));
            }
        }
        var name = "kernel." + kernels.size();
        var type = new Type.FunctionType(
                region.arguments().stream().map(Value::type).toList(),
                region.results().stream().map(Value::type).toList());
        kernels.add(new Func(name, new BuiltinAttribute.TypeOf(type), "private", null, null, null, region, place));
        ops.add(new ControlFlowOp.Call(new SymbolRef(name), operands, null, null, null, results, place));
        ops.addAll(reshapes);
    }

    private static boolean hasShape(Value value, TensorType type) {
        return value.tensorType().dimensions().equals(type.dimensions());
    }
}
