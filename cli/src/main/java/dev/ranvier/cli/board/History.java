package dev.ranvier.cli.board;

import dev.ranvier.cli.files.WholeFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with a line for each run, a JSON object.
 *
 * @param file which is made where it is not there
 */
public record History(Path file) {
    /**
     * One run.
     *
     * @param date when it ended, in UTC
     * @param commit of the sources, or empty
     * @param machine its processor, without its name
     * @param load the load average of the last minute, to which the run itself adds what it computes with
     */
    private record Line(String date, String commit, String machine, double load, List<BenchmarkRow> rows) {}

    /**
     * Appends a run.
     *
     * @param root the folder of the sources
     * @throws dev.ranvier.stablehlo.RanvierException if the file cannot be written
     */
    public void append(Path root, String machine, List<BenchmarkRow> rows) throws InterruptedException {
        var line = new Line(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                commit(root),
                machine,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                rows);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    new JsonMapper().writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw WholeFile.failure("cannot append to", file, e);
        }
    }

    private static String commit(Path root) throws InterruptedException {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(root.toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? printed : "";
        } catch (IOException noGit) {
            return "";
        }
    }
}
