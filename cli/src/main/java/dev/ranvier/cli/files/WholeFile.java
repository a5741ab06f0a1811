package dev.ranvier.cli.files;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes a file as a whole: what is written appears complete or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the contents of a file to a stream. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(OutputStream output) throws IOException;
    }

    /**
     * Writes {@code file} beside its place and then moves it there.
     *
     * @throws RanvierException if it cannot be written
     */
    public static void write(Path file, Contents contents) {
        try {
            var partial = Files.createTempFile(file.toAbsolutePath().getParent(), ".ranvier", ".partial");
            try {
                try (var output = new BufferedOutputStream(Files.newOutputStream(partial))) {
                    contents.writeTo(output);
                }
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw failure("cannot write", file, e);
        }
    }

    /** What to say when the system refuses to read or write {@code file}. */
    public static RanvierException failure(String what, Path file, IOException cause) {
        var message = what + " " + file + ": "
                + (cause instanceof NoSuchFileException ? "no such file or folder" : cause.getMessage());
        var code =
                cause instanceof NoSuchFileException ? Diagnostic.Code.NOT_FOUND : Diagnostic.Code.FAILED_PRECONDITION;
        return new RanvierException(Diagnostic.of(code, message), cause);
    }
}
