package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Functions;
import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Transposes operands of those products whose contracted dimensions are not like one dimension, so that they are: first
 * the batching dimensions, then the free ones, then the contracted ones.
 */
final class ArrangeProducts {
    private ArrangeProducts() {}

    static Module run(Module module) {
        return Functions.map(module, ArrangeProducts::run);
    }

    private static Region run(Region region) {
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            if (op instanceof DotGeneral dot
                    && work(dot) >= MatrixSteps.LEAST_WORK
                    && MatrixSteps.cover(dot.lhs(), dot.rhs(), dot.result())
                    && MatrixProduct.of(dot).isEmpty()) {
                arrange(dot, ops);
            } else if (op.regions().isEmpty()) {
                ops.add(op);
            } else {
                var regions = op.regions().stream().map(ArrangeProducts::run).toList();
                ops.add(op.schema().with(op, op.operands(), regions, op.results()));
            }
        }
        return new Region(region.arguments(), ops);
    }

    /** Products of two elements. */
    private static long work(DotGeneral op) {
        var lhs = op.lhs().tensorType();
        return op.dotDimensionNumbers().lhsContractingDimensions().stream()
                .map(d -> lhs.size((int) d))
                .reduce(op.result().tensorType().elementCount(), (x, y) -> x * y);
    }

    private static void arrange(DotGeneral op, List<Op> ops) {
        var numbers = op.dotDimensionNumbers();
        var lhs =
                arranged(op.lhs(), numbers.lhsBatchingDimensions(), numbers.lhsContractingDimensions(), op.info(), ops);
        var rhs =
                arranged(op.rhs(), numbers.rhsBatchingDimensions(), numbers.rhsContractingDimensions(), op.info(), ops);
        int batch = numbers.lhsBatchingDimensions().size();
        int contracted = numbers.lhsContractingDimensions().size();
        var arranged = new DotDimensionNumbers(
                range(0, batch),
                range(0, batch),
                range(lhs.tensorType().rank() - contracted, contracted),
                range(rhs.tensorType().rank() - contracted, contracted));
        ops.add(new DotGeneral(lhs, rhs, arranged, op.precisionConfig(), op.algorithm(), op.result(), op.info()));
    }

    private static Int64Array range(int from, int count) {
        return Int64Array.of(LongStream.range(from, from + count).toArray());
    }

    private static Value arranged(
            Value operand, Int64Array batching, Int64Array contracting, OpInfo info, List<Op> ops) {
        var type = operand.tensorType();
        var free = IntStream.range(0, type.rank())
                .filter(d -> !batching.contains(d) && !contracting.contains(d))
                .asLongStream();
        var order = LongStream.concat(batching.stream(), LongStream.concat(free, contracting.stream()))
                .toArray();
        var shape = LongStream.of(order).map(d -> type.size((int) d)).toArray();
        var result = new OpResult(TensorType.of(type.elementType(), shape));
        ops.add(new Transpose(operand, Int64Array.of(order), result, info));
        return result;
    }
}
