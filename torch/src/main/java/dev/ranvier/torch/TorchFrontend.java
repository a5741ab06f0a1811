package dev.ranvier.torch;

import dev.ranvier.runtime.Frontend;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.torch.graph.ProgramReader;
import dev.ranvier.torch.lower.ProgramLowering;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The format {@value #FORMAT}: the JSON of {@code torch.export}'s {@code ExportedProgram}, without weights, which the
 * program takes as arguments. It takes what the graph takes and gives what the graph gives, in the graph's order:
 * parameters, buffers and constants before the user's inputs, mutated tensors before the user's outputs.
 */
public final class TorchFrontend implements Frontend {
    public static final String FORMAT = "torch-export";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(MemorySegment program) {
        return program.byteSize() > 0 && program.get(ValueLayout.JAVA_BYTE, 0) == '{';
    }

    @Override
    public Module lower(MemorySegment program) {
        return ProgramLowering.withTensorsAsArguments(ProgramReader.read(program, FORMAT));
    }
}
