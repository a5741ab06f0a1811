package dev.ranvier.cpu.saved;

import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. */
interface Codec {
    void write(@Nullable Object value, Output output);

    /**
     * The next value.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if the bytes are no such value
     */
    @Nullable
    Object read(Input input);
}
