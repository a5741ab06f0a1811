package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.Cursor;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says how long a program takes, not what it computes.
 *
 * <p>Every processor runs its steps one after the other, each when its waits hold; queues share the DMA engines and the
 * device memory. Loops that have come to repeat themselves are not run to their end, see {@link SteadyLoops}.
 */
public final class TimingSimulation {
    private final Program program;
    private final Calibration calibration;

    /** @throws RanvierException with everything that the checker has against the program */
    public TimingSimulation(Program program) {
        this(program, Calibration.FITTED);
    }

    /** @throws RanvierException with everything that the checker has against the program */
    public TimingSimulation(Program program, Calibration calibration) {
        Checker.check(program);
        this.program = program;
        this.calibration = calibration;
    }

    /** With the same program, which is not checked again. */
    private TimingSimulation(Calibration calibration, Program program) {
        this.program = program;
        this.calibration = calibration;
    }

    /** The same program with other constants. */
    public TimingSimulation with(Calibration other) {
        return new TimingSimulation(other, program);
    }

    public Timing run() {
        return run(Observer.NONE);
    }

    public Timing run(Observer observer) {
        return new Run(observer, true).run();
    }

    /** The same, with each iteration of every loop. */
    public Timing runUnrolled(Observer observer) {
        return new Run(observer, false).run();
    }

    /** One run through the program. */
    private final class Run {
        private final Observer observer;
        private final boolean summarise;
        private final TransferEngines engines;
        private final Map<String, SemaphoreTimes> semaphores = new LinkedHashMap<>();
        private final List<Lane> lanes = new ArrayList<>();
        private final SteadyLoops loops;

        private Run(Observer observer, boolean summarise) {
            this.observer = observer;
            this.summarise = summarise;
            var costs = new CostModel(Machines.named(program.machine()), calibration);
            this.engines = new TransferEngines(costs);
            program.semaphores().forEach(semaphore -> semaphores.put(semaphore, new SemaphoreTimes()));
            for (var processor : Cursor.processors(program.body())) {
                lanes.add(new Lane(processor, program.body(), costs, engines, this::semaphore));
            }
            this.loops = new SteadyLoops(lanes, engines, semaphores, observer);
        }

        private SemaphoreTimes semaphore(String name) {
            var times = semaphores.get(name);
            if (times == null) {
                throw new AssertionError("semaphores are declared");
            }
            return times;
        }

        private Timing run() {
            for (var lane = earliest(); lane != null; lane = earliest()) {
                long now = lane.ready();
                semaphores.values().forEach(semaphore -> semaphore.settle(now));
                lane.run(observer);
                if (summarise) {
                    loops.stepped(lane, now);
                }
            }
            long end = lanes.stream().mapToLong(Lane::end).max().orElse(0);
            var usages = new LinkedHashMap<Processor, Timing.Usage>();
            lanes.forEach(lane -> usages.put(lane.cursor.processor(), lane.usage()));
            return new Timing(end, usages, engines.timing());
        }

        /**
         * The processor whose next step begins first. What others wait for begins no earlier, so that nothing comes
         * between.
         */
        private @Nullable Lane earliest() {
            Lane earliest = null;
            for (var lane : lanes) {
                if (!lane.isDone() && lane.ready() != SemaphoreTimes.UNKNOWN) {
                    earliest = earliest == null || lane.ready() < earliest.ready() ? lane : earliest;
                }
            }
            return earliest;
        }
    }
}
