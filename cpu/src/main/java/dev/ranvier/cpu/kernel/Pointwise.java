package dev.ranvier.cpu.kernel;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;

/** Ops whose element at an index depends on the elements of their operands at the same index, or on scalars. */
public final class Pointwise {
    private static final int DIVISION = 6;
    private static final int FUNCTION = 16;
    private static final int LONG_FUNCTION = 24;

    private Pointwise() {}

    /** Whether an op is one of them. */
    public static boolean is(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _ -> true;
            case ElementwiseOp.UniformQuantize _, ElementwiseOp.UniformDequantize _ -> false;
            case ElementwiseOp.BitcastConvert bitcast ->
                bitcast.operand()
                        .tensorType()
                        .dimensions()
                        .equals(bitcast.result().tensorType().dimensions());
            case ElementwiseOp _ -> true;
            case ChloOp chlo -> Chlo.isElemental(chlo);
            default -> false;
        };
    }

    /** About how many instructions an element takes. */
    public static int cost(Op op) {
        return switch (op) {
            case UnaryOp.Cbrt _,
                    UnaryOp.Cosine _,
                    UnaryOp.Exponential _,
                    UnaryOp.ExponentialMinusOne _,
                    UnaryOp.Log _,
                    UnaryOp.LogPlusOne _,
                    UnaryOp.Logistic _,
                    UnaryOp.Sine _,
                    UnaryOp.Tan _,
                    UnaryOp.Tanh _ -> FUNCTION;
            case UnaryOp.Sqrt _, UnaryOp.Rsqrt _, BinaryOp.Divide _ -> DIVISION;
            case BinaryOp.Atan2 _, BinaryOp.Power _, BinaryOp.Remainder _, ElementwiseOp.MapElements _, ChloOp _ ->
                LONG_FUNCTION;
            default -> isNarrow(op) ? 3 : 1;
        };
    }

    /** Whether results are rounded to fewer bits than registers have. */
    private static boolean isNarrow(Op op) {
        return op.results().getFirst().tensorType().elementType() instanceof ScalarType type
                && type.isFloat()
                && type.bitWidth() < 32;
    }
}
