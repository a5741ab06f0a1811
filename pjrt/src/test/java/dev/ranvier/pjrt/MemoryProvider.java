package dev.ranvier.pjrt;

import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.runtime.DeviceProvider;
import dev.ranvier.runtime.Program;
import dev.ranvier.runtime.ProgramSource;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;

/** Devices that have memory and run nothing. */
public final class MemoryProvider implements DeviceProvider {
    @Override
    public String kind() {
        return "memory";
    }

    @Override
    public String description() {
        return "has memory and runs nothing";
    }

    @Override
    public DeviceBackend open(ClientOptions options, CustomCalls customCalls) {
        return new DeviceBackend() {
            @Override
            public Program compile(ProgramSource source, CompileOptions layout) {
                throw RanvierException.unimplemented("a device that runs nothing");
            }

            @Override
            public Program load(MemorySegment serialized, CompileOptions layout) {
                throw RanvierException.unimplemented("a device that runs nothing");
            }

            @Override
            public void close() {}
        };
    }
}
