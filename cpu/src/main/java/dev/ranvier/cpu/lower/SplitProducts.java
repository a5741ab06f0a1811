package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.Functions;
import dev.ranvier.cpu.kernel.MatrixKernels;
import dev.ranvier.cpu.kernel.MatrixKernels.Way;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp.Return;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp.Constant;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Writes a product as the sum of products of parts of its contracted dimension where that is so long that the last cache
 * has no room for a block of columns of the packed right operand: each block of rows would read all of that from memory.
 * The parts follow from the shapes alone, and so do the results.
 */
final class SplitProducts {
    /** Elements of the contracted dimension that a part has at least, so that to add the products costs little beside them. */
    private static final long LEAST_DEPTH = 1 << 10;

    private final List<Op> ops = new ArrayList<>();

    private SplitProducts() {}

    static Module run(Module module) {
        return Functions.map(module, SplitProducts::run);
    }

    private static Region run(Region region) {
        var split = new SplitProducts();
        for (var op : region.ops()) {
            if (op instanceof DotGeneral dot) {
                split.write(dot, parts(dot));
            } else if (op.regions().isEmpty()) {
                split.ops.add(op);
            } else {
                var regions = op.regions().stream().map(SplitProducts::run).toList();
                split.ops.add(op.schema().with(op, op.operands(), regions, op.results()));
            }
        }
        return new Region(region.arguments(), split.ops);
    }

    /**
     * The least number of equal parts that have room; 1 where the whole has, or no number of parts is of use. All their
     * products have no more elements than the operands.
     */
    private static long parts(DotGeneral op) {
        if (!isSummedAsItIs(op.result().tensorType().elementType())
                || op.dotDimensionNumbers().lhsContractingDimensions().size() != 1
                || !MatrixSteps.cover(op)) {
            return 1;
        }
        var product = MatrixSteps.arranged(op);
        if (MatrixKernels.way(product) != Way.PACKED) {
            return 1;
        }
        long elements = product.k() * (product.m() + product.n());
        long most = Math.min(product.k() / LEAST_DEPTH, elements / (product.m() * product.n()));
        long row = Math.min(product.n(), MatrixKernels.BLOCK_COLUMNS) * width(op);
        return LongStream.rangeClosed(Math.ceilDiv(product.k() * row, MatrixSteps.MOST_PACKED), most)
                .filter(parts -> product.k() % parts == 0)
                .findFirst()
                .orElse(1);
    }

    /** Bytes of an element of the operands. */
    private static long width(DotGeneral op) {
        return Math.max(
                op.lhs().tensorType().elementType().byteWidth(),
                op.rhs().tensorType().elementType().byteWidth());
    }

    /** Whether kernels sum in the type of the results, so that parts are rounded no more often than the whole. */
    private static boolean isSummedAsItIs(ElementType type) {
        return type == ScalarType.F32 || type == ScalarType.F64;
    }

    private void write(DotGeneral op, long parts) {
        if (parts == 1) {
            ops.add(op);
            return;
        }
        var numbers = op.dotDimensionNumbers();
        long lhs = numbers.lhsContractingDimensions().get(0);
        long rhs = numbers.rhsContractingDimensions().get(0);
        var ofParts = new DotDimensionNumbers(
                batching(numbers.lhsBatchingDimensions(), lhs),
                batching(numbers.rhsBatchingDimensions(), rhs),
                Int64Array.of(lhs + 1),
                Int64Array.of(rhs + 1));
        var type = op.result().tensorType();
        var products = new OpResult(TensorType.of(
                type.elementType(),
                LongStream.concat(LongStream.of(parts), sizes(type)).toArray()));
        ops.add(new DotGeneral(
                inParts(op.lhs(), lhs, parts),
                inParts(op.rhs(), rhs, parts),
                ofParts,
                op.precisionConfig(),
                op.algorithm(),
                products,
                op.info()));
        var element = TensorType.of(type.elementType());
        var zero = new OpResult(element);
        ops.add(new Constant(DenseElements.ofBits(element, 0), zero, OpInfo.NONE));
        ops.add(new Reduce(
                List.of(products),
                List.of(zero),
                Int64Array.of(0),
                addition(element),
                List.of(op.result()),
                op.info()));
    }

    /** The parts first, then the others, behind the one dimension that has become two. */
    private static Int64Array batching(Int64Array dimensions, long split) {
        var others = dimensions.stream().map(d -> d < split ? d : d + 1);
        return Int64Array.of(LongStream.concat(LongStream.of(split), others).toArray());
    }

    private Value inParts(Value operand, long dimension, long parts) {
        var type = operand.tensorType();
        var sizes = LongStream.range(0, type.rank())
                .flatMap(d -> d == dimension
                        ? LongStream.of(parts, type.size((int) d) / parts)
                        : LongStream.of(type.size((int) d)));
        var result = new OpResult(TensorType.of(type.elementType(), sizes.toArray()));
        ops.add(new Reshape(operand, result, OpInfo.NONE));
        return result;
    }

    private static LongStream sizes(TensorType type) {
        return LongStream.range(0, type.rank()).map(d -> type.size((int) d));
    }

    private static Region addition(TensorType element) {
        var left = new BlockArgument(element);
        var right = new BlockArgument(element);
        var sum = new OpResult(element);
        return new Region(
                List.of(left, right),
                List.of(new BinaryOp.Add(left, right, sum, OpInfo.NONE), new Return(List.of(sum), OpInfo.NONE)));
    }
}
