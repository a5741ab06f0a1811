package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.DeviceMemory;
import dev.ranvier.runtime.KeptForms;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constants of a schedule, and frames of past runs for the next. Safe for use by many threads. */
final class Frames implements AutoCloseable {
    /** Frames that are kept: as many runs at once make no new ones. */
    private static final int MOST_KEPT = 32;

    /** Addresses of what is combined and the result, and a size. */
    private static final int ARGUMENTS_OF_COMBINE = 4;

    private final Schedule schedule;
    private final int mostArguments;
    private final Windows windows;
    private final MemorySegment constants;
    private final ArrayDeque<Frame> kept = new ArrayDeque<>();
    private @Nullable KeptForms formsOfConstants;

    private Frames(Schedule schedule, int threads) {
        this.schedule = schedule;
        this.windows = Windows.of(schedule.steps(), threads);
        this.mostArguments = Math.max(ARGUMENTS_OF_COMBINE, mostArguments(schedule.steps()));
        this.constants = Arena.ofAuto().allocate(Math.max(schedule.constants().byteSize(), 1), BufferPlan.ALIGNMENT);
        constants.copyFrom(schedule.constants());
    }

    /** The frames of a schedule and of the parts with memory of their own, for runs by some threads. */
    static Map<Schedule, Frames> of(Schedule schedule, int threads) {
        var frames = new IdentityHashMap<Schedule, Frames>();
        frames.put(schedule, new Frames(schedule, threads));
        addParts(schedule.steps(), threads, frames);
        return frames;
    }

    private static void addParts(List<Step> steps, int threads, Map<Schedule, Frames> frames) {
        for (var step : steps) {
            if (step instanceof Step.Grid grid) {
                frames.putAll(of(grid.body(), threads));
            } else {
                step.blocks().forEach(inner -> addParts(inner, threads, frames));
            }
        }
    }

    private static int mostArguments(List<Step> steps) {
        int most = 0;
        for (var step : steps) {
            most = Math.max(
                    most,
                    step instanceof Step.Launch launch
                            ? launch.buffers().size() + launch.sizes().size()
                            : 0);
            for (var block : step.blocks()) {
                most = Math.max(most, mostArguments(block));
            }
        }
        return most;
    }

    /**
     * A frame for a run.
     *
     * @param memory where forms of constants are kept, of the first run for all
     */
    synchronized Frame take(DeviceMemory memory) {
        var forms = formsOfConstants;
        if (forms == null) {
            forms = new KeptForms(memory, true);
            formsOfConstants = forms;
        }
        var frame = kept.poll();
        return frame != null
                ? frame
                : new Frame(schedule.buffers(), mostArguments, windows, constants.address(), forms);
    }

    synchronized void giveBack(Frame frame) {
        if (kept.size() < MOST_KEPT) {
            kept.push(frame);
        }
    }

    @Override
    public synchronized void close() {
        if (formsOfConstants != null) {
            formsOfConstants.close();
        }
    }
}
