package dev.ranvier.reference;

import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.DotAlgorithm;
import dev.ranvier.stablehlo.Type;

/**
 * Sums of products by a {@code DotAlgorithm} (specification section "dot_general"): each operand is the sum of
 * components of its precision type, of which each is the rounded rest of those before; the products of components are
 * accumulated in the accumulation type, the {@code num_primitive_operations} largest ones only.
 */
final class ComponentProducts implements Products {
    private final double[][] lhs;
    private final double[][] rhs;
    private final int operations;
    private final FloatFormat accumulation;
    private double sum;

    ComponentProducts(Tensor lhs, Tensor rhs, DotAlgorithm algorithm) {
        this.lhs = components(lhs, algorithm.lhsPrecisionType(), algorithm.lhsComponentCount());
        this.rhs = components(rhs, algorithm.rhsPrecisionType(), algorithm.rhsComponentCount());
        this.operations = Math.toIntExact(algorithm.numPrimitiveOperations());
        this.accumulation = format(algorithm.accumulationType());
    }

    private static FloatFormat format(Type type) {
        if (type instanceof ScalarType scalar && scalar.isFloat()) {
            return FloatFormat.of(scalar);
        }
        throw RanvierException.unimplemented("a dot algorithm of type " + type);
    }

    private static double[][] components(Tensor tensor, Type type, long count) {
        var format = format(type);
        var rest = Products.reals(tensor);
        var components = new double[Math.toIntExact(count)][rest.length];
        for (var component : components) {
            for (int i = 0; i < rest.length; i++) {
                component[i] = format.decode(format.encode(rest[i]));
                rest[i] = Double.isInfinite(component[i]) ? 0 : rest[i] - component[i];
            }
        }
        return components;
    }

    @Override
    public void add(int left, int right, int length) {
        int done = 0;
        // Components shrink with their number, so products of one sum of numbers are of one magnitude.
        for (int order = 0; done < operations && order < lhs.length + rhs.length - 1; order++) {
            for (int i = Math.max(0, order - rhs.length + 1); i <= Math.min(order, lhs.length - 1); i++) {
                if (done++ < operations) {
                    add(lhs[i], left, rhs[order - i], right, length);
                }
            }
        }
    }

    private void add(double[] a, int left, double[] b, int right, int length) {
        for (int i = 0; i < length; i++) {
            sum = accumulation.decode(accumulation.encode(sum + a[left + i] * b[right + i]));
        }
    }

    @Override
    public void store(Tensor result, long index) {
        result.setDouble(index, sum);
        sum = 0;
    }
}
