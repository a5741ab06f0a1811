package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.stablehlo.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Loops in which engines work on a few tiles and wait for each other, now enough and now too little. Every step raises
 * its engine's semaphore by one, so that any step can be waited for.
 */
final class RandomPipelines {
    static final long ITERATIONS = 14;
    private static final List<Engine> ENGINES = List.of(Engine.VECTOR, Engine.SCALAR, Engine.GPSIMD);

    private final Random random;
    private final List<Buffer.Tile> tiles = new ArrayList<>();
    private final Map<Engine, Long> raised = new HashMap<>();

    RandomPipelines(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            tiles.add(new Buffer.Tile("t" + i, Buffer.Tile.Space.SBUF, DataType.F32, 0, 32, List.of(8), 32 * i));
        }
    }

    Program program() {
        var body = new ArrayList<Node>();
        for (var tile : tiles) {
            body.add(step(Engine.VECTOR, new Elementwise.Memset(tile.all(), 0), List.of()));
        }
        var engines = new ArrayList<Engine>();
        for (int i = random.nextInt(2, 6); i > 0; i--) {
            engines.add(ENGINES.get(random.nextInt(ENGINES.size())));
        }
        var before = new HashMap<>(raised);
        var inner = new ArrayList<Node>();
        for (var engine : engines) {
            inner.add(copy(engine, engines, before));
        }
        raised.replaceAll((engine, value) ->
                before.getOrDefault(engine, 0L) + (value - before.getOrDefault(engine, 0L)) * ITERATIONS);
        body.add(new Node.Loop("i", ITERATIONS, inner));
        body.add(copy(Engine.SCALAR, List.of(Engine.SCALAR), Map.copyOf(raised)));
        return new Program("pipeline", "trn2", List.copyOf(tiles), List.of("vector", "scalar", "gpsimd"), body);
    }

    private Node.Step copy(Engine engine, List<Engine> body, Map<Engine, Long> before) {
        var waits = new ArrayList<Node.Wait>();
        for (var other : ENGINES) {
            if (other != engine && random.nextInt(10) < 9) {
                long perIteration = body.stream().filter(other::equals).count();
                long now = raised.getOrDefault(other, 0L);
                long lag = random.nextInt(10) < 7 ? 0 : random.nextInt(6);
                waits.add(new Node.Wait(
                        other.mnemonic(),
                        random.nextInt(12) == 0
                                ? Affine.of(before.getOrDefault(other, 0L))
                                : Affine.variable("i")
                                        .times(before.isEmpty() ? 0 : perIteration)
                                        .plus(now - lag)));
            }
        }
        int start = random.nextInt(3);
        int length = random.nextInt(1, 6);
        var source = tiles.get(random.nextInt(3)).slice(Affine.of(start), length);
        var destination = tiles.get(random.nextInt(3)).slice(Affine.of(random.nextInt(3)), length);
        return step(engine, new Elementwise.TensorScalar(destination, source, AluOperator.ADD, Scalar.of(1)), waits);
    }

    private Node.Step step(Engine engine, Elementwise instruction, List<Node.Wait> waits) {
        raised.merge(engine, 1L, Long::sum);
        return new Node.Step(
                new Processor.Compute(engine),
                instruction,
                waits,
                List.of(new Node.Signal(engine.mnemonic(), 1)),
                Location.unknown());
    }
}
