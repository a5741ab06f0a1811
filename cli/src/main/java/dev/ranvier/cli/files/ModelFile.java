package dev.ranvier.cli.files;

import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.stablehlo.bytecode.BytecodeReader;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a program, as text or as bytecode. The bytes decide which, not the name.
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
                    : new ModelFile(file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)));
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
        return isBytecode()
                ? BytecodeReader.read(bytes)
                : TextParser.parse(Utf8.decode(bytes.toArray(ValueLayout.JAVA_BYTE)), name);
    }
}
