package dev.ranvier.cli.board;

import dev.ranvier.cli.board.BenchmarkRow.Details;
import dev.ranvier.cli.board.Sides.Role;
import dev.ranvier.stablehlo.RanvierException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Measures one row with one number of threads: every side prepares it, then all run it in turn. */
final class RowMeasurement {
    private static final Duration PREPARATION_LIMIT = Duration.ofMinutes(5);
    private static final Duration COMPILE_LIMIT = Duration.ofMinutes(2);
    private static final Duration TURN_LIMIT = Duration.ofMinutes(2);
    private static final double WARM_UP_SECONDS = 0.25;
    private static final double TURN_SECONDS = 0.06;
    private static final int ROUNDS = 6;
    /** Rounds of slow rows, which take more than {@link #LONG_NANOS}. */
    private static final int FEWEST_ROUNDS = 2;

    private static final long LONG_NANOS = Duration.ofSeconds(12).toNanos();
    private static final String OURS = "ranvier";

    /** Who takes turns, by name. */
    private record Turn(Role role, String name) {}

    private final Sides sides;
    private final RowFacts row;
    private final int threads;
    private final Set<String> chosen;
    private final Path folder;
    private final Consumer<String> progress;

    private final List<Turn> turns = new ArrayList<>();
    private final Map<String, Double> best = new LinkedHashMap<>();
    private final Map<String, Double> peerCompileSeconds = new LinkedHashMap<>();
    private final Map<String, Long> peerTemporaryBytes = new LinkedHashMap<>();
    private final Map<String, Double> differences = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Double compileSeconds;
    private @Nullable Double cachedCompileSeconds;
    private @Nullable Long temporaryBytes;
    private @Nullable Long packedBytes;

    /**
     * A measurement.
     *
     * @param chosen the peers that are asked for
     * @param folder where the sides leave program, inputs and results
     */
    RowMeasurement(Sides sides, RowFacts row, int threads, Set<String> chosen, Path folder, Consumer<String> progress) {
        this.sides = sides;
        this.row = row;
        this.threads = threads;
        this.chosen = chosen;
        this.folder = folder;
        this.progress = progress;
    }

    BenchmarkRow run() throws InterruptedException {
        // XLA first: its process writes the program that Ranvier reads.
        preparePeers(Family.XLA);
        prepareOurs();
        preparePeers(Family.TORCH);
        preparePeers(Family.ONNXRUNTIME);
        if (best.containsKey(OURS)) {
            compare();
        }
        takeTurns();
        release();
        return row();
    }

    private String title() {
        return "%s, %d thread%s".formatted(row.name(), threads, threads == 1 ? "" : "s");
    }

    private void preparePeers(Family family) throws InterruptedException {
        var peers = family.peers().stream().filter(chosen::contains).toList();
        if (peers.isEmpty() && family != Family.XLA) {
            return;
        }
        var role = new Role(family, threads, false);
        progress.accept(title() + ": " + family + " prepares");
        try {
            var arguments = Map.of("row", row.name(), "folder", folder.toString(), "peers", peers);
            var answer =
                    sides.ask(role, "prepare", arguments, PREPARATION_LIMIT).get("peers");
            for (var peer : peers) {
                if (answer.has(peer)) {
                    preparePeer(role, peer, answer.get(peer));
                }
            }
        } catch (RanvierException e) {
            notes.add(family + " is absent: " + e.getMessage());
        }
    }

    private void preparePeer(Role role, String peer, JsonNode facts) {
        if (facts.has("absent")) {
            notes.add(peer + " is absent: " + facts.get("absent").asString());
            return;
        }
        turns.add(new Turn(role, peer));
        if (facts.hasNonNull("compile_seconds")) {
            peerCompileSeconds.put(peer, facts.get("compile_seconds").asDouble());
        }
        if (facts.hasNonNull("temporary_bytes")) {
            peerTemporaryBytes.put(peer, facts.get("temporary_bytes").asLong());
        }
    }

    private void prepareOurs() throws InterruptedException {
        var role = new Role(Family.RANVIER, threads, false);
        progress.accept(title() + ": " + OURS + " compiles");
        try {
            var arguments = Map.of("folder", folder.toString(), "carry", row.carry());
            var answer = sides.ask(role, "prepare", arguments, COMPILE_LIMIT);
            compileSeconds = answer.get("compile_seconds").asDouble();
            temporaryBytes = answer.get("temporary_bytes").asLong();
            packedBytes = answer.get("packed_bytes").asLong();
            best.put(OURS, Double.POSITIVE_INFINITY);
            turns.addFirst(new Turn(role, OURS));
            if (!row.peak().isEmpty()) {
                turns.addFirst(new Turn(role, row.peak()));
            }
            cachedCompileSeconds = sides.ask(
                            new Role(Family.RANVIER, threads, true),
                            "compile",
                            Map.of("folder", folder.toString()),
                            COMPILE_LIMIT)
                    .get("compile_seconds")
                    .asDouble();
        } catch (RanvierException e) {
            notes.add(OURS + " failed: " + e.getMessage());
        }
    }

    private void compare() throws InterruptedException {
        for (var family : Family.values()) {
            var names = turns.stream()
                    .map(Turn::name)
                    .filter(family.peers()::contains)
                    .toList();
            if (names.isEmpty()) {
                continue;
            }
            try {
                var arguments = Map.of("folder", folder.toString());
                var answer = sides.ask(new Role(family, threads, false), "compare", arguments, PREPARATION_LIMIT);
                for (var peer : names) {
                    differences.put(peer, answer.get("differences").get(peer).asDouble());
                }
            } catch (RanvierException e) {
                notes.add("not compared with " + family + ": " + e.getMessage());
            }
        }
    }

    private void takeTurns() throws InterruptedException {
        for (var turn : List.copyOf(turns)) {
            progress.accept(title() + ": " + turn.name() + " warms up");
            take(turn, WARM_UP_SECONDS);
        }
        best.clear();
        long start = System.nanoTime();
        for (int round = 1; round <= ROUNDS; round++) {
            if (round > FEWEST_ROUNDS && System.nanoTime() - start > LONG_NANOS) {
                break;
            }
            progress.accept("%s: round %d of %d".formatted(title(), round, ROUNDS));
            for (var turn : List.copyOf(turns)) {
                take(turn, TURN_SECONDS);
            }
        }
    }

    /** Lets a side call for a while; one that fails takes no more turns. */
    private void take(Turn turn, double seconds) throws InterruptedException {
        try {
            var arguments = Map.of("peer", turn.name(), "seconds", seconds);
            var answer = sides.ask(turn.role(), "run", arguments, TURN_LIMIT);
            if (answer.has("rate")) {
                best.merge(turn.name(), answer.get("rate").asDouble(), Math::max);
            } else {
                best.merge(turn.name(), answer.get("seconds").asDouble(), Math::min);
            }
            var unsettled = turn.name() + " still computed after its turn, which slows the next one's";
            if (!answer.get("settled").asBoolean() && !notes.contains(unsettled)) {
                notes.add(unsettled);
            }
        } catch (RanvierException e) {
            turns.remove(turn);
            best.remove(turn.name());
            notes.add(turn.name() + " failed while it was measured: " + e.getMessage());
        }
    }

    private void release() throws InterruptedException {
        for (var role : turns.stream().map(Turn::role).distinct().toList()) {
            try {
                sides.ask(role, "release", Map.of(), TURN_LIMIT);
            } catch (RanvierException e) {
                notes.add(role.family() + " failed after it was measured: " + e.getMessage());
            }
        }
    }

    private BenchmarkRow row() {
        var peers = new LinkedHashMap<String, Double>();
        for (var family : Family.values()) {
            for (var peer : family.peers()) {
                if (best.containsKey(peer)) {
                    peers.put(peer, best.getOrDefault(peer, 0.0) * 1e3);
                }
            }
        }
        var seconds = best.get(OURS);
        var ours = seconds == null ? null : seconds * 1e3;
        var rate = best.get(row.peak());
        return new BenchmarkRow(
                title(),
                "ms",
                ours,
                ours,
                peers,
                BenchmarkRow.ratio(ours, peers),
                seconds == null || rate == null ? null : row.work() / seconds / rate,
                compileSeconds,
                agrees(seconds),
                new Details(
                        threads,
                        row.peak(),
                        rate,
                        cachedCompileSeconds,
                        peerCompileSeconds,
                        temporaryBytes,
                        packedBytes,
                        peerTemporaryBytes,
                        differences,
                        row.tolerance(),
                        notes));
    }

    /** Whether Ranvier ran, and no peer found another result. */
    private boolean agrees(@Nullable Double seconds) {
        for (var difference : differences.entrySet()) {
            if (!(difference.getValue() <= row.tolerance())) {
                notes.add("differs from %s by %.1e of the greatest magnitude, tolerance %.0e"
                        .formatted(difference.getKey(), difference.getValue(), row.tolerance()));
            }
        }
        return seconds != null && differences.values().stream().allMatch(found -> found <= row.tolerance());
    }
}
