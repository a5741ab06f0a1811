package dev.ranvier.cpu;

import dev.ranvier.llvm.LlvmException;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.runtime.DeviceProvider;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;

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
        try {
            return new CpuBackend(options, customCalls);
        } catch (LlvmException e) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()))
                            .withHint("RANVIER_DEVICE=reference runs everywhere, slowly"),
                    e);
        }
    }
}
