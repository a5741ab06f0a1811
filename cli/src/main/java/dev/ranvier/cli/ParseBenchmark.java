package dev.ranvier.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ranvier.cli.board.BenchmarkRow;
import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.verify.Verifier;
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
        progress.accept("exporting a training step with JAX, and measuring jaxlib");
        var peer = new JsonMapper().readValue(python.run(script.toString(), artifact.toString()), Peer.class);
        progress.accept("measuring Ranvier");
        var file = ModelFile.read(artifact);
        var agrees = ModuleFacts.of(file.parse()).ops().equals(peer.ops());
        var times = measure(file);
        var peers = Map.of("xla", peer.medianMilliseconds());
        return List.of(
                row("parse: training step, read and verify", times, Times::total, peers, agrees),
                row("parse: training step, read", times, Times::read, Map.of(), agrees),
                row("parse: training step, verify", times, Times::verify, Map.of(), agrees));
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

    private static BenchmarkRow row(
            String name, Times[] times, ToLongFunction<Times> part, Map<String, Double> peers, boolean agrees) {
        var milliseconds = Arrays.stream(times)
                .mapToDouble(time -> part.applyAsLong(time) / NANOS_A_MILLISECOND)
                .sorted()
                .toArray();
        return BenchmarkRow.time(name, "ms", milliseconds[REPEATS / 2], milliseconds[0], peers, agrees);
    }
}
