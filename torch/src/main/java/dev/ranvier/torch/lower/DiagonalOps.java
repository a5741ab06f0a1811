package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;

/** Ops on diagonals of matrices, and on what lies on one side of them. */
final class DiagonalOps {
    private DiagonalOps() {}

    static void add(OpTable table) {
        table.add("aten.tril.default", call -> triangle(call, ComparisonDirection.LE));
        table.add("aten.triu.default", call -> triangle(call, ComparisonDirection.GE));
        table.add("aten.tril_indices.default", call -> triangleIndices(call, ComparisonDirection.LE));
        table.add("aten.triu_indices.default", call -> triangleIndices(call, ComparisonDirection.GE));
        table.add("aten.diagonal.default", DiagonalOps::diagonal);
        table.add("aten.diagonal_scatter.default", DiagonalOps::replaceDiagonal);
    }

    /** The elements on one side of a diagonal, the others 0. */
    private static Value triangle(Call call, ComparisonDirection side) {
        var emit = call.emit();
        var x = call.tensor("self");
        int rank = Emitter.rank(x);
        var isInside =
                isInTriangle(emit, emit.shape(x).slice(rank - 2, rank), call.operand("diagonal", ScalarType.I64), side);
        return emit.select(isInside, x, 0);
    }

    private static Value isInTriangle(Emitter emit, Shape matrix, Value offset, ComparisonDirection side) {
        var row = emit.iota(matrix, ScalarType.I64, 0);
        var column = emit.iota(matrix, ScalarType.I64, 1);
        return emit.compare(side, column, emit.add(row, offset));
    }

    /** The rows and the columns of the elements of a triangle, in their order: a sort takes the other elements to the end. */
    private static Value triangleIndices(Call call, ComparisonDirection side) {
        var emit = call.emit();
        var matrix = Shape.of(call.integer("row"), call.integer("col"));
        var isOutside = emit.not(isInTriangle(emit, matrix, call.operand("offset", ScalarType.I64), side));
        var elements = new Shape(List.of(emit.product(matrix.sizes())));
        var order = SortingOps.sort(emit, emit.reshape(isOutside, elements), 0, false)
                .getLast();
        var inside = emit.slice(order, 0, Size.of(0), call.resultShape().size(1), 1);
        var width = call.operand("col", ScalarType.I64);
        var row = emit.divide(inside, width);
        var column = emit.binary(BinaryOp.Remainder::new, inside, width);
        return emit.concatenate(0, List.of(emit.unsqueeze(row, 0), emit.unsqueeze(column, 0)));
    }

    /** By a mask and a sum over the first of the two dimensions; one element of each column is not 0. */
    private static Value diagonal(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        int rank = Emitter.rank(x);
        if (!emit.shape(x).isStatic()) {
            throw RanvierException.unimplemented("the diagonal of an open shape");
        }
        var matrices = emit.transpose(x, diagonalLast(call, rank));
        long offset = call.integer("offset");
        long rows = matrices.tensorType().size(rank - 2);
        long columns = matrices.tensorType().size(rank - 1);
        long row = Math.max(0, -offset);
        long column = Math.max(0, offset);
        long length = Math.max(0, Math.min(rows - row, columns - column));
        var square = emit.slice(emit.slice(matrices, rank - 2, row, row + length), rank - 1, column, column + length);
        var index = Shape.of(length, length);
        var isDiagonal = emit.compare(
                ComparisonDirection.EQ, emit.iota(index, ScalarType.I64, 0), emit.iota(index, ScalarType.I64, 1));
        return ReductionOps.sum(emit, emit.select(isDiagonal, square, 0), rank - 2);
    }

    private static Value replaceDiagonal(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        int rank = Emitter.rank(x);
        var order = diagonalLast(call, rank);
        var matrices = emit.transpose(x, order);
        long offset = call.integer("offset");
        var source = call.operand("src", call.resultType());
        int last = Emitter.rank(source) - 1;
        long row = Math.max(0, -offset);
        var low = new long[last + 1];
        var high = new long[last + 1];
        low[last] = row;
        high[last] =
                matrices.tensorType().size(rank - 2) - row - source.tensorType().size(last);
        var byRow = emit.pad(source, emit.constant(Emitter.elementType(source), 0), low, high);
        var shape = Matrices.matrixShape(emit, matrices);
        var distance = emit.subtract(emit.iota(shape, ScalarType.I64, 1), emit.iota(shape, ScalarType.I64, 0));
        var isDiagonal = emit.compare(ComparisonDirection.EQ, distance, emit.integer(ScalarType.I64, offset));
        var replaced = emit.select(isDiagonal, emit.unsqueeze(byRow, rank - 1), matrices);
        return emit.transpose(replaced, ViewWrites.inverse(order));
    }

    /** The dimensions of matrices with their rows and columns last, as the arguments dim1 and dim2 say. */
    private static int[] diagonalLast(Call call, int rank) {
        int first = call.dimension("dim1", rank);
        int second = call.dimension("dim2", rank);
        return IntStream.concat(
                        IntStream.range(0, rank).filter(i -> i != first && i != second), IntStream.of(first, second))
                .toArray();
    }
}
