package dev.ranvier.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ranvier.cli.board.BenchmarkRow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a call from JAX costs beside its work, against JAX's own CPU back end: calls of a program that adds one to four
 * numbers, {@code device_put}, and the start.
 *
 * @param python runs the script, with the plugin where JAX finds it
 * @param script measures both
 */
record DispatchBenchmark(PreparedPython python, Path script) {
    /** A row that the script prints. */
    private record Measured(
            String name,
            String unit,
            double median,
            double best,
            @JsonProperty("peer_median") double peerMedian,
            boolean agrees) {
        BenchmarkRow row() {
            return BenchmarkRow.time(name, unit, median, best, Map.of("xla", peerMedian), agrees);
        }
    }

    /**
     * Measures.
     *
     * @param progress is told what is going on
     */
    List<BenchmarkRow> run(Consumer<String> progress) throws InterruptedException {
        progress.accept("measuring calls from JAX on ranvier and on its own CPU back end in turn");
        var measured = new JsonMapper().readValue(python.run(script.toString()), Measured[].class);
        return Arrays.stream(measured).map(Measured::row).toList();
    }
}
