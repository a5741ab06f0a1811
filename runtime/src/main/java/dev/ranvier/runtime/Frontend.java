package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Module;
import java.lang.foreign.MemorySegment;

/** A program format other than StableHLO's own, found by {@link java.util.ServiceLoader}. */
public interface Frontend {
    /** The name of the format. */
    String format();

    /**
     * Lowers a program to StableHLO.
     *
     * @throws dev.ranvier.stablehlo.RanvierException with all unsupported ops at once
     */
    Module lower(MemorySegment program);
}
