package dev.ranvier.neuroncore.simulate;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Cursor;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Runs a program that the checker passes, and gives what it computes; not how long it takes.
 *
 * <p>It is a simulation made from public documents ({@link Machines#DISCLAIMER}). To be closed; used by one thread.
 */
public final class Simulation implements AutoCloseable {
    private final Program program;
    private final Arena arena = Arena.ofConfined();
    private final CoreMemory memory;
    private final Map<String, Long> values = new HashMap<>();

    /** @throws RanvierException with everything that the checker has against the program */
    public Simulation(Program program) {
        Checker.check(program);
        this.program = program;
        this.memory = new CoreMemory(program, Machines.named(program.machine()), arena);
    }

    /** The bytes of a tensor, little-endian and row by row, to be written before a run and read after it. */
    public MemorySegment tensor(String name) {
        return memory.tensor(name);
    }

    /** Gives a tensor these numbers, each rounded to its type. */
    public void write(String name, double... numbers) {
        var tensor = declaration(name);
        if (numbers.length != tensor.elements()) {
            throw RanvierException.invalid(
                    "%" + name + " has " + tensor.elements() + " elements, not " + numbers.length);
        }
        var bytes = tensor(name);
        for (int i = 0; i < numbers.length; i++) {
            CoreMemory.store(
                    bytes,
                    tensor.type(),
                    (long) i * tensor.type().bytes(),
                    tensor.type().encode(numbers[i]));
        }
    }

    /** The numbers of a tensor. */
    public double[] read(String name) {
        var tensor = declaration(name);
        var bytes = tensor(name);
        var numbers = new double[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tensor.type()
                    .decode(CoreMemory.load(
                            bytes, tensor.type(), (long) i * tensor.type().bytes()));
        }
        return numbers;
    }

    private Buffer.Tensor declaration(String name) {
        for (var buffer : program.buffers()) {
            if (buffer instanceof Buffer.Tensor tensor && tensor.name().equals(name)) {
                return tensor;
            }
        }
        throw RanvierException.invalid("the program has no tensor %" + name);
    }

    /** Runs it in text order. */
    public void run() {
        memory.setVariables(variable -> values.getOrDefault(variable, 0L));
        nodes(program.body());
    }

    private void nodes(List<Node> nodes) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> step.instruction().execute(memory, step.processor());
                case Node.Loop loop -> {
                    for (long i = 0; i < loop.count(); i++) {
                        values.put(loop.variable(), i);
                        nodes(loop.body());
                    }
                }
            }
        }
    }

    /** Runs it in a legal order that {@code random} chooses: each time some processor that need not wait does a step. */
    public void run(RandomGenerator random) {
        var semaphores = new HashMap<String, Long>();
        var cursors = new ArrayList<Cursor>();
        Cursor.processors(program.body()).forEach(processor -> cursors.add(new Cursor(processor, program.body())));
        cursors.removeIf(cursor -> cursor.step() == null);
        while (!cursors.isEmpty()) {
            int chosen = random.nextInt(cursors.size());
            while (!isReady(cursors.get(chosen), semaphores)) {
                chosen = (chosen + 1) % cursors.size();
            }
            var cursor = cursors.get(chosen);
            step(cursor, semaphores);
            if (cursor.step() == null) {
                cursors.remove(chosen);
            }
        }
    }

    private static boolean isReady(Cursor cursor, Map<String, Long> semaphores) {
        var step = cursor.step();
        return step != null
                && step.waits().stream()
                        .allMatch(wait -> semaphores.getOrDefault(wait.semaphore(), 0L)
                                >= wait.atLeast().at(cursor::value));
    }

    private void step(Cursor cursor, Map<String, Long> semaphores) {
        var step = cursor.step();
        if (step == null) {
            throw new AssertionError("a cursor at the end is not ready");
        }
        memory.setVariables(cursor::value);
        step.instruction().execute(memory, step.processor());
        step.signals().forEach(signal -> semaphores.merge(signal.semaphore(), signal.amount(), Long::sum));
        cursor.advance();
    }

    @Override
    public void close() {
        arena.close();
    }
}
