package dev.ranvier.cli.conformance;

import dev.ranvier.cli.files.TemporaryFolder;
import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of cases, unpacked for a while if it came as an archive.
 *
 * @param path where the cases lie
 * @param temporary whether {@link #close} deletes it
 */
public record CaseFolder(Path path, boolean temporary) implements AutoCloseable {

    /**
     * Opens a folder, or unpacks a {@code .tar.gz} with the system's {@code tar}.
     *
     * @throws RanvierException if there is neither
     */
    public static CaseFolder open(Path source) {
        if (Files.isDirectory(source)) {
            return new CaseFolder(source, false);
        }
        try {
            var folder = new CaseFolder(TemporaryFolder.create("ranvier-cases").path(), true);
            var tar = new ProcessBuilder(
                            "tar",
                            "-xzf",
                            source.toRealPath().toString(),
                            "-C",
                            folder.path().toString())
                    .inheritIO()
                    .start();
            if (tar.onExit().join().exitValue() != 0) {
                folder.close();
                throw RanvierException.invalid(source + " is neither a folder nor a .tar.gz of one");
            }
            return folder;
        } catch (IOException e) {
            throw WholeFile.failure("cannot unpack", source, e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            new TemporaryFolder(path).close();
        }
    }
}
