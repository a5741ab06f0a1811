package dev.ranvier.neuroncore.profile;

import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Matrix;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.neuroncore.timing.Observer;
import dev.ranvier.neuroncore.timing.Timing;
import dev.ranvier.neuroncore.timing.TimingSimulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a program on a simulated NeuronCore.
 *
 * @param slices the steps that were run one by one, in order of their begin, up to {@value #MOST_SLICES}
 * @param gaps where iterations of loops repeat those before
 * @param lives of tiles, from the first to the last step that touches them
 * @param operations floating-point operations of matrix products
 */
public record Profile(
        Program program, Timing timing, List<Slice> slices, List<Gap> gaps, List<Life> lives, double operations) {
    private static final int MOST_SLICES = 20_000;

    /** A step; times in picoseconds. */
    public record Slice(String processor, String name, String place, long begin, long end) {}

    /** So many iterations of the loop of this variable that are not shown. */
    public record Gap(String variable, long iterations, long begin, long end) {}

    /** A tile in SBUF or PSUM, with the bytes of a partition that it takes. */
    public record Life(String tile, String space, int address, long bytes, long begin, long end) {}

    public Profile {
        slices = List.copyOf(slices);
        gaps = List.copyOf(gaps);
        lives = List.copyOf(lives);
    }

    /** Runs the timing simulator. */
    public static Profile of(Program program) {
        var recorder = new Recorder();
        var timing = new TimingSimulation(program).run(recorder);
        return new Profile(
                program,
                timing,
                recorder.slices,
                recorder.gaps,
                List.copyOf(recorder.lives.values()),
                operations(program.body(), 1));
    }

    /** Keeps what it is told. */
    private static final class Recorder implements Observer {
        private final List<Slice> slices = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final Map<String, Life> lives = new LinkedHashMap<>();

        @Override
        public void ran(Node.Step step, long begin, long end) {
            var instruction = step.instruction();
            if (slices.size() < MOST_SLICES) {
                slices.add(new Slice(
                        step.processor().toString(),
                        InstructionForm.of(instruction).name(),
                        step.location().toString(),
                        begin,
                        end));
            }
            InstructionForm.reads(instruction).forEach(access -> touch(access.buffer(), begin, end));
            InstructionForm.writes(instruction).forEach(access -> touch(access.buffer(), begin, end));
        }

        private void touch(Buffer buffer, long begin, long end) {
            if (buffer instanceof Buffer.Tile tile) {
                var space = tile.space().toString();
                lives.merge(
                        tile.name(),
                        new Life(tile.name(), space, tile.address(), tile.bytes(), begin, end),
                        (before, now) -> new Life(
                                now.tile,
                                space,
                                now.address,
                                now.bytes,
                                Math.min(before.begin, now.begin),
                                Math.max(before.end, now.end)));
            }
        }

        @Override
        public void skipped(Node.Loop loop, long iterations, long begin, long end) {
            gaps.add(new Gap(loop.variable(), iterations, begin, end));
        }
    }

    private static double operations(List<Node> nodes, double times) {
        double sum = 0;
        for (var node : nodes) {
            sum += switch (node) {
                case Node.Step step ->
                    step.instruction() instanceof Matrix.Matmul matmul
                            ? 2
                                    * times
                                    * matmul.stationary().rows()
                                    * matmul.stationary().elements()
                                    * matmul.destination().elements()
                            : 0;
                case Node.Loop loop -> operations(loop.body(), times * loop.count());
            };
        }
        return sum;
    }

    public Machine machine() {
        return Machines.named(program.machine());
    }

    /** The highest byte of a partition that a tile of the memory takes. */
    public long peak(Buffer.Tile.Space space) {
        return lives.stream()
                .filter(life -> life.space.equals(space.toString()))
                .mapToLong(life -> life.address + life.bytes)
                .max()
                .orElse(0);
    }

    /** The part of the time in which each part of the core was busy, by name; the busiest first. */
    public Map<String, Double> shares() {
        var shares = new LinkedHashMap<String, Double>();
        timing.processors().forEach((processor, _) -> shares.put(processor.toString(), timing.share(processor)));
        shares.keySet().removeIf(name -> name.startsWith("queue"));
        double time = timing.picoseconds();
        shares.put("DMA engines", timing.transfers().busy() / time);
        shares.put("device memory", timing.transfers().deviceBusy() / time);
        var sorted = new LinkedHashMap<String, Double>();
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Floating-point operations a second that TensorE does at best on the widest type that the program multiplies. */
    public double peakRate() {
        var type = widest(program.body());
        var peak = machine().tensorEnginePeaks().get(type);
        return peak == null ? 2.0 * 128 * 128 * machine().hertz(Engine.TENSOR) : peak.in("TFLOPS") * 1e12;
    }

    private static DataType widest(List<Node> nodes) {
        var widest = DataType.BF16;
        for (var node : nodes) {
            var type = switch (node) {
                case Node.Step step ->
                    step.instruction() instanceof Matrix.Matmul matmul
                            ? matmul.moving().type()
                            : widest;
                case Node.Loop loop -> widest(loop.body());
            };
            widest = type.bytes() > widest.bytes() ? type : widest;
        }
        return widest;
    }
}
