package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.bytecode.BytecodeWriter;
import dev.ranvier.stablehlo.verify.Verifier;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * A program as it came: a module, or bytes of a format, which are read when the module is asked for. Safe for use by many
 * threads.
 */
public final class ProgramSource {
    private final @Nullable Bytes bytes;
    private final @Nullable Module given;
    private @Nullable Reference<Module> read;

    /**
     * A program in a format.
     *
     * @param format {@link Client#MLIR}, or that of a {@link Frontend}
     */
    public record Bytes(String format, MemorySegment contents) {}

    private ProgramSource(@Nullable Bytes bytes, @Nullable Module given) {
        this.bytes = bytes;
        this.given = given;
    }

    /** A module, which is verified when it is asked for. */
    public static ProgramSource of(Module module) {
        return new ProgramSource(null, module);
    }

    /** A program in a format; {@code contents} are copied, for a module keeps what it reads for its constants. */
    public static ProgramSource of(String format, MemorySegment contents) {
        var copy = MemorySegment.ofArray(contents.toArray(ValueLayout.JAVA_BYTE));
        return new ProgramSource(new Bytes(format, copy.asReadOnly()), null);
    }

    /** The bytes; null where there is only a module. */
    public @Nullable Bytes bytes() {
        return bytes;
    }

    /**
     * The module, verified.
     *
     * @throws RanvierException if the format is not known, or the program is not valid
     */
    public synchronized Module module() {
        var module = given != null ? given : read == null ? null : read.get();
        if (module != null && read != null) {
            return module;
        }
        if (module == null && bytes != null) {
            module = ProgramFormats.read(bytes.format(), bytes.contents());
        }
        if (module == null) {
            throw new IllegalStateException("a source has a module or bytes");
        }
        Verifier.check(module);
        // What can be read again need not stay.
        read = new SoftReference<>(module);
        return module;
    }

    /** The program as MLIR: the bytes as they came, or bytecode. */
    public byte[] mlir() {
        return bytes != null && bytes.format().equals(Client.MLIR)
                ? bytes.contents().toArray(ValueLayout.JAVA_BYTE)
                : BytecodeWriter.write(module());
    }
}
