package dev.ranvier.neuroncore.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who touched each byte of one memory last: exact, by byte and partition. */
final class Shadow {
    /**
     * Partitions of a segment that were touched alike.
     *
     * @param writer the last to write them; null if none did
     * @param readers the last of each processor that read what stands there
     */
    record Cell(Mask partitions, Action.@Nullable Run writer, List<Action.Run> readers) {
        private boolean touchedAs(Cell other) {
            return writer == other.writer && readers.equals(other.readers);
        }
    }

    /** Bytes up to {@code end} that were touched alike; the partitions of cells have none in common. */
    record Segment(long end, List<Cell> cells) {}

    /** What becomes of a cell of a segment when it is touched. */
    @FunctionalInterface
    interface Change {
        Cell apply(Cell cell, Footprint.Run bytes);
    }

    private final TreeMap<Long, Segment> segments = new TreeMap<>();

    /** Replaces every cell of these bytes and partitions; what nobody touched yet is a cell without writer. */
    void update(long from, long to, Mask partitions, Change change) {
        split(from);
        split(to);
        long at = from;
        while (at < to) {
            var segment = segments.get(at);
            if (segment == null) {
                var next = segments.ceilingKey(at);
                segment = new Segment(next == null ? to : Math.min(next, to), List.of());
            }
            var bytes = new Footprint.Run(at, segment.end);
            segments.put(
                    at,
                    new Segment(segment.end, changed(segment.cells, partitions, cell -> change.apply(cell, bytes))));
            at = segment.end;
        }
        merge(from, to);
    }

    private void split(long at) {
        var before = segments.lowerEntry(at);
        if (before != null && before.getValue().end > at) {
            segments.put(at, before.getValue());
            segments.put(before.getKey(), new Segment(at, before.getValue().cells));
        }
    }

    private static List<Cell> changed(List<Cell> cells, Mask partitions, UnaryOperator<Cell> change) {
        var result = new ArrayList<Cell>();
        var untouched = partitions;
        for (var cell : cells) {
            var common = cell.partitions.and(partitions);
            var rest = cell.partitions.minus(partitions);
            if (!rest.isEmpty()) {
                add(result, new Cell(rest, cell.writer, cell.readers));
            }
            if (!common.isEmpty()) {
                add(result, change.apply(new Cell(common, cell.writer, cell.readers)));
            }
            untouched = untouched.minus(common);
        }
        if (!untouched.isEmpty()) {
            add(result, change.apply(new Cell(untouched, null, List.of())));
        }
        return List.copyOf(result);
    }

    private static void add(List<Cell> cells, Cell added) {
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            if (cell.touchedAs(added)) {
                cells.set(i, new Cell(cell.partitions.or(added.partitions), cell.writer, cell.readers));
                return;
            }
        }
        cells.add(added);
    }

    /** Joins segments that touch and are alike, so that equal states are equal segments. */
    private void merge(long from, long to) {
        var before = segments.lowerKey(from);
        var key = before == null ? segments.ceilingKey(from) : before;
        while (key != null && key <= to) {
            var segment = segments.get(key);
            var next = segments.higherEntry(key);
            if (segment == null || next == null) {
                return;
            }
            if (next.getKey() == segment.end && next.getValue().cells.equals(segment.cells)) {
                segments.remove(next.getKey());
                segments.put(key, new Segment(next.getValue().end, segment.cells));
            } else {
                key = next.getKey();
            }
        }
    }

    /** The segments as they are now, by their first byte. */
    Map<Long, Segment> snapshot() {
        return new TreeMap<>(segments);
    }

    /** Replaces every run that is written down. */
    void replaceRuns(UnaryOperator<Action.Run> replacement) {
        segments.replaceAll((_, segment) -> new Segment(
                segment.end,
                segment.cells.stream()
                        .map(cell -> new Cell(
                                cell.partitions,
                                cell.writer == null ? null : replacement.apply(cell.writer),
                                cell.readers.stream().map(replacement).toList()))
                        .toList()));
    }
}
