package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.check.Shadow.Cell;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** The accesses of all runs so far, and whether each new one is ordered after those that it must not overtake. */
final class MemoryOrder {
    private static final String WAIT = "make one wait for a signal of the other";

    private final Clocks clocks;
    private final Findings findings;
    private final Set<Object> tracked;
    private final Map<Object, Shadow> shadows = new HashMap<>();

    /** @param tracked the memories in which runs may meet; the others are not looked at */
    MemoryOrder(Clocks clocks, Findings findings, Set<Object> tracked) {
        this.clocks = clocks;
        this.findings = findings;
        this.tracked = tracked;
        tracked.forEach(memory -> shadows.put(memory, new Shadow()));
    }

    boolean isTracked(Footprint footprint) {
        return tracked.contains(footprint.memory());
    }

    void run(Action.Run run, ToLongFunction<String> values) {
        for (var read : run.action().reads()) {
            each(read, values, (cell, bytes) -> read(run, read, cell, bytes));
        }
        for (var write : run.action().writes()) {
            each(write, values, (cell, bytes) -> write(run, write, cell, bytes));
        }
    }

    private void each(Footprint footprint, ToLongFunction<String> values, Shadow.Change change) {
        var shadow = shadows.get(footprint.memory());
        if (shadow == null) {
            return;
        }
        long offset = footprint.offset().at(values);
        for (var bytes : footprint.runs()) {
            shadow.update(offset + bytes.from(), offset + bytes.to(), footprint.partitions(), change);
        }
    }

    private Cell read(Action.Run run, Footprint read, Cell cell, Footprint.Run bytes) {
        var writer = cell.writer();
        if (writer == null) {
            findings.add(
                    run, 0, "uninitialised", "reads " + place(read, cell, bytes) + ", which nothing has written", "");
        } else if (!clocks.isOrdered(writer, run.action().processor())) {
            race(run, "reads", "writes", writer, place(read, cell, bytes));
        } else if (writer.action().writes().stream()
                .noneMatch(write -> write.buffer().equals(read.buffer()))) {
            findings.add(
                    run,
                    writer.action().number(),
                    "stale",
                    "reads " + place(read, cell, bytes) + ", which " + writer + " has written through another tile",
                    "tiles that overlap must not live at the same time");
        } else if (run.action().step().instruction() instanceof Matrix.Matmul
                && read.memory() == Buffer.Tile.Space.PSUM
                && !(writer.action().step().instruction() instanceof Matrix.Matmul)) {
            findings.add(
                    run,
                    writer.action().number(),
                    "accumulation",
                    "accumulates on " + place(read, cell, bytes) + ", which " + writer
                            + " has written: what the sum is, is not defined",
                    "let the first matmul overwrite");
        }
        var readers = new ArrayList<Action.Run>();
        for (var reader : cell.readers()) {
            if (reader.action().processor() != run.action().processor()) {
                readers.add(reader);
            }
        }
        readers.add(run);
        return new Cell(cell.partitions(), writer, List.copyOf(readers));
    }

    private Cell write(Action.Run run, Footprint write, Cell cell, Footprint.Run bytes) {
        var writer = cell.writer();
        if (writer != null && !clocks.isOrdered(writer, run.action().processor())) {
            race(run, "writes", "writes", writer, place(write, cell, bytes));
        }
        for (var reader : cell.readers()) {
            if (!clocks.isOrdered(reader, run.action().processor())) {
                race(run, "writes", "reads", reader, place(write, cell, bytes));
            }
        }
        return new Cell(cell.partitions(), run, List.of());
    }

    private void race(Action.Run run, String does, String did, Action.Run other, String place) {
        findings.add(
                run,
                other.action().number(),
                "race " + does + did,
                does + " " + place + " in a race with " + other + ", which " + did
                        + " it: no chain of semaphores orders" + " them",
                WAIT);
    }

    private static String place(Footprint footprint, Cell cell, Footprint.Run bytes) {
        long size = bytes.to() - bytes.from();
        var range = "bytes " + bytes.from() + " to " + (bytes.to() - 1) + " (" + size + " bytes";
        return footprint.memory() instanceof Buffer.Tile.Space space
                ? range + " in " + cell.partitions().size() + " partitions) of " + space + ", %"
                        + footprint.buffer().name()
                : range + ") of %" + footprint.buffer().name();
    }

    Map<Object, Map<Long, Shadow.Segment>> snapshot() {
        var copy = new HashMap<Object, Map<Long, Shadow.Segment>>();
        shadows.forEach((memory, shadow) -> copy.put(memory, shadow.snapshot()));
        return copy;
    }

    void replaceRuns(UnaryOperator<Action.Run> replacement) {
        shadows.values().forEach(shadow -> shadow.replaceRuns(replacement));
    }
}
