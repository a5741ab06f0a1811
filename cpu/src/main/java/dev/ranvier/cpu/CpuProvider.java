package dev.ranvier.cpu;

import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.runtime.DeviceProvider;

/** The device that compiles for the processor of this machine: {@code RANVIER_DEVICE=cpu}. */
public final class CpuProvider implements DeviceProvider {
    @Override
    public String kind() {
        return "cpu";
    }

    @Override
    public String description() {
        return "compiles StableHLO to machine code for the processor of this machine";
    }

    @Override
    public DeviceBackend open(ClientOptions options, CustomCalls customCalls) {
        return new CpuBackend(options, customCalls);
    }
}
