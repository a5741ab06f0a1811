package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.stablehlo.bytecode.BytecodeReader;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads programs: StableHLO's own formats, and those of the installed {@link Frontend}s. */
public final class ProgramFormats {
    private ProgramFormats() {}

    /**
     * The module that {@code program} says in {@code format}; it keeps the bytes.
     *
     * @throws RanvierException if the format is not known or the program is not of it
     */
    static Module read(String format, MemorySegment program) {
        return format.equals(Client.MLIR)
                ? mlir(program, "-")
                : frontend(format).lower(program);
    }

    /**
     * The module that a file holds, in the format that its bytes say; it keeps the bytes. It is not verified.
     *
     * @param name what diagnostics call it
     * @throws RanvierException if the bytes are no program, with the place
     */
    public static Module read(MemorySegment file, String name) {
        if (!BytecodeReader.isBytecode(file)) {
            for (var frontend : Frontend.installed()) {
                if (frontend.recognises(file)) {
                    return frontend.lower(file);
                }
            }
        }
        return mlir(file, name);
    }

    private static Module mlir(MemorySegment program, String name) {
        return BytecodeReader.isBytecode(program)
                ? BytecodeReader.read(program)
                : TextParser.parse(Utf8.decode(program.toArray(ValueLayout.JAVA_BYTE)), name);
    }

    /** A file in memory, of which only what is read is loaded; it stays as long as {@code arena}. */
    public static MemorySegment map(Path file, Arena arena) throws IOException {
        try (var channel = FileChannel.open(file)) {
            // Pipes have no size, and cannot be mapped.
            return channel.size() == 0
                    ? MemorySegment.ofArray(Files.readAllBytes(file))
                    : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private static Frontend frontend(String format) {
        var frontends = Frontend.installed();
        return frontends.stream()
                .filter(frontend -> frontend.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new RanvierException(Diagnostic.of(
                                Diagnostic.Code.UNIMPLEMENTED, "no program format '" + format + "'")
                        .withHint("known: " + Client.MLIR
                                + frontends.stream()
                                        .map(frontend -> ", " + frontend.format())
                                        .sorted()
                                        .reduce("", String::concat))));
    }
}
