package dev.ranvier.reference;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.bytecode.BytecodeReader;
import dev.ranvier.stablehlo.bytecode.BytecodeWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A module as a file: a mark with the format's version, the CRC-32C of the rest, and the module's portable artifact. */
final class SavedModule {
    /** "RVR" and version 1. */
    private static final int MARK = 0x52565201;

    private static final int HEADER = 2 * Integer.BYTES;

    private SavedModule() {}

    static byte[] write(Module module) {
        var artifact = BytecodeWriter.write(module);
        return ByteBuffer.allocate(HEADER + artifact.length)
                .putInt(MARK)
                .putInt(checksum(ByteBuffer.wrap(artifact)))
                .put(artifact)
                .array();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws RanvierException if it is of another version or damaged
     */
    static Module read(MemorySegment file) {
        var bytes = ByteBuffer.wrap(file.toArray(ValueLayout.JAVA_BYTE));
        if (bytes.remaining() < HEADER || bytes.getInt() != MARK) {
            throw unusable("is not one of this version");
        }
        if (bytes.getInt() != checksum(bytes.slice())) {
            throw unusable("is damaged");
        }
        return BytecodeReader.read(MemorySegment.ofBuffer(bytes.slice()));
    }

    private static int checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static RanvierException unusable(String how) {
        return new RanvierException(Diagnostic.of(Diagnostic.Code.FAILED_PRECONDITION, "the saved executable " + how)
                .withHint("compile it again"));
    }
}
