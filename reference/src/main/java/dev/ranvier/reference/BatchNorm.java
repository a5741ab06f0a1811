package dev.ranvier.reference;

import static dev.ranvier.reference.Arithmetic.add;
import static dev.ranvier.reference.Arithmetic.divide;
import static dev.ranvier.reference.Arithmetic.multiply;
import static dev.ranvier.reference.Arithmetic.squareRoot;
import static dev.ranvier.reference.Arithmetic.subtract;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.FloatFormat;
import java.util.List;

/**
 * Specification sections "batch_norm_training", "batch_norm_inference" and "batch_norm_grad", as they are decomposed
 * there; sums are accumulated in double precision and rounded once.
 */
final class BatchNorm {
    private final Tensor operand;
    private final int featureIndex;
    private final Tensor epsilon;

    BatchNorm(Tensor operand, int featureIndex, BuiltinAttribute.Real epsilon) {
        this.operand = operand;
        this.featureIndex = featureIndex;
        this.epsilon = constant(FloatFormat.of(epsilon.type()).decode(epsilon.bits()));
    }

    /** The normalised operand, the mean and the variance of the batch. */
    List<Tensor> training(Tensor scale, Tensor offset) {
        var mean = mean(operand);
        var centered = subtract(operand, broadcast(mean));
        var variance = mean(multiply(centered, centered));
        return List.of(inference(scale, offset, mean, variance), mean, variance);
    }

    Tensor inference(Tensor scale, Tensor offset, Tensor mean, Tensor variance) {
        var centered = subtract(operand, broadcast(mean));
        var normalized = divide(centered, standardDeviation(variance));
        return add(multiply(normalized, broadcast(scale)), broadcast(offset));
    }

    /** The gradients of operand, scale and offset. */
    List<Tensor> gradients(Tensor scale, Tensor mean, Tensor variance, Tensor gradOutput) {
        var centered = subtract(operand, broadcast(mean));
        var deviation = standardDeviation(variance);
        var normalized = divide(centered, deviation);
        var perFeature = constant(elementsPerFeature());

        var scaled = multiply(gradOutput, perFeature);
        var gradOffset = sum(gradOutput);
        var correlation = multiply(broadcast(sum(multiply(gradOutput, centered))), centered);
        var projected = divide(correlation, add(broadcast(variance), epsilon));
        var residual = subtract(subtract(scaled, broadcast(gradOffset)), projected);

        var gradOperand = multiply(divide(divide(broadcast(scale), deviation), perFeature), residual);
        var gradScale = sum(multiply(gradOutput, normalized));
        return List.of(gradOperand, gradScale, gradOffset);
    }

    private Tensor standardDeviation(Tensor variance) {
        return squareRoot(add(broadcast(variance), epsilon));
    }

    private double elementsPerFeature() {
        return (double) operand.count() / (double) operand.size(featureIndex);
    }

    /** {@code value} in the operand's shape. */
    private Tensor constant(double value) {
        var scalar = Tensor.zeros(operand.elementType());
        scalar.setDouble(0, value);
        return scalar.filled(operand.shape());
    }

    private Tensor broadcast(Tensor perFeature) {
        return ShapeOps.broadcastInDim(perFeature, new long[] {featureIndex}, operand.shape());
    }

    private Tensor mean(Tensor tensor) {
        var sum = sum(tensor);
        var divisor = constant(elementsPerFeature()).element(0).filled(sum.shape());
        return divide(sum, divisor);
    }

    private Tensor sum(Tensor tensor) {
        long features = tensor.size(featureIndex);
        long stride = Index.strides(tensor.shape())[featureIndex];
        var real = new double[(int) features];
        var imaginary = new double[(int) features];
        for (long i = 0; i < tensor.count(); i++) {
            int feature = (int) (i / stride % features);
            real[feature] += tensor.getDouble(i);
            imaginary[feature] += tensor.getImaginary(i);
        }
        var result = Tensor.zeros(tensor.elementType(), features);
        for (int i = 0; i < features; i++) {
            if (tensor.elementType().isComplex()) {
                result.setComplex(i, real[i], imaginary[i]);
            } else {
                result.setDouble(i, real[i]);
            }
        }
        return result;
    }
}
