package dev.ranvier.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reading and verifying the training step of a transformer of 12 layers from bytecode, against jaxlib's StableHLO.
 *
 * @param python runs the script that exports the program and measures jaxlib
 * @param script that script
 * @param home where the program is kept
 */
record ParseBenchmark(PreparedPython python, Path script, Path home) {
    private static final long WARM_UP_NANOS = Duration.ofSeconds(4).toNanos();
    private static final int REPEATS = 200;
    private static final double NANOS_A_MILLISECOND = 1e6;

    /** What the script prints about jaxlib. */
    private record Peer(@JsonProperty("median_ms") double medianMilliseconds, Map<String, Integer> ops) {}

    /** What one reading took. */
    private record Times(long read, long verify) {
        long total() {
            return read + verify;
        }
    }

    /**
     * Measures.
     *
     * @param progress is told what is going on
     */
    List<BenchmarkRow> run(Consumer<String> progress) throws InterruptedException {
        var artifact = home.resolve("train_step.mlirbc");
        if (!Files.exists(artifact)) {
            progress.accept("exporting a training step with JAX");
            python.run(script.toString(), "make", artifact.toString());
        }
        progress.accept("measuring jaxlib");
        var peer =
                new JsonMapper().readValue(python.run(script.toString(), "measure", artifact.toString()), Peer.class);
        progress.accept("measuring Ranvier");
        var file = ModelFile.read(artifact);
        var agrees = ModuleFacts.of(file.parse()).ops().equals(peer.ops());
        var times = measure(file);
        return List.of(
                BenchmarkRow.time(
                        "parse: training step, read and verify",
                        "ms",
                        median(times, Times::total),
                        Map.of("xla", peer.medianMilliseconds()),
                        agrees),
                BenchmarkRow.time("parse: training step, read", "ms", median(times, Times::read), Map.of(), agrees),
                BenchmarkRow.time(
                        "parse: training step, verify", "ms", median(times, Times::verify), Map.of(), agrees));
    }

    private static Times[] measure(ModelFile file) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            measureOnce(file);
        }
        var times = new Times[REPEATS];
        Arrays.setAll(times, _ -> measureOnce(file));
        return times;
    }

    private static Times measureOnce(ModelFile file) {
        long start = System.nanoTime();
        Module module = file.parse();
        long read = System.nanoTime();
        Verifier.check(module);
        return new Times(read - start, System.nanoTime() - read);
    }

    private static double median(Times[] times, ToLongFunction<Times> part) {
        return Arrays.stream(times)
                        .mapToLong(part)
                        .sorted()
                        .skip(REPEATS / 2)
                        .findFirst()
                        .orElse(0)
                / NANOS_A_MILLISECOND;
    }
}
