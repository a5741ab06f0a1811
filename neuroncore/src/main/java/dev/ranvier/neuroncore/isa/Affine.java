package dev.ranvier.neuroncore.isa;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A sum of loop variables times constants, and a constant: what offsets and the counts of waits are made of.
 *
 * @param coefficients by the variable's name; none is 0
 */
public record Affine(long constant, SortedMap<String, Long> coefficients) {
    public Affine {
        var kept = new TreeMap<>(coefficients);
        kept.values().removeIf(coefficient -> coefficient == 0);
        coefficients = Collections.unmodifiableSortedMap(kept);
    }

    public static Affine of(long constant) {
        return new Affine(constant, Collections.emptySortedMap());
    }

    /** The variable of a loop. */
    public static Affine variable(String name) {
        return new Affine(0, new TreeMap<>(Map.of(name, 1L)));
    }

    public Affine plus(long addend) {
        return new Affine(constant + addend, coefficients);
    }

    public Affine plus(Affine addend) {
        var sum = new TreeMap<>(coefficients);
        addend.coefficients.forEach((variable, coefficient) -> sum.merge(variable, coefficient, Long::sum));
        return new Affine(constant + addend.constant, sum);
    }

    public Affine times(long factor) {
        var product = new TreeMap<>(coefficients);
        product.replaceAll((variable, coefficient) -> coefficient * factor);
        return new Affine(constant * factor, product);
    }

    public long coefficient(String variable) {
        return coefficients.getOrDefault(variable, 0L);
    }

    /** The value where each variable has the value that {@code values} gives. */
    public long at(ToLongFunction<String> values) {
        long value = constant;
        for (var term : coefficients.entrySet()) {
            value += term.getValue() * values.applyAsLong(term.getKey());
        }
        return value;
    }

    /** The least value where each variable runs from 0 to below its count: a sum is least where each term is. */
    public long least(ToLongFunction<String> counts) {
        return extreme(counts, -1);
    }

    /** The greatest value where each variable runs from 0 to below its count. */
    public long greatest(ToLongFunction<String> counts) {
        return extreme(counts, 1);
    }

    private long extreme(ToLongFunction<String> counts, int sign) {
        return at(variable -> coefficient(variable) * sign > 0 ? counts.applyAsLong(variable) - 1 : 0);
    }
}
