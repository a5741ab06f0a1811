package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * A region {@code (a0, ..., aN-1, v0, ..., vN-1) -> (a0, ..., aN-1)} that combines values into accumulators, element by
 * element.
 */
final class Reducer {
    private final Body body;
    private final List<ElementType> types;

    private Reducer(Body body, List<ElementType> types) {
        this.body = body;
        this.types = types;
    }

    static Reducer of(Region region, Scope scope) {
        var types = region.arguments().stream()
                .map(argument -> argument.tensorType().elementType())
                .toList();
        return new Reducer(scope.body(region), types);
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
            result.add(tensor.elementType().equals(type) ? tensor : Elementwise.convert(tensor, type));
        }
        return result;
    }

    /** Combines the values at {@code source} into the accumulators at {@code target}. */
    void combine(List<Tensor> accumulators, long target, List<Tensor> values, long source) {
        var arguments = new ArrayList<Tensor>(types.size());
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
}
