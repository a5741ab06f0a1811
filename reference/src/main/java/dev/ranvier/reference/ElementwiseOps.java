package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementwiseOp;
import java.util.ArrayList;

/** {@link ElementwiseOp}s: hands them to {@link Elementwise}, {@link Conversion} and {@link Quantization}, but {@code map}, which applies a region. */
final class ElementwiseOps {
    private ElementwiseOps() {}

    static Tensor evaluate(ElementwiseOp op, Scope scope) {
        return switch (op) {
            case ElementwiseOp.Clamp clamp ->
                Elementwise.clamp(
                        clamp, scope.tensor(clamp.min()), scope.tensor(clamp.operand()), scope.tensor(clamp.max()));
            case ElementwiseOp.Compare compare ->
                Elementwise.compare(
                        compare.comparisonDirection(),
                        compare.compareType(),
                        scope.tensor(compare.lhs()),
                        scope.tensor(compare.rhs()));
            case ElementwiseOp.Select select ->
                Elementwise.select(
                        scope.tensor(select.pred()), scope.tensor(select.onTrue()), scope.tensor(select.onFalse()));
            case ElementwiseOp.Convert convert ->
                Conversion.convert(
                        scope.tensor(convert.operand()),
                        convert.result().tensorType().elementType());
            case ElementwiseOp.BitcastConvert bitcast ->
                Conversion.bitcast(
                        scope.tensor(bitcast.operand()),
                        bitcast.result().tensorType().elementType());
            case ElementwiseOp.ReducePrecision reduce ->
                Conversion.reducePrecision(
                        scope.tensor(reduce.operand()), reduce.exponentBits(), reduce.mantissaBits());
            case ElementwiseOp.UniformQuantize quantize ->
                Quantization.quantize(
                        scope.tensor(quantize.operand()),
                        quantize.result().tensorType().elementType());
            case ElementwiseOp.UniformDequantize dequantize ->
                Quantization.dequantize(scope.tensor(dequantize.operand()));
            case ElementwiseOp.MapElements map -> map(map, scope);
        };
    }

    /** Specification section "map". */
    private static Tensor map(ElementwiseOp.MapElements op, Scope scope) {
        var inputs = scope.tensors(op.inputs());
        var body = scope.body(op.computation());
        var result = Tensor.zeros(
                op.result().tensorType().elementType(), inputs.getFirst().shape());
        for (long i = 0; i < result.count(); i++) {
            var arguments = new ArrayList<Tensor>(inputs.size());
            for (var input : inputs) {
                arguments.add(input.element(i));
            }
            result.copy(i, body.apply(arguments).getFirst(), 0);
        }
        return result;
    }
}
