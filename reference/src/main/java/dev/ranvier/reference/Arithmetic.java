package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;

/** Elementwise ops on tensors, for ops that the specification defines by others. */
final class Arithmetic {
    private Arithmetic() {}

    static Tensor add(Tensor lhs, Tensor rhs) {
        return Elementwise.apply(new BinaryOp.Add(like(lhs), like(rhs), resultLike(lhs), OpInfo.NONE), lhs, rhs);
    }

    static Tensor subtract(Tensor lhs, Tensor rhs) {
        return Elementwise.apply(new BinaryOp.Subtract(like(lhs), like(rhs), resultLike(lhs), OpInfo.NONE), lhs, rhs);
    }

    static Tensor multiply(Tensor lhs, Tensor rhs) {
        return Elementwise.apply(new BinaryOp.Multiply(like(lhs), like(rhs), resultLike(lhs), OpInfo.NONE), lhs, rhs);
    }

    static Tensor divide(Tensor lhs, Tensor rhs) {
        return Elementwise.apply(new BinaryOp.Divide(like(lhs), like(rhs), resultLike(lhs), OpInfo.NONE), lhs, rhs);
    }

    static Tensor maximum(Tensor lhs, Tensor rhs) {
        return Elementwise.apply(new BinaryOp.Maximum(like(lhs), like(rhs), resultLike(lhs), OpInfo.NONE), lhs, rhs);
    }

    static Tensor minimum(Tensor lhs, Tensor rhs) {
        return Elementwise.apply(new BinaryOp.Minimum(like(lhs), like(rhs), resultLike(lhs), OpInfo.NONE), lhs, rhs);
    }

    static Tensor squareRoot(Tensor operand) {
        return Elementwise.apply(new UnaryOp.Sqrt(like(operand), null, resultLike(operand), OpInfo.NONE), operand);
    }

    private static Value like(Tensor tensor) {
        return new BlockArgument(tensor.type());
    }

    private static OpResult resultLike(Tensor tensor) {
        return new OpResult(tensor.type());
    }
}
