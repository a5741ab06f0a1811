package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.stablehlo.bytecode.BytecodeReader;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ServiceLoader;

/** Reads programs: StableHLO's own formats, and those of the installed {@link Frontend}s. */
final class ProgramFormats {
    private ProgramFormats() {}

    /**
     * The module that {@code program} says in {@code format}.
     *
     * @throws RanvierException if the format is not known or the program is not of it
     */
    static Module read(String format, MemorySegment program) {
        // A module keeps what it reads for its constants: a copy outlives the caller's memory.
        var bytes = program.toArray(ValueLayout.JAVA_BYTE);
        return format.equals(Client.MLIR) ? mlir(bytes) : frontend(format).lower(MemorySegment.ofArray(bytes));
    }

    private static Module mlir(byte[] program) {
        return BytecodeReader.isBytecode(MemorySegment.ofArray(program))
                ? BytecodeReader.read(MemorySegment.ofArray(program))
                : TextParser.parse(Utf8.decode(program), "-");
    }

    private static Frontend frontend(String format) {
        var frontends = ServiceLoader.load(Frontend.class, Frontend.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
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
