package dev.ranvier.cli.board;

import dev.ranvier.cli.board.Sides.Role;
import dev.ranvier.cli.files.TemporaryFolder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures groups of rows on Ranvier's device {@code cpu} and on its peers in turn. */
public final class Board implements AutoCloseable {
    private static final Duration LISTING_LIMIT = Duration.ofMinutes(2);
    /** What lists rows and exports programs. */
    private static final Role EXPORTER = new Role(Family.XLA, 2, false);

    private final Sides sides;
    private final Set<String> peers;
    private final Consumer<String> progress;

    /**
     * A board whose processes end when it is closed.
     *
     * @param peers the names of the peers that are asked for
     * @param progress is told what is going on
     */
    public Board(Sides.Starter starter, Set<String> peers, Consumer<String> progress) {
        this.sides = new Sides(starter);
        this.peers = peers;
        this.progress = progress;
    }

    /** Measures the rows of a group and hands each to {@code sink}. */
    public void run(String group, Consumer<BenchmarkRow> sink) throws InterruptedException {
        progress.accept(group);
        var rows = sides.ask(EXPORTER, "rows", Map.of("group", group), LISTING_LIMIT)
                .get("rows");
        for (var facts : rows) {
            var row = facts(facts);
            for (int threads : row.threads()) {
                sink.accept(measure(row, threads));
            }
        }
    }

    private static RowFacts facts(JsonNode row) {
        return new JsonMapper().treeToValue(row, RowFacts.class);
    }

    private BenchmarkRow measure(RowFacts row, int threads) throws InterruptedException {
        try (var folder = TemporaryFolder.create("ranvier-row")) {
            return new RowMeasurement(sides, row, threads, peers, folder.path(), progress).run();
        }
    }

    @Override
    public void close() {
        sides.close();
    }
}
