package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * A region {@code (a0, ..., aN-1, v0, ..., vN-1) -> (a0, ..., aN-1)} that combines values into accumulators, element by
 * element.
 */
final class Reducer {
    private final List<ElementType> types;
    private final Combination combination;

    /** Combines the values at one position into the accumulators at another one. */
    @FunctionalInterface
    private interface Combination {
        void apply(List<Tensor> accumulators, long target, List<Tensor> values, long source);
    }

    private Reducer(List<ElementType> types, Combination combination) {
        this.types = types;
        this.combination = combination;
    }

    static Reducer of(Region region, Scope scope) {
        var types = region.arguments().stream()
                .map(argument -> argument.tensorType().elementType())
                .toList();
        return new Reducer(types, combination(region, types, scope));
    }

    /** The function of the region's op if it is a single one, else the region as a function of numbers or of tensors. */
    private static Combination combination(Region region, List<ElementType> types, Scope scope) {
        if (isBinary(region)
                && region.ops().getFirst() instanceof BinaryOp op
                && types.getFirst() instanceof ScalarType type
                && types.getLast() == type
                && op.result().tensorType().elementType() == type) {
            return type.isFloat() ? ofReals(RealFunctions.of(op, type)) : ofIntegers(IntegerFunctions.of(op, type));
        }
        var numbers = ScalarBody.of(region, scope);
        if (numbers.isPresent()) {
            return (accumulators, target, values, source) ->
                    combine(numbers.get(), accumulators, target, values, source);
        }
        var body = scope.body(region);
        return (accumulators, target, values, source) -> combine(body, accumulators, target, values, source);
    }

    /** Whether {@code region} returns what its only op makes of its two arguments. */
    private static boolean isBinary(Region region) {
        return region.ops().size() == 2
                && region.ops().getFirst() instanceof BinaryOp op
                && region.arguments().equals(List.of(op.lhs(), op.rhs()))
                && region.results().equals(List.of(op.result()));
    }

    private static Combination ofReals(DoubleBinaryOperator function) {
        return (accumulators, target, values, source) -> {
            var accumulator = accumulators.getFirst();
            double value = values.getFirst().getDouble(source);
            accumulator.setDouble(target, function.applyAsDouble(accumulator.getDouble(target), value));
        };
    }

    private static Combination ofIntegers(LongBinaryOperator function) {
        return (accumulators, target, values, source) -> {
            var accumulator = accumulators.getFirst();
            long value = values.getFirst().getLong(source);
            accumulator.setLong(target, function.applyAsLong(accumulator.getLong(target), value));
        };
    }

    private static void combine(
            ScalarBody body, List<Tensor> accumulators, long target, List<Tensor> values, long source) {
        int count = accumulators.size();
        for (int i = 0; i < count; i++) {
            body.set(i, accumulators.get(i).getLong(target));
            body.set(count + i, values.get(i).getLong(source));
        }
        body.run();
        for (int i = 0; i < count; i++) {
            accumulators.get(i).setLong(target, body.result(i));
        }
    }

    private static void combine(Body body, List<Tensor> accumulators, long target, List<Tensor> values, long source) {
        var arguments = new ArrayList<Tensor>(2 * values.size());
        for (var accumulator : accumulators) {
            arguments.add(accumulator.element(target));
        }
        for (var value : values) {
            arguments.add(value.element(source));
        }
        var results = body.apply(arguments);
        for (int i = 0; i < results.size(); i++) {
            accumulators.get(i).copy(target, results.get(i), 0);
        }
    }

    /** Accumulators that start at {@code initial}: copies of the region's types. */
    List<Tensor> accumulators(List<Tensor> initial) {
        return promoted(initial, 0).stream().map(Tensor::copy).toList();
    }

    /** {@code values} as the region takes them ({@code to_destination_type} in the specification). */
    List<Tensor> values(List<Tensor> values) {
        return promoted(values, types.size() / 2);
    }

    private List<Tensor> promoted(List<Tensor> tensors, int first) {
        if (2 * tensors.size() != types.size()) {
            throw RanvierException.invalid(
                    "a body of " + types.size() + " arguments cannot combine " + tensors.size() + " tensors");
        }
        var result = new ArrayList<Tensor>(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            var tensor = tensors.get(i);
            var type = types.get(first + i);
            result.add(Conversion.convert(tensor, type));
        }
        return result;
    }

    /** Combines the values at {@code source} into the accumulators at {@code target}. */
    void combine(List<Tensor> accumulators, long target, List<Tensor> values, long source) {
        combination.apply(accumulators, target, values, source);
    }
}
