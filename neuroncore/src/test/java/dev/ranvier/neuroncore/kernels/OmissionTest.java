package dev.ranvier.neuroncore.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel without one of its steps: the checker finds fault with it, or its result is another. */
class OmissionTest {
    static Stream<Program> kernels() {
        return Stream.concat(
                Stream.concat(MatrixProductsTest.small(), FusedMambaTest.programs()),
                Stream.of(
                        Softmax.of("trn2", DataType.F32, 640, 100),
                        LayerNorm.of("trn2", DataType.F32, 640, 700, 1e-5)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void noStepIsLeftOutUnseen(Program program) {
        var expected = run(program);
        int steps = count(program.body());
        for (int omitted = 0; omitted < steps; omitted++) {
            var body = without(program.body(), new int[] {omitted});
            var rest = new Program(program.name(), program.machine(), program.buffers(), program.semaphores(), body);
            if (Checker.verify(rest).isEmpty()) {
                assertThat(run(rest))
                        .as("%s without step %d", program.name(), omitted + 1)
                        .isNotEqualTo(expected);
            }
        }
    }

    private static List<Double> run(Program program) {
        try (var simulation = new Simulation(program)) {
            var random = new Random(11);
            var tensors = program.buffers().stream()
                    .filter(Buffer.Tensor.class::isInstance)
                    .map(Buffer.Tensor.class::cast)
                    .toList();
            for (var tensor : tensors) {
                if (tensor.role() == Buffer.Tensor.Role.INPUT) {
                    simulation.write(
                            tensor.name(),
                            random.doubles(tensor.elements(), -1, 1).toArray());
                }
            }
            simulation.run();
            var results = new ArrayList<Double>();
            for (var tensor : tensors) {
                if (tensor.role() == Buffer.Tensor.Role.OUTPUT) {
                    for (double number : simulation.read(tensor.name())) {
                        results.add(number);
                    }
                }
            }
            return results;
        }
    }

    private static int count(List<Node> nodes) {
        return nodes.stream()
                .mapToInt(node -> switch (node) {
                    case Node.Step _ -> 1;
                    case Node.Loop loop -> count(loop.body());
                })
                .sum();
    }

    private static List<Node> without(List<Node> nodes, int[] omitted) {
        var kept = new ArrayList<Node>();
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> {
                    if (omitted[0]-- != 0) {
                        kept.add(step);
                    }
                }
                case Node.Loop loop ->
                    kept.add(new Node.Loop(loop.variable(), loop.count(), without(loop.body(), omitted)));
            }
        }
        return kept;
    }
}
