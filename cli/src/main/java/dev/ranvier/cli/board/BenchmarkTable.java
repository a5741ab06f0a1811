package dev.ranvier.cli.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows for people, one a line. */
public final class BenchmarkTable {
    private static final List<String> PEERS = Stream.of(Family.values())
            .flatMap(family -> family.peers().stream())
            .toList();
    private static final String LINE = "%-70s%11s" + "%9s".repeat(PEERS.size()) + "%9s%11s  %-26s%s";
    private static final double MEGABYTE = 1e6;

    private BenchmarkTable() {}

    /** What the columns are. */
    public static String header() {
        var columns = Stream.of(
                        Stream.of("", "ranvier"),
                        PEERS.stream().map(peer -> peer.equals("onnxruntime") ? "onnx" : peer),
                        Stream.of("best", "of peak", "compile s, cached (xla)", "temporaries + packed MB (xla)"))
                .flatMap(names -> names);
        return LINE.formatted(columns.toArray()).stripTrailing();
    }

    /** One row; what has no number is a dash. */
    public static String line(BenchmarkRow row) {
        var details = row.details();
        var columns = Stream.of(
                        Stream.of(row.name(), row.ranvier() == null ? "failed" : time(row.ranvier(), row.unit())),
                        PEERS.stream()
                                .map(peer -> ratio(row.ranvier(), row.peers().get(peer), row.unit())),
                        Stream.of(
                                row.ratioToBestPeer() == null ? "–" : "%.2fx".formatted(row.ratioToBestPeer()),
                                row.shareOfPeak() == null || details == null
                                        ? "–"
                                        : "%.0f %% %s".formatted(100 * row.shareOfPeak(), details.peak()),
                                details == null ? "" : compile(row, details),
                                details == null ? "" : temporaries(details) + (row.agrees() ? "" : "  DISAGREES")))
                .flatMap(cells -> cells);
        return LINE.formatted(columns.toArray()).stripTrailing();
    }

    private static String time(double value, String unit) {
        return "%s %s".formatted(number(value), unit);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : value < 100 ? "%.2f" : "%.1f", value);
    }

    /** How many times as long a peer takes, or its time where there is no other. */
    private static String ratio(@Nullable Double ours, @Nullable Double peer, String unit) {
        if (peer == null) {
            return "–";
        }
        return ours == null ? time(peer, unit) : "%.2fx".formatted(peer / ours);
    }

    private static String compile(BenchmarkRow row, BenchmarkRow.Details details) {
        return seconds(row.compileSeconds()) + ", " + seconds(details.cachedCompileSeconds()) + " ("
                + seconds(details.peerCompileSeconds().get("xla")) + ")";
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? "–" : "%.3f".formatted(seconds);
    }

    private static String temporaries(BenchmarkRow.Details details) {
        return megabytes(details.temporaryBytes()) + " + " + megabytes(details.packedBytes()) + " ("
                + megabytes(details.peerTemporaryBytes().get("xla")) + ")";
    }

    private static String megabytes(@Nullable Long bytes) {
        return bytes == null ? "–" : "%.1f".formatted(bytes / MEGABYTE);
    }

    /** Each note once, with the rows that it is about. */
    public static List<String> notes(List<BenchmarkRow> rows) {
        var named = new LinkedHashMap<String, List<String>>();
        for (var row : rows) {
            var details = row.details();
            if (details != null) {
                details.notes()
                        .forEach(note -> named.computeIfAbsent(note, _ -> new ArrayList<>())
                                .add(row.name()));
            }
        }
        var lines = new ArrayList<String>();
        named.forEach((note, names) -> lines.add("%s [%s]".formatted(note, String.join("; ", names))));
        return lines;
    }
}
