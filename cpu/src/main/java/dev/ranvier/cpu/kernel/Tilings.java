package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.compiler.MatrixProduct.Loop;
import dev.ranvier.compiler.MatrixProduct.Matrix;
import dev.ranvier.cpu.kernel.Tiling.Slice;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** How kernels of products and of rows touch their tensors. */
final class Tilings {
    /** Addresses before the sizes of {@code multiply}. */
    private static final int ADDRESSES = 3;

    private Tilings() {}

    /** Of the packing of right operands of some bytes, into some bytes. */
    static Tiling pack(MatrixProduct product, long bytes, long packedBytes) {
        var rhs = product.rhs();
        boolean isDense = isDense(rhs, product.k(), product.n()) || isDenseColumns(rhs, product.k(), product.n());
        long elements = product.k() * product.n();
        return new Tiling(
                product.count(),
                1,
                1,
                -1,
                1,
                List.of(
                        Slice.of(elements * bytes, isDense && areDense(product.loops(), Loop::rhs, elements), false),
                        new Slice(packedBytes / product.count(), false)));
    }

    /** Of products by blocks of some rows, for elements of some bytes, with right operands where they lie. */
    static Tiling multiply(MatrixProduct product, long rows, long lhsBytes, long rhsBytes, long resultBytes) {
        long right = product.k() * product.n();
        boolean isDense = isDense(product.rhs(), product.k(), product.n())
                || isDenseColumns(product.rhs(), product.k(), product.n());
        boolean areDense = isDense && areDense(product.loops(), Loop::rhs, right);
        return multiply(product, rows, lhsBytes, Slice.of(right * rhsBytes, areDense, false), resultBytes);
    }

    /** The same, with right operands that are packed. */
    static Tiling multiplyPacked(MatrixProduct product, long rows, long lhsBytes, long packedBytes, long resultBytes) {
        return multiply(product, rows, lhsBytes, new Slice(packedBytes / product.count(), false), resultBytes);
    }

    private static Tiling multiply(MatrixProduct product, long rows, long lhsBytes, Slice right, long resultBytes) {
        long left = product.m() * product.k();
        long made = product.m() * product.n();
        boolean isLeft = isDense(product.lhs(), product.m(), product.k()) && areDense(product.loops(), Loop::lhs, left);
        boolean areMade = areDense(product.loops(), Loop::result, made);
        boolean isByRows = isDense(product.result(), product.m(), product.n());
        boolean isByColumns = isDenseColumns(product.result(), product.m(), product.n());
        return new Tiling(
                product.count(),
                product.m(),
                rows,
                MultiplyArguments.GROUP - ADDRESSES,
                2,
                List.of(
                        Slice.of(left * lhsBytes, isLeft, true),
                        right,
                        Slice.of(made * resultBytes, areMade && (isByRows || isByColumns), isByRows)));
    }

    /** Whether the rows of a matrix lie one behind the other. */
    private static boolean isDense(Matrix matrix, long rows, long columns) {
        return matrix.offset() == 0 && (columns == 1 || matrix.column() == 1) && (rows == 1 || matrix.row() == columns);
    }

    private static boolean isDenseColumns(Matrix matrix, long rows, long columns) {
        return matrix.offset() == 0 && (rows == 1 || matrix.row() == 1) && (columns == 1 || matrix.column() == rows);
    }

    private static boolean areDense(List<Loop> loops, ToLongFunction<Loop> stride, long elements) {
        long expected = elements;
        for (var loop : loops) {
            if (stride.applyAsLong(loop) != expected) {
                return false;
            }
            expected *= loop.size();
        }
        return true;
    }

    /** Of a kernel whose tasks are the rows of a space. */
    static Tiling rows(Region body, TensorType space, int together) {
        var slices = new ArrayList<Slice>();
        for (var argument : body.arguments()) {
            boolean isAligned = body.ops().stream()
                    .filter(op -> op.operands().contains(argument))
                    .allMatch(op -> readsOwnRow(op, argument, space));
            slices.add(isAligned ? slice(argument, space) : Slice.ANY);
        }
        body.results().forEach(result -> slices.add(slice(result, space)));
        return new Tiling(space.size(0), 1, together, -1, body.arguments().size(), slices);
    }

    private static Slice slice(Value value, TensorType space) {
        var type = value.tensorType();
        boolean isWide = type.dimensions().equals(space.dimensions());
        boolean isRow = type.rank() == 1 && type.size(0) == space.size(0);
        long width = type.elementType().byteWidth();
        return Slice.of(isWide ? space.size(1) * width : width, isWide || isRow, true);
    }

    /** Whether an op on a row reads of an argument nothing but that row. */
    private static boolean readsOwnRow(Op op, Value argument, TensorType space) {
        var dimensions = argument.tensorType().dimensions();
        if (op instanceof BroadcastInDim broadcast) {
            return argument.tensorType().rank() == 1
                    && broadcast.broadcastDimensions().dimension(0) == 0
                    && broadcast.result().tensorType().dimensions().equals(space.dimensions());
        }
        if (op instanceof Reduce reduce) {
            return reduce.inputs().contains(argument) && dimensions.equals(space.dimensions());
        }
        return op.results().isEmpty()
                || (Pointwise.is(op)
                        && op.regions().isEmpty()
                        && op.results().getFirst().tensorType().dimensions().equals(dimensions));
    }
}
