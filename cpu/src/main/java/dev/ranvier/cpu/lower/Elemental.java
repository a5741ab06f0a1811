package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.Chlo;
import dev.ranvier.cpu.kernel.TransposeKernel;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;

/** What kernels can be made of, and what it costs to compute an element again. */
final class Elemental {
    private Elemental() {}

    /** Whether there is code for single elements of the op's results. */
    static boolean is(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _ -> true;
            case ElementwiseOp.UniformQuantize _, ElementwiseOp.UniformDequantize _ -> false;
            case ElementwiseOp _ -> true;
            case ChloOp chlo -> Chlo.isElemental(chlo);
            case ShapeOp.Constant constant -> isSingle(constant);
            case ShapeOp.Reshape _ -> false;
            case ShapeOp _ -> true;
            case IndexingOp.DynamicSlice _, IndexingOp.Gather _ -> true;
            case ReductionOp.Reduce _, ReductionOp.ReduceWindow _ -> true;
            case LinearAlgebraOp.DotGeneral dot -> !MatrixSteps.cover(dot);
            case LinearAlgebraOp.Convolution convolution -> !ConvolutionSteps.cover(convolution);
            case IndexingOp _,
                    ReductionOp _,
                    LinearAlgebraOp _,
                    ControlFlowOp _,
                    DynamicOp _,
                    HostOp _,
                    CollectiveOp _,
                    RandomOp _,
                    ShardyOp _,
                    Declaration _ -> false;
        };
    }

    private static boolean isSingle(ShapeOp.Constant constant) {
        return constant.value() instanceof DenseElements elements
                && (elements.isSplat() || elements.elementCount() == 1);
    }

    /** Whether an element costs nothing to speak of, so that every kernel that needs it makes its own. */
    static boolean isFree(Op op) {
        return (op instanceof ShapeOp.Constant constant && isSingle(constant)) || op instanceof ShapeOp.Iota;
    }

    /** Whether an op only shows elements of its operand, at other indices or several times, or is free. */
    static boolean isView(Op op) {
        return switch (op) {
            case ShapeOp.Reshape _, ShapeOp.Broadcast _, ShapeOp.BroadcastInDim _, ShapeOp.Slice _ -> true;
            default -> isFree(op);
        };
    }

    /** Whether an op has a kernel of its own: it reads each element of its operands often, or in tiles. */
    static boolean isHeavy(Op op) {
        return op instanceof ReductionOp.ReduceWindow || op instanceof LinearAlgebraOp || TransposeKernel.isTiled(op);
    }

    /** Whether an op reads elements of an operand several times. */
    static boolean reuses(Op op, Value operand) {
        return switch (op) {
            case ShapeOp.BroadcastInDim broadcast ->
                broadcast.operand().tensorType().elementCount()
                        < broadcast.result().tensorType().elementCount();
            case ShapeOp.Broadcast _ -> true;
            case ShapeOp.Pad pad -> operand == pad.paddingValue();
            case ElementwiseOp.Clamp clamp -> isSpread(operand, clamp.result());
            case ElementwiseOp.Select select -> isSpread(operand, select.result());
            case IndexingOp _ -> true;
            case ReductionOp.Reduce reduce -> reduce.initValues().contains(operand);
            case ReductionOp _, LinearAlgebraOp _ -> true;
            default -> false;
        };
    }

    private static boolean isSpread(Value operand, Value result) {
        return operand.tensorType().rank() == 0 && result.tensorType().rank() > 0;
    }
}
