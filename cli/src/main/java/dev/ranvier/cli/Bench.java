package dev.ranvier.cli;

import dev.ranvier.cli.board.BenchmarkRow;
import dev.ranvier.cli.board.BenchmarkTable;
import dev.ranvier.cli.board.Board;
import dev.ranvier.cli.board.Family;
import dev.ranvier.cli.board.History;
import dev.ranvier.cli.board.Launcher;
import dev.ranvier.cli.files.TemporaryFolder;
import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.stablehlo.RanvierException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ranvier bench}: measures Ranvier, and in the same minute others at the same task. */
@Command(
        name = "bench",
        description = "Measure Ranvier against others at the same task.",
        footer = {
            "",
            "A row is one program that Ranvier's cpu device and its peers run in turn, each",
            "while the others rest; its time is the best of all turns. A ratio above 1 means",
            "that Ranvier is faster: 'best' is the one to the fastest peer. 'of peak' is the",
            "share of what loops of nothing but multiply-adds (f32, bf16) or loads (read)",
            "reach in the same minute. Compile times are those of a process that has compiled",
            "before; the group compile measures fresh ones. eager, inductor and frozen are",
            "PyTorch; frozen and onnx have the weights as constants. In the group torch,",
            "Ranvier is PyTorch's back end too, and its first calls are those of fresh",
            "processes. The numbers of parse,",
            "dispatch, compile and threads are medians; those of threads are multiples of",
            "what one thread takes alone.",
            "",
            "The group trainium measures nothing: it predicts kernels on a NeuronCore that is",
            "simulated from public documents, beside the times that AWS published.",
            "",
            "Each run is a line of RANVIER_HOME/bench/history.jsonl, or with --record of",
            "bench/history.jsonl.",
            "",
            "Example: ./ranvier bench gemm softmax --json board.json"
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

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = PeerNames.class,
            description = "Measure against these only, separated by commas: ${COMPLETION-CANDIDATES}.")
    private Set<String> peers = PeerNames.all();

    @Option(names = "--record", description = "Append the run to bench/history.jsonl of the sources.")
    private boolean record;

    /** What can be measured. */
    private enum Benchmark {
        GEMM,
        GEMV,
        SOFTMAX,
        LAYERNORM,
        ATTENTION,
        REDUCE,
        TRANSPOSE,
        SORT,
        CUMSUM,
        GATHER,
        FFT,
        CONV,
        RNN,
        CNN,
        TRANSFORMER,
        RESNET,
        BERT,
        TORCH,
        COMPILE,
        PARSE,
        DISPATCH,
        THREADS,
        TRAINIUM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names of peers. */
    private static final class PeerNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        PeerNames() {
            super(all());
        }

        static Set<String> all() {
            return Stream.of(Family.values())
                    .flatMap(family -> family.peers().stream())
                    .collect(Collectors.toSet());
        }
    }

    /** What {@code --json} writes. */
    private record Json(String machine, List<BenchmarkRow> rows) {}

    @Override
    public Integer call() throws InterruptedException {
        checkPeers();
        var out = spec.commandLine().getOut();
        var machine = Doctor.machine();
        out.println(machine);
        out.println(BenchmarkTable.header());
        var rows = new ArrayList<BenchmarkRow>();
        var isComplete = true;
        try (var progress = new ProgressLine(spec.commandLine().getErr());
                var cache = TemporaryFolder.create("ranvier-bench");
                var board = new Board(launcher(cache.path()), peers, progress::show)) {
            for (var benchmark : benchmarks) {
                try {
                    measure(benchmark, board, progress, row -> {
                        rows.add(row);
                        print(progress, BenchmarkTable.line(row));
                    });
                } catch (RanvierException e) {
                    print(progress, benchmark + " failed: " + e.getMessage());
                    isComplete = false;
                }
            }
        }
        BenchmarkTable.notes(rows).forEach(out::println);
        keep(machine, rows);
        return isComplete && rows.stream().allMatch(BenchmarkRow::agrees) ? 0 : 1;
    }

    private void checkPeers() {
        for (var peer : peers) {
            if (!PeerNames.all().contains(peer)) {
                throw new ParameterException(
                        spec.commandLine(), "no peer '" + peer + "', but " + new TreeSet<>(PeerNames.all()));
            }
        }
    }

    private static void measure(Benchmark benchmark, Board board, ProgressLine progress, Consumer<BenchmarkRow> sink)
            throws InterruptedException {
        switch (benchmark) {
            case PARSE -> parse().run(progress::show).forEach(sink);
            case DISPATCH ->
                script("dispatch.py", "measuring calls from JAX on ranvier and on its own CPU back end in turn")
                        .run(progress::show)
                        .forEach(sink);
            case THREADS ->
                script("threads.py", "calling from many threads, and beside PyTorch, on ranvier and on XLA in turn")
                        .run(progress::show)
                        .forEach(sink);
            case TORCH ->
                script("torch_rows.py", "models of PyTorch, compiled by ranvier and by others in turn")
                        .run(progress::show)
                        .forEach(sink);
            case TRAINIUM -> new TrainiumBenchmark().run(progress::show).forEach(sink);
            case COMPILE ->
                script("board/compile.py", "compiling through JAX in fresh processes, on ranvier and on XLA")
                        .run(progress::show)
                        .forEach(sink);
            case GEMM,
                    GEMV,
                    SOFTMAX,
                    LAYERNORM,
                    ATTENTION,
                    REDUCE,
                    TRANSPOSE,
                    SORT,
                    CUMSUM,
                    GATHER,
                    FFT,
                    CONV,
                    RNN,
                    CNN,
                    TRANSFORMER,
                    RESNET,
                    BERT -> board.run(benchmark.toString(), sink);
        }
    }

    private void print(ProgressLine progress, String line) {
        progress.erase();
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private void keep(String machine, List<BenchmarkRow> rows) throws InterruptedException {
        var folder = record ? sources("") : home().resolve("bench");
        new History(folder.resolve("history.jsonl")).append(Repository.root(), machine, rows);
        if (json != null) {
            WholeFile.write(
                    json,
                    output -> new JsonMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValue(output, new Json(machine, rows)));
        }
    }

    private static Launcher launcher(Path cache) {
        return new Launcher(
                PreparedPython.fromEnvironment().executable(), sources("board"), home().resolve("bench"), cache);
    }

    private static ParseBenchmark parse() {
        return new ParseBenchmark(PreparedPython.fromEnvironment(), sources("parse.py"), home());
    }

    private static ScriptBenchmark script(String name, String what) {
        return new ScriptBenchmark(PreparedPython.fromEnvironment(), sources(name), what);
    }

    private static Path home() {
        return Path.of(System.getenv().getOrDefault("RANVIER_HOME", ""));
    }

    private static Path sources(String name) {
        return Repository.root().resolve("bench").resolve(name);
    }
}
