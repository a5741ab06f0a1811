package dev.ranvier.stablehlo.builder;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.StablehloAttribute.ResultAccuracy;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An op but for its results: op records' constructors, with what is not a result filled in. */
public final class OpForm {
    private OpForm() {}

    /** An op of one result. */
    @FunctionalInterface
    public interface One {
        Op op(OpResult result, OpInfo info);
    }

    /** An op of several results, or of none. */
    @FunctionalInterface
    public interface Many {
        Op op(List<OpResult> results, OpInfo info);
    }

    /** The constructor of an elementwise op of one operand. */
    @FunctionalInterface
    public interface Unary {
        Op op(Value operand, OpResult result, OpInfo info);
    }

    /** The constructor of an elementwise op of one operand that takes an accuracy. */
    @FunctionalInterface
    public interface UnaryWithAccuracy {
        Op op(Value operand, @Nullable ResultAccuracy accuracy, OpResult result, OpInfo info);
    }

    /** The constructor of an elementwise op of two operands. */
    @FunctionalInterface
    public interface Binary {
        Op op(Value lhs, Value rhs, OpResult result, OpInfo info);
    }

    /** The constructor of CHLO's broadcasting ops of two operands. */
    @FunctionalInterface
    public interface BroadcastBinary {
        Op op(Value lhs, Value rhs, @Nullable Int64Array broadcastDimensions, OpResult result, OpInfo info);
    }
}
