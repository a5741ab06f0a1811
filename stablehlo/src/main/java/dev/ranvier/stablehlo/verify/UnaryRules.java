package dev.ranvier.stablehlo.verify;

import static dev.ranvier.stablehlo.verify.ElementKind.COMPLEX;
import static dev.ranvier.stablehlo.verify.ElementKind.FLOAT;
import static dev.ranvier.stablehlo.verify.ElementKind.QUANTIZED;
import static dev.ranvier.stablehlo.verify.ElementKind.SIGNED;
import static dev.ranvier.stablehlo.verify.ElementKind.UNSIGNED;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ResultAccuracyMode;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.EnumSet;
import java.util.Set;

/** Rules of elementwise ops of one operand. */
final class UnaryRules {
    private static final Set<ElementKind> MAGNITUDES = EnumSet.of(SIGNED, FLOAT, COMPLEX, QUANTIZED);
    private static final Set<ElementKind> NEGATABLE = EnumSet.of(SIGNED, UNSIGNED, FLOAT, COMPLEX, QUANTIZED);
    private static final Set<ElementKind> ANALYTIC = EnumSet.of(FLOAT, COMPLEX, QUANTIZED);
    private static final Set<ElementKind> ROUNDABLE = EnumSet.of(FLOAT, QUANTIZED);
    private static final Set<ElementKind> PARTS = EnumSet.of(FLOAT, COMPLEX);

    private UnaryRules() {}

    static ResultTypes check(UnaryOp op, Constraints constraints) {
        var operand = constraints.tensor("I1", "operand", op.operand(), operandKinds(op));
        checkAccuracy(op, constraints);
        return switch (op) {
            case UnaryOp.Abs _, UnaryOp.Real _, UnaryOp.Imag _ -> ResultTypes.of("C2", realPart(operand));
            case UnaryOp.IsFinite _ -> ResultTypes.of("C1", operand.withElementType(ScalarType.I1));
            case UnaryOp.Cbrt _,
                    UnaryOp.Ceil _,
                    UnaryOp.CountLeadingZeros _,
                    UnaryOp.Cosine _,
                    UnaryOp.Exponential _,
                    UnaryOp.ExponentialMinusOne _,
                    UnaryOp.Floor _,
                    UnaryOp.Log _,
                    UnaryOp.LogPlusOne _,
                    UnaryOp.Logistic _,
                    UnaryOp.Negate _,
                    UnaryOp.Not _,
                    UnaryOp.PopulationCount _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _,
                    UnaryOp.Rsqrt _,
                    UnaryOp.Sign _,
                    UnaryOp.Sine _,
                    UnaryOp.Sqrt _,
                    UnaryOp.Tan _,
                    UnaryOp.Tanh _ -> ResultTypes.of("C1", operand);
        };
    }

    private static Set<ElementKind> operandKinds(UnaryOp op) {
        return switch (op) {
            case UnaryOp.Abs _, UnaryOp.Sign _ -> MAGNITUDES;
            case UnaryOp.Negate _ -> NEGATABLE;
            case UnaryOp.Cbrt _,
                    UnaryOp.Cosine _,
                    UnaryOp.Exponential _,
                    UnaryOp.ExponentialMinusOne _,
                    UnaryOp.Log _,
                    UnaryOp.LogPlusOne _,
                    UnaryOp.Logistic _,
                    UnaryOp.Rsqrt _,
                    UnaryOp.Sine _,
                    UnaryOp.Sqrt _,
                    UnaryOp.Tan _,
                    UnaryOp.Tanh _ -> ANALYTIC;
            case UnaryOp.Ceil _,
                    UnaryOp.Floor _,
                    UnaryOp.IsFinite _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _ -> ROUNDABLE;
            case UnaryOp.Real _, UnaryOp.Imag _ -> PARTS;
            case UnaryOp.CountLeadingZeros _, UnaryOp.PopulationCount _ -> ElementKind.INTEGERS;
            case UnaryOp.Not _ -> ElementKind.BOOLEAN_OR_INTEGER;
        };
    }

    private static TensorType realPart(TensorType type) {
        return type.elementType() instanceof ComplexType complex ? type.withElementType(complex.part()) : type;
    }

    /** Tolerances are given exactly where the mode asks for them, and are not negative. */
    private static void checkAccuracy(UnaryOp op, Constraints constraints) {
        var accuracy = op.resultAccuracy();
        if (accuracy == null) {
            return;
        }
        boolean zero = accuracy.atol() == 0 && accuracy.rtol() == 0 && accuracy.ulps() == 0;
        constraints.require(
                "I2",
                accuracy.mode() == ResultAccuracyMode.TOLERANCE || zero,
                "result_accuracy of mode %s must have no tolerances, got %s",
                accuracy.mode(),
                accuracy);
        constraints.require(
                "I2",
                accuracy.atol() >= 0 && accuracy.rtol() >= 0 && accuracy.ulps() >= 0,
                "result_accuracy must have no negative tolerances, got %s",
                accuracy);
    }
}
