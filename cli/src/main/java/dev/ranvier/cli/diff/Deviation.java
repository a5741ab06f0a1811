package dev.ranvier.cli.diff;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor differs from the expected one. Complex numbers count as two elements.
 *
 * @param elements how many elements differ, of {@code total}
 * @param absolute the greatest difference; infinite where one is a number and the other is not
 * @param ulps the greatest difference in units in the last place of the greater element; infinite as above
 * @param first the position of the first element that differs, row-major
 * @param got that element
 * @param expected what it should be
 */
public record Deviation(
        long elements, long total, double absolute, double ulps, long first, String got, String expected) {

    /**
     * The difference, or null if there is none to speak of.
     *
     * @param tolerance differences of so many units in the last place of the tensor's greatest element, and of NaNs and
     *     signs of zero, are none; those between integers always are
     */
    static @Nullable Deviation between(Tensor actual, Tensor expected, double tolerance) {
        var got = parts(actual);
        var wanted = parts(expected);
        double allowed = tolerance * unit(greatest(wanted), wanted);
        long elements = 0;
        long first = -1;
        double absolute = 0;
        double ulps = 0;
        for (long i = 0; i < wanted.count(); i++) {
            double difference = difference(got, wanted, i);
            if (difference > allowed) {
                first = elements++ == 0 ? i : first;
                absolute = Math.max(absolute, difference);
                double greater = Math.max(Math.abs(value(got, i)), Math.abs(value(wanted, i)));
                ulps = Math.max(ulps, difference / unit(greater, wanted));
            }
        }
        return elements == 0
                ? null
                : new Deviation(
                        elements, wanted.count(), absolute, ulps, first, spell(got, first), spell(wanted, first));
    }

    private static Tensor parts(Tensor tensor) {
        return tensor.elementType() instanceof ComplexType(ScalarType part)
                ? Tensor.wrap(TensorType.of(part, 2 * tensor.count()), tensor.data())
                : tensor;
    }

    private static double value(Tensor tensor, long index) {
        return tensor.elementType().isFloat() ? tensor.getDouble(index) : (double) tensor.getLong(index);
    }

    private static double difference(Tensor got, Tensor wanted, long index) {
        if (!wanted.elementType().isFloat()) {
            return got.getLong(index) == wanted.getLong(index)
                    ? 0
                    : Math.max(1, Math.abs((double) got.getLong(index) - wanted.getLong(index)));
        }
        double one = got.getDouble(index);
        double other = wanted.getDouble(index);
        if (one == other || (Double.isNaN(one) && Double.isNaN(other))) {
            return 0;
        }
        double difference = Math.abs(one - other);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** The greatest magnitude of finite elements. */
    private static double greatest(Tensor tensor) {
        double greatest = 0;
        for (long i = 0; i < tensor.count(); i++) {
            double magnitude = Math.abs(value(tensor, i));
            greatest = Double.isFinite(magnitude) ? Math.max(greatest, magnitude) : greatest;
        }
        return greatest;
    }

    /** One unit in the last place of a number in the tensor's type; nothing is rounded among integers. */
    private static double unit(double magnitude, Tensor tensor) {
        if (!(tensor.elementType() instanceof ScalarType type) || !type.isFloat()) {
            return 0;
        }
        int exponent = magnitude == 0 || !Double.isFinite(magnitude) ? Float.MIN_EXPONENT : Math.getExponent(magnitude);
        return Math.scalb(1.0, exponent - FloatFormat.of(type).mantissaBits());
    }

    @Override
    public String toString() {
        return "%d of %d elements differ, by up to %.3g (%.3g ulp); the first at %d: got %s, expected %s"
                .formatted(elements, total, absolute, ulps, first, got, expected);
    }

    private static String spell(Tensor tensor, long index) {
        return tensor.elementType().isFloat()
                ? String.valueOf(tensor.getDouble(index))
                : String.valueOf(tensor.getLong(index));
    }
}
