package dev.ranvier.cli;

import dev.ranvier.cli.files.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ranvier bench}: measures Ranvier, and in the same minute others at the same task. */
@Command(
        name = "bench",
        description = "Measure Ranvier against others at the same task.",
        footer = {
            "",
            "Each number is the median of many warm runs; a ratio above 1 means that Ranvier is faster.",
            "",
            "Example: ./ranvier bench parse --json parse.json"
        })
final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "What to measure: ${COMPLETION-CANDIDATES}; default: all.")
    private List<Benchmark> benchmarks = List.of(Benchmark.values());

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows as one JSON object.")
    private @Nullable Path json;

    /** What can be measured. */
    private enum Benchmark {
        PARSE,
        DISPATCH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What {@code --json} writes. */
    private record Json(String machine, List<BenchmarkRow> rows) {}

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var rows = new ArrayList<BenchmarkRow>();
        try (var progress = new ProgressLine(spec.commandLine().getErr())) {
            for (var benchmark : benchmarks) {
                rows.addAll(
                        switch (benchmark) {
                            case PARSE -> parse().run(progress::show);
                            case DISPATCH -> dispatch().run(progress::show);
                        });
            }
        }
        var machine = Doctor.machine();
        out.println(machine);
        out.printf("%-40s%12s%12s  %-20s%s%n", "", "ranvier", "best", "peers", "ratio");
        rows.forEach(row -> out.printf(
                "%-40s%9.2f %s%9.2f %s  %-20s%s%n",
                row.name(), row.ranvier(), row.unit(), row.best(), row.unit(), peers(row), ratio(row)));
        if (json != null) {
            WholeFile.write(
                    json,
                    output -> new JsonMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValue(output, new Json(machine, rows)));
        }
        return rows.stream().allMatch(BenchmarkRow::agrees) ? 0 : 1;
    }

    private static ParseBenchmark parse() {
        return new ParseBenchmark(
                PreparedPython.fromEnvironment(),
                script("parse.py"),
                Path.of(System.getenv().getOrDefault("RANVIER_HOME", "")));
    }

    private static DispatchBenchmark dispatch() {
        return new DispatchBenchmark(PreparedPython.fromEnvironment(), script("dispatch.py"));
    }

    private static Path script(String name) {
        return Repository.root().resolve("bench").resolve(name);
    }

    private static String peers(BenchmarkRow row) {
        return row.peers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(peer -> "%s %.2f".formatted(peer.getKey(), peer.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String ratio(BenchmarkRow row) {
        return (row.ratioToBestPeer() == null ? "" : "%.2f".formatted(row.ratioToBestPeer()))
                + (row.agrees() ? "" : "  results DISAGREE");
    }
}
