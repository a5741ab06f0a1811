package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes a program step by step, in text order.
 *
 * <pre>{@code
 * var x = builder.input("x", DataType.BF16, 128, 512);
 * var tile = builder.sbuf("tile", DataType.BF16, 0, 128, 512);
 * var loaded = builder.semaphore("loaded");
 * builder.on(0, new Transfer.DmaCopy(tile.all(), x.block(Affine.of(0), 128, 512))).signal(loaded);
 * builder.on(Engine.VECTOR, new Elementwise.Memset(tile.all(), 0)).after(loaded, 1);
 * }</pre>
 */
public final class ProgramBuilder {
    private final String name;
    private final String machine;
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final List<String> semaphores = new ArrayList<>();
    private int loops;
    private Block block = new Block();
    private Location location = Location.unknown();

    /** Nodes that are still being written. */
    private static final class Block {
        private final List<Supplier<Node>> nodes = new ArrayList<>();

        private List<Node> finish() {
            return nodes.stream().map(Supplier::get).toList();
        }
    }

    /** A step, to which waits and signals may be added. */
    public static final class Emitted {
        private final Processor processor;
        private final Instruction instruction;
        private final Location location;
        private final List<Node.Wait> waits = new ArrayList<>();
        private final List<Node.Signal> signals = new ArrayList<>();

        private Emitted(Processor processor, Instruction instruction, Location location) {
            this.processor = processor;
            this.instruction = instruction;
            this.location = location;
        }

        /** Begins when the semaphore has been raised to {@code atLeast}. */
        public Emitted after(String semaphore, Affine atLeast) {
            waits.add(new Node.Wait(semaphore, atLeast));
            return this;
        }

        /** Begins when the semaphore has been raised to {@code atLeast}. */
        public Emitted after(String semaphore, long atLeast) {
            return after(semaphore, Affine.of(atLeast));
        }

        /** Raises the semaphore by one when it is complete. */
        public Emitted signal(String semaphore) {
            signals.add(new Node.Signal(semaphore, 1));
            return this;
        }

        private Node step() {
            return new Node.Step(processor, instruction, waits, signals, location);
        }
    }

    public ProgramBuilder(String name, String machine) {
        this.name = name;
        this.machine = machine;
    }

    public Buffer.Tensor input(String tensor, DataType type, Integer... shape) {
        return declare(new Buffer.Tensor(tensor, type, List.of(shape), Buffer.Tensor.Role.INPUT));
    }

    public Buffer.Tensor output(String tensor, DataType type, Integer... shape) {
        return declare(new Buffer.Tensor(tensor, type, List.of(shape), Buffer.Tensor.Role.OUTPUT));
    }

    public Buffer.Tensor scratch(String tensor, DataType type, Integer... shape) {
        return declare(new Buffer.Tensor(tensor, type, List.of(shape), Buffer.Tensor.Role.SCRATCH));
    }

    /** A tile from partition 0 on, of rows of {@code shape} at {@code address}. */
    public Buffer.Tile sbuf(String tile, DataType type, int address, int partitions, Integer... shape) {
        return declare(new Buffer.Tile(tile, Buffer.Tile.Space.SBUF, type, 0, partitions, List.of(shape), address));
    }

    /** A tile from partition 0 on, of rows of {@code shape} at {@code address}. */
    public Buffer.Tile psum(String tile, DataType type, int address, int partitions, Integer... shape) {
        return declare(new Buffer.Tile(tile, Buffer.Tile.Space.PSUM, type, 0, partitions, List.of(shape), address));
    }

    /** A buffer of any kind; no other has its name. */
    public <B extends Buffer> B declare(B buffer) {
        if (buffers.put(buffer.name(), buffer) != null) {
            throw RanvierException.invalid("%" + buffer.name() + " is declared twice");
        }
        return buffer;
    }

    public String semaphore(String semaphore) {
        semaphores.add(semaphore);
        return semaphore;
    }

    /** The steps from here on are made for {@code newLocation}. */
    public ProgramBuilder at(Location newLocation) {
        location = newLocation;
        return this;
    }

    public Emitted on(Engine engine, EngineInstruction instruction) {
        return emit(new Processor.Compute(engine), instruction);
    }

    /** A transfer on the queue of this number. */
    public Emitted on(int queue, Transfer transfer) {
        return emit(new Processor.Queue(queue), transfer);
    }

    private Emitted emit(Processor processor, Instruction instruction) {
        var emitted = new Emitted(processor, instruction, location);
        block.nodes.add(emitted::step);
        return emitted;
    }

    /** Writes a loop, whose body gets its variable. */
    public void loop(long count, Consumer<Affine> body) {
        var variable = "i" + loops++;
        var around = block;
        block = new Block();
        body.accept(Affine.variable(variable));
        var inside = block;
        block = around;
        block.nodes.add(() -> new Node.Loop(variable, count, inside.finish()));
    }

    public Program build() {
        return new Program(name, machine, List.copyOf(buffers.values()), semaphores, block.finish());
    }
}
