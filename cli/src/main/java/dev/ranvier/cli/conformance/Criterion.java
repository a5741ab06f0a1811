package dev.ranvier.cli.conformance;

import dev.ranvier.reference.Tensor;

/** When a real element counts as the expected one. Integers and booleans must be equal under each of these. */
sealed interface Criterion {
    /** Farther than any two finite numbers. */
    long UNREACHABLE = Long.MAX_VALUE;

    /** Whether element {@code index} of {@code actual} may stand for that of {@code expected}, both floating-point. */
    boolean accepts(Tensor actual, Tensor expected, long index);

    /** What a miss is, such as {@code "over 3 ulp"}. */
    String miss();

    /** Equal as numbers, or both NaN ({@code check.expect_eq}). */
    record Equal() implements Criterion {
        @Override
        public boolean accepts(Tensor actual, Tensor expected, long index) {
            double value = actual.getDouble(index);
            double target = expected.getDouble(index);
            return value == target || (Double.isNaN(value) && Double.isNaN(target));
        }

        @Override
        public String miss() {
            return "differ";
        }
    }

    /**
     * Within a number of units in the last place ({@code check.expect_close}).
     *
     * @param minimum the least distance; negative for none that is finite
     * @param maximum the greatest distance; negative for no limit
     */
    record Close(long minimum, long maximum) implements Criterion {
        @Override
        public boolean accepts(Tensor actual, Tensor expected, long index) {
            long distance = distance(actual, expected, index);
            return distance <= limit(maximum) && distance >= limit(minimum);
        }

        private static long limit(long ulps) {
            return ulps >= 0 ? ulps : UNREACHABLE;
        }

        /** How many numbers of the type lie between the two, counted along the encodings. */
        private static long distance(Tensor actual, Tensor expected, long index) {
            double value = actual.getDouble(index);
            double target = expected.getDouble(index);
            long bits = actual.getLong(index);
            long targetBits = expected.getLong(index);
            if (!Double.isFinite(value) || !Double.isFinite(target)) {
                return bits == targetBits || (Double.isNaN(value) && Double.isNaN(target)) ? 0 : UNREACHABLE;
            }
            long sign = 1L << (Byte.SIZE * actual.elementType().byteWidth() - 1);
            long magnitude = bits & (sign - 1);
            long targetMagnitude = targetBits & (sign - 1);
            if (((bits ^ targetBits) & sign) == 0) {
                return Math.abs(magnitude - targetMagnitude);
            }
            long sum = magnitude + targetMagnitude;
            return sum < 0 ? UNREACHABLE - 1 : sum;
        }

        @Override
        public String miss() {
            return (minimum > 0 ? "under " + minimum + " or " : "") + "over " + maximum + " ulp";
        }
    }

    /** Within an absolute tolerance ({@code check.expect_almost_eq}). */
    record AlmostEqual(double tolerance) implements Criterion {
        @Override
        public boolean accepts(Tensor actual, Tensor expected, long index) {
            double value = actual.getDouble(index);
            double target = expected.getDouble(index);
            return new Equal().accepts(actual, expected, index)
                    || (Double.isFinite(value) && Double.isFinite(target) && Math.abs(value - target) <= tolerance);
        }

        @Override
        public String miss() {
            return "off by more than " + tolerance;
        }
    }
}
