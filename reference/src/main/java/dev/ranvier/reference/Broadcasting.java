package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** CHLO's elementwise ops that broadcast their operands, as NumPy does or by {@code broadcast_dimensions}. */
final class Broadcasting {
    private Broadcasting() {}

    static Tensor evaluate(ChloOp.BroadcastBinary op, Tensor lhs, Tensor rhs) {
        var both = broadcast(List.of(lhs, rhs), op.broadcastDimensions());
        return elementwise(op, both.getFirst(), both.getLast());
    }

    private static Tensor elementwise(ChloOp.BroadcastBinary op, Tensor lhs, Tensor rhs) {
        var l = op.lhs();
        var r = op.rhs();
        var result = op.result();
        var info = op.info();
        return switch (op) {
            case ChloOp.BroadcastBinary.BroadcastAdd _ ->
                Elementwise.apply(new BinaryOp.Add(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastAnd _ ->
                Elementwise.apply(new BinaryOp.And(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastAtan2 _ ->
                Elementwise.apply(new BinaryOp.Atan2(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastComplex _ ->
                Elementwise.apply(new BinaryOp.Complex(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastDivide _ ->
                Elementwise.apply(new BinaryOp.Divide(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastMaximum _ ->
                Elementwise.apply(new BinaryOp.Maximum(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastMinimum _ ->
                Elementwise.apply(new BinaryOp.Minimum(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastMultiply _ ->
                Elementwise.apply(new BinaryOp.Multiply(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastOr _ ->
                Elementwise.apply(new BinaryOp.Or(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastPower _ ->
                Elementwise.apply(new BinaryOp.Power(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastRemainder _ ->
                Elementwise.apply(new BinaryOp.Remainder(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastShiftLeft _ ->
                Elementwise.apply(new BinaryOp.ShiftLeft(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastShiftRightArithmetic _ ->
                Elementwise.apply(new BinaryOp.ShiftRightArithmetic(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastShiftRightLogical _ ->
                Elementwise.apply(new BinaryOp.ShiftRightLogical(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastSubtract _ ->
                Elementwise.apply(new BinaryOp.Subtract(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastXor _ ->
                Elementwise.apply(new BinaryOp.Xor(l, r, result, info), lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastNextAfter _ -> ChloFunctions.nextAfter(lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastPolygamma _ -> ChloFunctions.polygamma(lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastZeta _ -> ChloFunctions.zeta(lhs, rhs);
            case ChloOp.BroadcastBinary.BroadcastCompare compare ->
                Elementwise.compare(compare.comparisonDirection(), compare.compareType(), lhs, rhs);
        };
    }

    static Tensor select(Tensor pred, Tensor onTrue, Tensor onFalse) {
        var all = broadcast(List.of(pred, onTrue, onFalse), null);
        return Elementwise.select(all.get(0), all.get(1), all.get(2));
    }

    /**
     * The operands in their common shape.
     *
     * @param dimensions the result's dimension for each one of an operand of lesser rank; the last ones if null
     */
    private static List<Tensor> broadcast(List<Tensor> operands, @Nullable Int64Array dimensions) {
        int rank = operands.stream().mapToInt(Tensor::rank).max().orElse(0);
        var maps = operands.stream()
                .map(operand -> dimensions != null && operand.rank() < rank
                        ? dimensions.toArray()
                        : IntStream.range(rank - operand.rank(), rank)
                                .asLongStream()
                                .toArray())
                .toList();
        var shape = Int64Array.filled(rank, 1).toArray();
        for (int i = 0; i < operands.size(); i++) {
            for (int d = 0; d < operands.get(i).rank(); d++) {
                int target = (int) maps.get(i)[d];
                shape[target] = agreed(shape[target], operands.get(i).size(d), operands);
            }
        }
        return IntStream.range(0, operands.size())
                .mapToObj(i -> ShapeOps.broadcastInDim(operands.get(i), maps.get(i), shape))
                .toList();
    }

    private static long agreed(long a, long b, List<Tensor> operands) {
        if (a != b && a != 1 && b != 1) {
            throw RanvierException.invalid("cannot broadcast "
                    + operands.stream().map(Tensor::type).toList() + ": sizes " + a + " and " + b + " differ");
        }
        return a == 1 ? b : a;
    }
}
