package dev.ranvier.cli;

import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Python that the launcher prepares, with JAX.
 *
 * @param executable its command
 */
record PreparedPython(Path executable) {

    /** The one that the launcher names in {@code RANVIER_PYTHON}. */
    static PreparedPython fromEnvironment() {
        return new PreparedPython(Path.of(System.getenv().getOrDefault("RANVIER_PYTHON", "python3")));
    }

    /**
     * Runs a script; its errors go to this process's.
     *
     * @return what it printed
     * @throws RanvierException if it failed
     */
    String run(String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new RanvierException(Diagnostic.of(
                        Diagnostic.Code.INTERNAL, String.join(" ", command) + " failed with " + process.exitValue()));
            }
            return output;
        } catch (IOException e) {
            throw WholeFile.failure("cannot run", executable, e);
        }
    }
}
