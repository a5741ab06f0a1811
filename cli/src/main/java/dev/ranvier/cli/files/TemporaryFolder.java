package dev.ranvier.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A folder that is deleted with all that is in it when it is closed.
 *
 * @param path where it lies
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /**
     * Makes an empty one among the system's temporary files.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if it cannot be made
     */
    public static TemporaryFolder create(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw WholeFile.failure("cannot make a folder in", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw WholeFile.failure("cannot delete", path, e);
        }
    }
}
