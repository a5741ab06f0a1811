package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.SizeExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** The sizes that expressions say, computed once each. */
final class Symbols {
    private final Emitter emit;
    private final Map<SizeExpression, Size> sizes = new HashMap<>();

    Symbols(Emitter emit) {
        this.emit = emit;
    }

    /** Learns what symbols are from the dimensions of an input. */
    void bind(Value input, List<SizeExpression> dimensions) {
        for (int i = 0; i < dimensions.size(); i++) {
            if (dimensions.get(i) instanceof SizeExpression.Symbol symbol && !sizes.containsKey(symbol)) {
                bind(symbol, emit.size(input, i));
            }
        }
    }

    /** Learns what an expression is, unless it is known. */
    void bind(SizeExpression expression, Size size) {
        var named = switch (size) {
            case Size.Known known -> known;
            case Size.Open open -> new Size.Open(open.scalar(), expression.dimension());
        };
        sizes.putIfAbsent(expression, named);
    }

    Size size(SizeExpression expression) {
        var known = sizes.get(expression);
        if (known != null) {
            return known;
        }
        var computed = compute(expression);
        bind(expression, computed);
        return sizes.getOrDefault(expression, computed);
    }

    private Size compute(SizeExpression expression) {
        return switch (expression) {
            case SizeExpression.Constant(long value) -> Size.of(value);
            case SizeExpression.Symbol(String name) ->
                throw new RanvierException(Diagnostic.of(
                                Diagnostic.Code.UNIMPLEMENTED,
                                "the size " + name + " is not one of the inputs' but follows from values")
                        .withHint("programs whose shapes depend on the values of tensors are not run"));
            case SizeExpression.Operation operation ->
                operation.operands().stream()
                        .map(this::size)
                        .reduce(operator(operation.operator()))
                        .orElseThrow(() -> RanvierException.invalid("an operator without operands in a size"));
        };
    }

    private BinaryOperator<Size> operator(SizeExpression.Operator operator) {
        return switch (operator) {
            case ADD -> (a, b) -> SizeArithmetic.add(emit, a, b);
            case MULTIPLY -> (a, b) -> SizeArithmetic.multiply(emit, a, b);
            case FLOOR_DIVIDE -> (a, b) -> SizeArithmetic.divide(emit, a, b);
            case MODULO -> (a, b) -> SizeArithmetic.remainder(emit, a, b);
            case MAXIMUM -> (a, b) -> SizeArithmetic.maximum(emit, a, b);
            case MINIMUM -> (a, b) -> SizeArithmetic.minimum(emit, a, b);
        };
    }
}
