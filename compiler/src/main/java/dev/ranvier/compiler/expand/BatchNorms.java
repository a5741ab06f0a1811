package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Specification sections "batch_norm_training", "batch_norm_inference" and "batch_norm_grad", as they are decomposed
 * there.
 */
final class BatchNorms {
    private final RegionBuilder b;
    private final Value operand;
    private final TensorType type;
    private final int feature;
    private final Value epsilon;

    private BatchNorms(RegionBuilder b, Value operand, long featureIndex, BuiltinAttribute.Real epsilon) {
        this.b = b;
        this.operand = operand;
        this.type = operand.tensorType();
        this.feature = Math.toIntExact(featureIndex);
        this.epsilon = number(FloatFormat.of(epsilon.type()).decode(epsilon.bits()), type);
    }

    static List<Value> training(ReductionOp.BatchNormTraining op, RegionBuilder b) {
        var norm = new BatchNorms(b, op.operand(), op.featureIndex(), op.epsilon());
        var mean = norm.mean(op.operand());
        var centered = b.subtract(op.operand(), norm.spread(mean));
        var variance = norm.mean(b.multiply(centered, centered));
        return List.of(norm.normalized(op.scale(), op.offset(), mean, variance), mean, variance);
    }

    static Value inference(ReductionOp.BatchNormInference op, RegionBuilder b) {
        return new BatchNorms(b, op.operand(), op.featureIndex(), op.epsilon())
                .normalized(op.scale(), op.offset(), op.mean(), op.variance());
    }

    static List<Value> gradients(ReductionOp.BatchNormGrad op, RegionBuilder b) {
        return new BatchNorms(b, op.operand(), op.featureIndex(), op.epsilon())
                .gradients(op.scale(), op.mean(), op.variance(), op.gradOutput());
    }

    private Value normalized(Value scale, Value offset, Value mean, Value variance) {
        var centered = b.subtract(operand, spread(mean));
        var quotient = b.divide(centered, deviation(variance));
        return b.add(b.multiply(quotient, spread(scale)), spread(offset));
    }

    /** The gradients of operand, scale and offset. */
    private List<Value> gradients(Value scale, Value mean, Value variance, Value gradOutput) {
        var centered = b.subtract(operand, spread(mean));
        var deviation = deviation(variance);
        var perFeature = number(elementsPerFeature(), type);
        var gradOffset = sum(gradOutput);
        var correlation = b.multiply(spread(sum(b.multiply(gradOutput, centered))), centered);
        var projected = b.divide(correlation, b.add(spread(variance), epsilon));
        var residual = b.subtract(b.subtract(b.multiply(gradOutput, perFeature), spread(gradOffset)), projected);
        var factor = b.divide(b.divide(spread(scale), deviation), perFeature);
        var gradScale = sum(b.multiply(gradOutput, b.divide(centered, deviation)));
        return List.of(b.multiply(factor, residual), gradScale, gradOffset);
    }

    private Value deviation(Value variance) {
        return b.unary(UnaryOp.Sqrt::new, b.add(spread(variance), epsilon));
    }

    private double elementsPerFeature() {
        return (double) type.elementCount() / (double) type.size(feature);
    }

    private Value spread(Value perFeature) {
        return b.broadcastInDim(type, perFeature, feature);
    }

    private Value sum(Value tensor) {
        return Fragments.sum(
                b,
                tensor,
                LongStream.range(0, type.rank()).filter(d -> d != feature).toArray());
    }

    private Value mean(Value tensor) {
        var sum = sum(tensor);
        return b.divide(sum, number(elementsPerFeature(), sum.tensorType()));
    }

    private Value number(double value, TensorType shape) {
        return switch (shape.elementType()) {
            case ScalarType _ -> b.constant(shape, value);
            case ComplexType complex -> {
                var part = shape.withElementType(complex.part());
                yield b.binary(BinaryOp.Complex::new, b.constant(part, value), b.constant(part, 0));
            }
            case QuantizedType _ -> throw new IllegalStateException("quantized types are lowered before");
        };
    }
}
