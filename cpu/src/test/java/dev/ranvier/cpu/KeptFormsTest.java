package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Device;
import dev.ranvier.runtime.Executable;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed operands are kept with their buffers from the second run on, change no bit of a result, and end with the buffers. */
final class KeptFormsTest {
    private static final int WIDTH = 128;
    private static final long SEED = 20261123;

    private final Client client = Client.open(ClientOptions.of("cpu"));
    private final Device device = client.devices().getFirst();

    private Executable product(int rows) {
        return product(rows, WIDTH, WIDTH);
    }

    private Executable product(int rows, int depth, int columns) {
        var text = """
                func.func @main(%%a: tensor<%1$dx%2$dxf32>, %%b: tensor<%2$dx%3$dxf32>) -> tensor<%1$dx%3$dxf32> {
                  %%0 = stablehlo.dot_general %%a, %%b, contracting_dims = [1] x [0]
                    : (tensor<%1$dx%2$dxf32>, tensor<%2$dx%3$dxf32>) -> tensor<%1$dx%3$dxf32>
                  return %%0 : tensor<%1$dx%3$dxf32>
                }""".formatted(rows, depth, columns);
        return client.compile(TextParser.parse(text, "test.mlir"), CompileOptions.onDevice(0));
    }

    private Buffer random(int rows) {
        return random(rows, WIDTH);
    }

    private Buffer random(int rows, int columns) {
        var random = new Random(SEED);
        var elements = new float[rows * columns];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) random.nextGaussian();
        }
        return device.copyOf(TensorType.of(ScalarType.F32, rows, columns), elements);
    }

    private static float[] run(Executable executable, Buffer... arguments) throws InterruptedException {
        try (var result = executable.execute(List.of(arguments)).getFirst()) {
            return result.toFloatArray();
        }
    }

    private long forms() {
        return device.memoryStatistics().forms();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 36, 64})
    void fromTheSecondRunOn(int rows) throws InterruptedException {
        var executable = product(rows);
        try (var left = random(rows);
                var right = random(WIDTH)) {
            var first = run(executable, left, right);
            assertThat(forms()).isZero();
            for (int i = 0; i < 3; i++) {
                assertThat(run(executable, left, right)).isEqualTo(first);
                assertThat(forms()).isEqualTo((long) WIDTH * WIDTH * Float.BYTES);
                assertThat(executable.packedBytes()).isBetween(forms(), 2 * forms());
            }
        }
        assertThat(forms()).isZero();
    }

    /** Blocks of packed strips are not those of strips that are packed then and there. */
    @Test
    void giveTheSameBitsForAnySizes() throws InterruptedException {
        var random = new Random(SEED);
        for (int i = 0; i < 30; i++) {
            int rows = 37 + random.nextInt(300);
            int depth = 1 + random.nextInt(600);
            int columns = 1 + random.nextInt(600);
            var executable = product(rows, depth, columns);
            try (var left = random(rows, depth);
                    var right = random(depth, columns)) {
                var first = run(executable, left, right);
                for (int again = 0; again < 2; again++) {
                    assertThat(run(executable, left, right))
                            .as("seed %d, %dx%d times %dx%d", SEED, rows, depth, depth, columns)
                            .isEqualTo(first);
                }
            }
        }
    }

    @Test
    void besideTensorsOfTheHost() throws InterruptedException {
        var executable = product(36);
        try (var left = random(36);
                var right = random(WIDTH);
                var arena = Arena.ofConfined()) {
            var expected = run(executable, left, right);
            var result = arena.allocate(ValueLayout.JAVA_FLOAT, expected.length);
            for (int i = 0; i < 3; i++) {
                executable.run(List.of(left, right), List.of(), List.of(result));
                assertThat(result.toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(expected);
                assertThat(forms()).isEqualTo((long) WIDTH * WIDTH * Float.BYTES);
            }
            try (var held = right.hold()) {
                var other = arena.allocate(ValueLayout.JAVA_FLOAT, expected.length);
                executable.run(List.of(left), List.of(held.segment()), List.of(other));
                assertThat(other.toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(expected);
            }
        }
        assertThat(forms()).isZero();
    }

    @Test
    void oneFormForAllExecutablesThatPackAlike() throws InterruptedException {
        try (var left = random(64);
                var more = random(72);
                var right = random(WIDTH)) {
            for (int i = 0; i < 3; i++) {
                run(product(64), left, right);
                run(product(72), more, right);
            }
            assertThat(forms()).isEqualTo((long) WIDTH * WIDTH * Float.BYTES);
        }
    }

    @Test
    void runsAtOnceSeeWholeForms() throws Exception {
        var executable = product(64);
        try (var threads = Executors.newFixedThreadPool(4);
                var left = random(64)) {
            for (int round = 0; round < 20; round++) {
                try (var right = random(WIDTH)) {
                    var expected = run(executable, left, right);
                    Callable<float[]> task = () -> run(executable, left, right);
                    for (var result : threads.invokeAll(List.of(task, task, task, task))) {
                        assertThat(result.get()).isEqualTo(expected);
                    }
                }
            }
        }
        assertThat(forms()).isZero();
    }

    @Test
    void whatMemoryIsShortForIsGivenUp() throws InterruptedException {
        int matrix = WIDTH * WIDTH * Float.BYTES;
        try (var small = Client.open(new ClientOptions("cpu", 1, 1, 8L * matrix))) {
            var memory = small.devices().getFirst();
            var module = TextParser.parse(
                    "func.func @main(%a: tensor<128x128xf32>, %b: tensor<128x128xf32>) -> tensor<128x128xf32> {"
                            + " %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]"
                            + " : (tensor<128x128xf32>, tensor<128x128xf32>) -> tensor<128x128xf32>"
                            + " return %0 : tensor<128x128xf32> }",
                    "test.mlir");
            var executable = small.compile(module, CompileOptions.onDevice(0));
            var type = TensorType.of(ScalarType.F32, WIDTH, WIDTH);
            var right = memory.copyOf(type, new float[WIDTH * WIDTH]);
            run(executable, right, right);
            run(executable, right, right);
            assertThat(memory.memoryStatistics().forms()).isEqualTo(matrix);
            var others = new ArrayList<Buffer>();
            for (int i = 0; i < 7; i++) {
                others.add(memory.copyOf(type, new float[WIDTH * WIDTH]));
            }
            assertThat(memory.memoryStatistics().forms()).isZero();
            others.forEach(Buffer::close);
            right.close();
            assertThat(memory.memoryStatistics().inUse()).isZero();
        }
    }
}
