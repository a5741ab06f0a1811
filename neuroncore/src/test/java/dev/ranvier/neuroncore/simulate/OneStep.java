package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.EngineInstruction;
import dev.ranvier.neuroncore.isa.ProgramBuilder;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.stablehlo.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A program around one instruction: loads of what it reads, and stores of what it writes. */
final class OneStep {
    private final String machine;
    private final ProgramBuilder builder;
    private final List<Buffer.Tensor> inputs = new ArrayList<>();
    private final List<Access.OfTile> outputs = new ArrayList<>();
    private final Map<String, double[]> given = new LinkedHashMap<>();
    private final Map<String, NumPy.Array> arrays = new LinkedHashMap<>();
    private final Map<String, double[]> results = new LinkedHashMap<>();
    private final Random random = new Random(7);
    private int address;
    private int bank;
    private int loads;

    OneStep(String machine) {
        this.machine = machine;
        this.builder = new ProgramBuilder("one step", machine);
        builder.semaphore("loaded");
        builder.semaphore("done");
        builder.semaphore("drained");
    }

    /** A tile of random numbers in SBUF. */
    Access.OfTile input(String name, DataType type, int partitions, Integer... shape) {
        return input(
                name,
                type,
                random.doubles((long) partitions * size(shape), -3, 3).toArray(),
                partitions,
                shape);
    }

    /** A tile of these numbers in SBUF. */
    Access.OfTile input(String name, DataType type, double[] numbers, int partitions, Integer... shape) {
        var tensor = tensor(name, type, numbers, partitions, size(shape));
        var tile = tile(name, type, partitions, shape);
        var flat = tile.tile().slice(Affine.of(0), size(shape));
        builder.on(0, new Transfer.DmaCopy(flat, tensor.block(Affine.of(0), partitions, size(shape))))
                .signal("loaded");
        loads++;
        return tile;
    }

    /** A tensor of these numbers in device memory. */
    Buffer.Tensor tensor(String name, DataType type, double[] numbers, Integer... shape) {
        var tensor = builder.input(name, type, shape);
        inputs.add(tensor);
        given.put(name, numbers);
        return tensor;
    }

    /** A tile in SBUF whose value after the step is of interest. */
    Access.OfTile output(String name, DataType type, int partitions, Integer... shape) {
        var tile = tile(name, type, partitions, shape);
        outputs.add(tile);
        return tile;
    }

    /** A bank of PSUM whose value after the step is of interest. */
    Access.OfTile psum(String name, DataType type, int partitions, Integer... shape) {
        var tile = builder.psum(name + "_tile", type, 2048 * bank++, partitions, shape)
                .all();
        outputs.add(tile);
        return tile;
    }

    private Access.OfTile tile(String name, DataType type, int partitions, Integer... shape) {
        var tile = builder.sbuf(name + "_tile", type, address, partitions, shape);
        address += (int) Math.ceilDiv(tile.bytes(), 64) * 64;
        return tile.all();
    }

    private static int size(Integer... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Runs the steps one after the other on an engine, in text order and in random ones. */
    OneStep run(Engine engine, EngineInstruction... instructions) {
        for (var instruction : instructions) {
            builder.on(engine, instruction).after("loaded", loads).signal("done");
        }
        return run(instructions.length);
    }

    /** Runs transfers one after the other. */
    OneStep run(Transfer... transfers) {
        for (var transfer : transfers) {
            builder.on(0, transfer).signal("loaded");
        }
        loads += transfers.length;
        return run(Engine.GPSIMD, new Elementwise.Memset(tile("unused", DataType.F32, 1, 1), 0));
    }

    private OneStep run(int steps) {
        int drained = 0;
        for (var output : outputs) {
            var tile = output.tile();
            var name = tile.name().replace("_tile", "");
            int columns = Math.toIntExact(tile.elements());
            var flat = tile.slice(Affine.of(0), columns);
            var tensor = builder.output(name, tile.type(), tile.partitions(), columns);
            if (output.in(Buffer.Tile.Space.PSUM)) {
                var copy = tile(name + "_copy", tile.type(), tile.partitions(), columns);
                builder.on(Engine.VECTOR, new Elementwise.TensorCopy(copy, flat))
                        .after("done", steps)
                        .signal("drained");
                flat = copy;
                drained++;
            }
            builder.on(1, new Transfer.DmaCopy(tensor.block(Affine.of(0), tile.partitions(), columns), flat))
                    .after("done", steps)
                    .after("drained", drained);
        }
        execute();
        return this;
    }

    private void execute() {
        try (var simulation = new Simulation(builder.build())) {
            for (int order = 0; order < 3; order++) {
                given.forEach(simulation::write);
                if (order == 0) {
                    simulation.run();
                } else {
                    simulation.run(new Random(order));
                }
                for (var output : outputs) {
                    var name = output.tile().name().replace("_tile", "");
                    var result = simulation.read(name);
                    assertThat(result).as("%s in order %d", name, order).isEqualTo(results.getOrDefault(name, result));
                    results.put(name, result);
                }
            }
            for (var tensor : inputs) {
                var numbers =
                        Arrays.stream(simulation.read(tensor.name())).boxed().toList();
                arrays.put(tensor.name(), new NumPy.Array(tensor.shape(), numbers));
            }
        }
    }

    double[] result(String output) {
        return results.getOrDefault(output, new double[0]);
    }

    /** The output is, bit for bit, what NumPy says of the inputs. */
    void assertEqual(String output, String expression) {
        assertThat(result(output)).isEqualTo(NumPy.evaluate(expression, arrays));
    }

    /** Each number of the output is within {@code error} of what NumPy says in 64-bit floats. */
    void assertClose(String output, String expression, double error) {
        var expected = NumPy.evaluate(expression, arrays);
        var actual = result(output);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s[%d]: %s, not %s", output, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(error);
        }
    }

    /** What the checker has against the instruction, alone in the program. */
    String violations(Engine engine, EngineInstruction instruction) {
        builder.on(engine, instruction).after("loaded", loads);
        return findings();
    }

    /** What the checker has against the transfer, alone in the program. */
    String violations(Transfer transfer) {
        builder.on(0, transfer);
        return findings();
    }

    private String findings() {
        return Checker.verify(builder.build()).stream()
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n"));
    }

    double cycles(Engine engine, EngineInstruction instruction) {
        return instruction.cost(Machines.named(machine), engine).count();
    }
}
