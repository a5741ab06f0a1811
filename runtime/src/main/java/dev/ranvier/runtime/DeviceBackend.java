package dev.ranvier.runtime;

import java.lang.foreign.MemorySegment;

/** The compiler and executor behind the devices of one client. Safe for use by many threads. */
public interface DeviceBackend extends AutoCloseable {
    /**
     * Compiles a program for the devices in {@code options}.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if the program is not valid, or with a diagnostic for every op that
     *     the device cannot run
     */
    Program compile(ProgramSource source, CompileOptions options);

    /**
     * Reads what {@link Program#serialize()} wrote.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if it is damaged or of another version
     */
    Program load(MemorySegment serialized, CompileOptions options);

    @Override
    void close();
}
