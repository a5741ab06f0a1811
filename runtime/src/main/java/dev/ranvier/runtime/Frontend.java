package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Module;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.ServiceLoader;

/** A program format other than StableHLO's own, found by {@link java.util.ServiceLoader}. */
public interface Frontend {
    /** Those that are installed. */
    static List<Frontend> installed() {
        return ServiceLoader.load(Frontend.class, Frontend.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The name of the format. */
    String format();

    /** Whether bytes begin as a program of the format does, and as none of MLIR. */
    boolean recognises(MemorySegment program);

    /**
     * Lowers a program to StableHLO, which may keep parts of it: the bytes must stay as long as the module.
     *
     * @throws dev.ranvier.stablehlo.RanvierException with all unsupported ops at once
     */
    Module lower(MemorySegment program);
}
