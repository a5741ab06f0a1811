package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** {@code chlo.scan} as a loop over the dimension; its state is the place, the outputs, and the carries. */
final class Scans {
    private final ChloOp.Scan op;
    private final RegionBuilder b;
    private final int dimension;
    private final long length;

    Scans(ChloOp.Scan op, RegionBuilder b) {
        this.op = op;
        this.b = b;
        this.dimension = Math.toIntExact(op.dimension());
        this.length = op.inputs().isEmpty()
                ? Objects.requireNonNull(op.scanDimSize(), "a verified scan without inputs has a size")
                : op.inputs().getFirst().tensorType().size(dimension);
    }

    /**
     * Whether the body has only ops on single elements, of carries and slices of one shape: a device has code for such.
     */
    static boolean isElementwise(ChloOp.Scan op) {
        var values = new HashSet<Value>(op.body().arguments());
        var shape = op.body().arguments().getFirst().tensorType().dimensions();
        for (var inner : op.body().ops().subList(0, op.body().ops().size() - 1)) {
            if (!isElementwise(inner) || !values.containsAll(inner.operands())) {
                return false;
            }
            values.addAll(inner.results());
        }
        return values.stream().allMatch(value -> value.tensorType().dimensions().equals(shape));
    }

    private static boolean isElementwise(Op op) {
        return switch (op) {
            case ElementwiseOp.BitcastConvert _ -> false;
            case UnaryOp _, BinaryOp _, ElementwiseOp _ -> true;
            case ShapeOp.Constant constant -> constant.value() instanceof DenseElements elements && elements.isSplat();
            default -> false;
        };
    }

    List<Value> loop() {
        var state = new ArrayList<Value>();
        state.add(Fragments.scalar(b, ScalarType.I64, 0));
        op.outputs().forEach(output -> state.add(Fragments.zeros(b, output.tensorType())));
        state.addAll(op.inits());
        var results = b.whileLoop(
                state,
                condition -> condition.compare(
                        ComparisonDirection.LT,
                        condition.argument(0),
                        Fragments.scalar(condition, ScalarType.I64, length)),
                this::step);
        return results.subList(1, results.size());
    }

    private List<Value> step(RegionBuilder body) {
        int outputs = op.outputs().size();
        var count = body.argument(0);
        var place = Boolean.TRUE.equals(op.isReverse())
                ? body.subtract(Fragments.scalar(body, ScalarType.I64, length - 1), count)
                : count;
        var arguments = new ArrayList<Value>();
        op.inputs().forEach(input -> arguments.add(Fragments.dynamicSlice(body, input, dimension, place)));
        arguments.addAll(body.arguments().subList(1 + outputs, body.arguments().size()));
        var results = Fragments.inline(body, op.body(), arguments);
        var next = new ArrayList<Value>();
        next.add(body.add(count, Fragments.scalar(body, ScalarType.I64, 1)));
        for (int i = 0; i < outputs; i++) {
            next.add(Fragments.dynamicUpdate(body, body.argument(1 + i), results.get(i), dimension, place));
        }
        next.addAll(results.subList(outputs, results.size()));
        return next;
    }
}
