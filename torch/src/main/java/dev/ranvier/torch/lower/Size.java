package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Value;

/** The size of a dimension while a program is written. */
sealed interface Size {
    Dimension dimension();

    /** A size that the program knows. */
    record Known(long value) implements Size {
        @Override
        public Dimension dimension() {
            return Dimension.of(value);
        }
    }

    /**
     * A size that the program computes.
     *
     * @param scalar of type {@code tensor<i64>}
     */
    record Open(Value scalar, Dimension dimension) implements Size {}

    static Size of(long value) {
        return new Known(value);
    }

    default boolean is(long value) {
        return this instanceof Known(long known) && known == value;
    }
}
