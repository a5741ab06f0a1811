package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.ColumnKernel;
import dev.ranvier.cpu.kernel.Pointwise;
import dev.ranvier.cpu.kernel.RowKernel;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.HashSet;
import java.util.Set;

/** Which arguments of a kernel its results may be written over: each element is read only where it is then written. */
final class Overwrites {
    private final Region body;
    private final Set<Value> here = new HashSet<>();
    private final Set<Value> elsewhere = new HashSet<>();

    private Overwrites(Region body) {
        this.body = body;
    }

    /** Whether a result may have the memory of an argument that is not needed any more. */
    static boolean isPossible(Region body, int argument, int result) {
        var from = body.arguments().get(argument);
        if (!isAlike(from.tensorType(), body.results().get(result).tensorType())
                || RowKernel.accepts(body)
                || ColumnKernel.accepts(body)) {
            return false;
        }
        var overwrites = new Overwrites(body);
        overwrites.find();
        return overwrites.here.contains(from) && !overwrites.elsewhere.contains(from);
    }

    private static boolean isAlike(TensorType x, TensorType y) {
        return x.dimensions().equals(y.dimensions())
                && x.elementType().byteWidth() == y.elementType().byteWidth();
    }

    private void find() {
        here.addAll(body.results());
        for (var op : body.ops().subList(0, body.ops().size() - 1).reversed()) {
            boolean isPointwise = Pointwise.is(op) && op.regions().isEmpty();
            if (op.results().stream().anyMatch(elsewhere::contains) || !isPointwise) {
                elsewhere.addAll(op.operands());
            }
            if (isPointwise && op.results().stream().anyMatch(here::contains)) {
                op.operands().forEach(operand -> read(op, operand));
            }
        }
    }

    private void read(Op op, Value operand) {
        boolean isSameShape = operand.tensorType()
                .dimensions()
                .equals(op.results().getFirst().tensorType().dimensions());
        (isSameShape ? here : elsewhere).add(operand);
    }
}
