package dev.ranvier.neuroncore.profile;

import dev.ranvier.neuroncore.isa.Buffer.Tile.Space;
import dev.ranvier.neuroncore.machine.Machines;
import java.util.ArrayList;
import java.util.List;

/** A profile in a few lines. */
public final class Summary {
    /** A part that is busy for so much of the time bounds it. */
    private static final double BOUND = 0.8;

    private static final double PERCENT = 100;

    private Summary() {}

    public static List<String> lines(Profile profile) {
        var lines = new ArrayList<String>();
        var timing = profile.timing();
        var memory = profile.machine().memory();
        lines.add("%s on one core of %s"
                .formatted(profile.program().name(), profile.machine().title()));
        lines.add(Machines.DISCLAIMER);
        lines.add("latency        " + time(timing.picoseconds()));
        lines.add("bound by       " + bound(profile));
        timing.processors()
                .forEach((processor, usage) -> lines.add("%-14s %5.1f %% busy, %d steps, %s waiting"
                        .formatted(processor, PERCENT * timing.share(processor), usage.steps(), time(usage.waited()))));
        var transfers = timing.transfers();
        lines.add("DMA            %5.1f %% busy, %s moved, %.1f GB/s"
                .formatted(
                        PERCENT * transfers.busy() / timing.picoseconds(),
                        bytes(transfers.bytes()),
                        transfers.bytes() / timing.seconds() / 1e9));
        lines.add("device memory  %5.1f %% of the core's share, %s read and written"
                .formatted(PERCENT * transfers.deviceBusy() / timing.picoseconds(), bytes(transfers.deviceBytes())));
        lines.add("SBUF peak      " + peak(profile.peak(Space.SBUF), memory.sbufBytes()));
        lines.add("PSUM peak      " + peak(profile.peak(Space.PSUM), memory.psumBytes()));
        if (profile.operations() > 0) {
            lines.add("TensorE        %.2f TFLOPS of %.0f"
                    .formatted(profile.operations() / timing.seconds() / 1e12, profile.peakRate() / 1e12));
        }
        return lines;
    }

    /** What bounds it: the busiest part, or waiting where none is busy for most of the time. */
    static String bound(Profile profile) {
        var busiest = profile.shares().entrySet().iterator().next();
        var share = "%s, busy for %.1f %% of the time".formatted(busiest.getKey(), PERCENT * busiest.getValue());
        return busiest.getValue() >= BOUND ? share : "waiting: no part is busy throughout; most is " + share;
    }

    private static String peak(long bytes, int capacity) {
        return "%s of %s a partition, %.1f %%".formatted(bytes(bytes), bytes(capacity), PERCENT * bytes / capacity);
    }

    static String time(long picoseconds) {
        return picoseconds < 1_000_000_000L
                ? "%.2f us".formatted(picoseconds * 1e-6)
                : "%.3f ms".formatted(picoseconds * 1e-9);
    }

    private static String bytes(long bytes) {
        return bytes < 1 << 20 ? "%.1f KiB".formatted(bytes / 1024.0) : "%.1f MiB".formatted(bytes / 1048576.0);
    }
}
