package dev.ranvier.cli;

import dev.ranvier.cli.board.BenchmarkRow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a script measures by itself, on Ranvier and its peers.
 *
 * @param python runs the script, with the plugin where JAX finds it
 * @param script prints the rows as JSON
 * @param what it does, for people
 */
record ScriptBenchmark(PreparedPython python, Path script, String what) {
    /** A row that the script prints: times, or an error. */
    private record Measured(
            String name,
            String unit,
            double median,
            double best,
            Map<String, Double> peers,
            boolean agrees,
            @Nullable String error) {
        BenchmarkRow row() {
            return error == null
                    ? BenchmarkRow.time(name, unit, median, best, peers, agrees)
                    : BenchmarkRow.failed(name, unit, error);
        }
    }

    /**
     * Measures.
     *
     * @param progress is told what is going on
     */
    List<BenchmarkRow> run(Consumer<String> progress) throws InterruptedException {
        progress.accept(what);
        var measured = new JsonMapper().readValue(python.run(script.toString()), Measured[].class);
        return Arrays.stream(measured).map(Measured::row).toList();
    }
}
