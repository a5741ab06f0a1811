package dev.ranvier.cli.files;

import dev.ranvier.runtime.ProgramFormats;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.bytecode.BytecodeReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The bytes of a program: MLIR as text or bytecode, or a format of an installed frontend. The bytes decide which, not the
 * name.
 *
 * @param name what diagnostics call it
 */
public record ModelFile(String name, MemorySegment bytes) {
    /**
     * Reads a file; {@code -} is standard input.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if it cannot be read
     */
    public static ModelFile read(Path file) {
        try {
            return file.toString().equals("-")
                    ? new ModelFile("standard input", MemorySegment.ofArray(System.in.readAllBytes()))
                    : new ModelFile(file.toString(), ProgramFormats.map(file, Arena.ofAuto()));
        } catch (IOException e) {
            throw WholeFile.failure("cannot read", file, e);
        }
    }

    public boolean isBytecode() {
        return BytecodeReader.isBytecode(bytes);
    }

    /** What wrote the bytecode, such as {@code StableHLO_v1.17.0}; empty for text. */
    public String producer() {
        return isBytecode() ? BytecodeReader.producer(bytes) : "";
    }

    /**
     * The program, not verified yet.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if the bytes are no program, with the place
     */
    public Module parse() {
        return ProgramFormats.read(bytes, name);
    }
}
