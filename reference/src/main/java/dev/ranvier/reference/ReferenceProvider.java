package dev.ranvier.reference;

import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.runtime.DeviceProvider;
import dev.ranvier.runtime.ProgramSource;
import java.lang.foreign.MemorySegment;

/** The devices that interpret: {@code RANVIER_DEVICE=reference}. */
public final class ReferenceProvider implements DeviceProvider {
    @Override
    public String kind() {
        return "reference";
    }

    @Override
    public String description() {
        return "interprets StableHLO op by op; slow, and what every other device is held against";
    }

    @Override
    public DeviceBackend open(ClientOptions options, CustomCalls customCalls) {
        return new DeviceBackend() {
            @Override
            public ReferenceProgram compile(ProgramSource source, CompileOptions layout) {
                return ReferenceProgram.of(source.module(), layout, customCalls);
            }

            @Override
            public ReferenceProgram load(MemorySegment serialized, CompileOptions layout) {
                return ReferenceProgram.of(SavedModule.read(serialized), layout, customCalls);
            }

            @Override
            public void close() {}
        };
    }
}
