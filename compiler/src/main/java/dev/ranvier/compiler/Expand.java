package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** Writes ops that are made of others as those: {@code chlo.top_k} as a sort with indices, and CHLO's constants. */
public final class Expand {
    private Expand() {}

    /** The module with such ops replaced, in all regions. */
    public static Module run(Module module) {
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            ops.add(
                    op instanceof Func function
                            ? function.schema()
                                    .with(
                                            function,
                                            List.of(),
                                            List.of(region(function.body(), new Substitution())),
                                            List.of())
                            : op);
        }
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private static Region region(Region region, Substitution substitution) {
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            switch (op) {
                case ChloOp.TopK top -> topK(top, substitution, ops);
                case ChloOp.ChloConstant constant ->
                    ops.add(new ShapeOp.Constant(constant.value(), constant.output(), constant.info()));
                default -> {
                    var regions = op.regions().stream()
                            .map(inner -> region(inner, substitution))
                            .toList();
                    ops.add(op.schema().with(op, substitution.of(op.operands()), regions, op.results()));
                }
            }
        }
        return new Region(region.arguments(), ops);
    }

    /** Greatest first, floats in their total order; of equal elements the first one comes first, for sort is stable. */
    private static void topK(ChloOp.TopK op, Substitution substitution, List<Op> ops) {
        var info = op.info();
        var operand = substitution.of(op.operand());
        var type = operand.tensorType();
        int last = type.rank() - 1;
        var indices = new OpResult(type.withElementType(ScalarType.I32));
        ops.add(new ShapeOp.Iota(last, indices, info));
        var sorted = new OpResult(type);
        var order = new OpResult(indices.type());
        ops.add(new ReductionOp.Sort(
                List.of(operand, indices), (long) last, true, greater(type, info), List.of(sorted, order), info));
        var limits = type.shape();
        limits[last] = Math.min(op.k(), limits[last]);
        ops.add(firsts(sorted, limits, op.values(), info));
        ops.add(firsts(order, limits, op.indices(), info));
    }

    private static Op firsts(Value operand, long[] limits, OpResult result, OpInfo info) {
        return new ShapeOp.Slice(
                operand,
                Int64Array.filled(limits.length, 0),
                Int64Array.of(limits),
                Int64Array.filled(limits.length, 1),
                result,
                info);
    }

    private static Region greater(TensorType type, OpInfo info) {
        var scalar = TensorType.of(type.elementType());
        var index = TensorType.of(ScalarType.I32);
        var arguments = List.of(
                new BlockArgument(scalar),
                new BlockArgument(scalar),
                new BlockArgument(index),
                new BlockArgument(index));
        var result = new OpResult(TensorType.of(ScalarType.I1));
        var order = type.elementType().isFloat() ? ComparisonType.TOTALORDER : null;
        var compare = new ElementwiseOp.Compare(
                arguments.get(0), arguments.get(1), ComparisonDirection.GT, order, result, info);
        return new Region(arguments, List.of(compare, new ControlFlowOp.Return(List.of(result), info)));
    }
}
