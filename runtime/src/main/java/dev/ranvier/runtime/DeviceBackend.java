package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Module;
import java.lang.foreign.MemorySegment;

/** The compiler and executor behind the devices of one client. Safe for use by many threads. */
public interface DeviceBackend extends AutoCloseable {
    /**
     * Compiles a verified module for the devices in {@code options}.
     *
     * @throws dev.ranvier.stablehlo.RanvierException with a diagnostic for every op that the device cannot run
     */
    Program compile(Module module, CompileOptions options);

    /**
     * Reads what {@link Program#serialize()} wrote.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if it is damaged or of another version
     */
    Program load(MemorySegment serialized, CompileOptions options);

    @Override
    void close();
}
