package dev.ranvier.torch;

import dev.ranvier.runtime.Frontend;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.torch.archive.TorchArchive;
import dev.ranvier.torch.lower.ProgramLowering;
import java.lang.foreign.MemorySegment;

/**
 * The format {@value #FORMAT}: an archive of {@code torch.export.save}. The program takes the user's inputs by their
 * names and gives the user's outputs; the weights are constants of it.
 */
public final class ArchiveFrontend implements Frontend {
    public static final String FORMAT = "pt2";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(MemorySegment program) {
        return TorchArchive.isArchive(program);
    }

    @Override
    public Module lower(MemorySegment program) {
        var archive = TorchArchive.open(program);
        return ProgramLowering.withTensorsAsConstants(archive.program(), archive::tensor);
    }
}
