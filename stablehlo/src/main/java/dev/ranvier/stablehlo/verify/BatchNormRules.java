package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ReductionOp.BatchNormGrad;
import dev.ranvier.stablehlo.ReductionOp.BatchNormInference;
import dev.ranvier.stablehlo.ReductionOp.BatchNormTraining;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules of batch normalisation. */
final class BatchNormRules {
    private static final Set<ElementKind> FLOAT_OR_QUANTIZED = EnumSet.of(ElementKind.FLOAT, ElementKind.QUANTIZED);

    private BatchNormRules() {}

    static ResultTypes check(BatchNormTraining op, Constraints constraints) {
        checkEpsilon("I4", op.epsilon(), constraints);
        var operand = operand("I1", "operand", op.operand(), constraints);
        checkFeatureIndex(op.featureIndex(), operand, constraints);
        checkFeatures("I2", "C3", "scale", op.scale(), operand, op.featureIndex(), constraints);
        checkFeatures("I3", "C4", "offset", op.offset(), operand, op.featureIndex(), constraints);
        var statistics = features(operand, op.featureIndex());
        return ResultTypes.of("C7", operand, statistics, statistics);
    }

    static ResultTypes check(BatchNormInference op, Constraints constraints) {
        checkEpsilon("I6", op.epsilon(), constraints);
        var operand = operand("I1", "operand", op.operand(), constraints);
        checkFeatureIndex(op.featureIndex(), operand, constraints);
        checkFeatures("I2", "C3", "scale", op.scale(), operand, op.featureIndex(), constraints);
        checkFeatures("I3", "C4", "offset", op.offset(), operand, op.featureIndex(), constraints);
        checkFeatures("I4", "C5", "mean", op.mean(), operand, op.featureIndex(), constraints);
        checkFeatures("I5", "C6", "variance", op.variance(), operand, op.featureIndex(), constraints);
        return ResultTypes.of("C7", operand);
    }

    static ResultTypes check(BatchNormGrad op, Constraints constraints) {
        checkEpsilon("I6", op.epsilon(), constraints);
        var operand = operand("I1", "operand", op.operand(), constraints);
        var gradOutput = operand("I5", "grad_output", op.gradOutput(), constraints);
        checkFeatureIndex(op.featureIndex(), operand, constraints);
        constraints.compatibleElements("C2", "operand", operand, "grad_output", gradOutput);
        constraints.compatibleShapes("C3", "operand", operand, "grad_output", gradOutput);
        checkFeatures("I2", "C5", "scale", op.scale(), operand, op.featureIndex(), constraints);
        checkFeatures("I3", "C4", "mean", op.mean(), operand, op.featureIndex(), constraints);
        checkFeatures("I4", "C4", "variance", op.variance(), operand, op.featureIndex(), constraints);
        var normalized = Compatibility.mostSpecific(operand, gradOutput);
        var statistics = features(normalized, op.featureIndex());
        return ResultTypes.of("C3", normalized, statistics, statistics);
    }

    private static TensorType operand(String label, String name, Value value, Constraints constraints) {
        return constraints.tensor(label, name, value, FLOAT_OR_QUANTIZED);
    }

    private static void checkEpsilon(String label, BuiltinAttribute.Real epsilon, Constraints constraints) {
        constraints.require(label, epsilon.type() == ScalarType.F32, "epsilon must be f32, got %s", epsilon.type());
    }

    private static void checkFeatureIndex(long featureIndex, TensorType operand, Constraints constraints) {
        constraints.dimension("C1", "feature_index", featureIndex, operand.rank());
    }

    /** That {@code value} has one element for each feature of {@code operand}. */
    private static void checkFeatures(
            String kindLabel,
            String sizeLabel,
            String name,
            Value value,
            TensorType operand,
            long featureIndex,
            Constraints constraints) {
        var type = operand(kindLabel, name, value, constraints);
        constraints.require(kindLabel, type.rank() == 1, "%s must be of rank 1, got %s", name, type);
        constraints.compatibleElements("C2", "operand", operand, name, type);
        constraints.require(
                sizeLabel,
                Compatibility.compatible(type.dimension(0), operand.dimension((int) featureIndex)),
                "%s must have the size of dimension %d of operand, got %s and %s",
                name,
                featureIndex,
                type,
                operand);
    }

    private static TensorType features(TensorType operand, long featureIndex) {
        return new TensorType(List.of(operand.dimension((int) featureIndex)), operand.elementType());
    }
}
