package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random products of matrices. Numbers are small integers, so that every order of sums gives the reference interpreter's
 * result, and at times infinities and NaN.
 */
final class MatrixProductTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final Client CPU = Client.open(ClientOptions.of("cpu"));
    private static final Client REFERENCE = Client.open(ClientOptions.of("reference"));
    private static final int CASES = 20;
    private static final long MOST_WORK = 1 << 20;

    /** Sizes around those of tiles, strips and panels of all targets. */
    private static final List<Long> SIZES = List.of(
            0L, 1L, 2L, 3L, 4L, 5L, 7L, 8L, 11L, 12L, 13L, 15L, 16L, 17L, 31L, 32L, 33L, 36L, 37L, 64L, 65L, 97L, 257L,
            513L);

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "f32, f32, f32",
        "f64, f64, f64",
        "bf16, bf16, bf16",
        "bf16, bf16, f32",
        "f16, f16, f16",
        "f16, f16, f32",
        "bf16, f32, f32",
        "f32, f32, f64",
        "i8, i8, i32",
        "i8, i8, i8",
        "ui8, i8, i32",
        "i16, i16, i16",
        "ui16, ui16, ui16",
        "i4, i4, i4",
        "i32, i32, i32",
        "ui64, ui64, ui64",
        "complex<f32>, complex<f32>, complex<f32>",
        "i1, i1, i1"
    })
    void givesTheSameNumbers(String lhs, String rhs, String result) throws InterruptedException {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var text = program(List.of(lhs, rhs, result), random);
            compare(text, inputs(text, random));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"300x70, 70x513", "3x900, 900x700", "70x300, 300x2", "1x513, 513x4100"})
    void givesTheSameBitsOnAnyNumberOfThreads(String shapes) throws InterruptedException {
        var random = new Random(SEED);
        var shape = shapes.split("[x, ]+");
        var text = """
                func.func @main(%%a: tensor<%1$sx%2$sxf32>, %%b: tensor<%2$sx%4$sxf32>) -> tensor<%1$sx%4$sxf32> {
                  %%0 = stablehlo.dot_general %%a, %%b, contracting_dims = [1] x [0]
                    : (tensor<%1$sx%2$sxf32>, tensor<%2$sx%4$sxf32>) -> tensor<%1$sx%4$sxf32>
                  return %%0 : tensor<%1$sx%4$sxf32>
                }""".formatted((Object[]) shape);
        var inputs = new ArrayList<byte[]>();
        for (var argument : TextParser.parse(text, "test.mlir").entry().body().arguments()) {
            inputs.add(values(argument.tensorType(), ignored -> random.nextGaussian()));
        }
        try (var single = Client.open(new ClientOptions("cpu", 1, 1, Long.MAX_VALUE));
                var several = Client.open(new ClientOptions("cpu", 1, 3, Long.MAX_VALUE))) {
            assertThat(run(several, text, inputs))
                    .as("seed %d, of%n%s", SEED, text)
                    .isEqualTo(run(single, text, inputs));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensor<40x9xf32>", "tensor<2x9xf32>"})
    void keepsDenormals(String type) throws InterruptedException {
        var text = """
                func.func @main(%%a: %1$s, %%b: tensor<9x64xf32>) -> tensor<%2$sx64xf32> {
                  %%0 = stablehlo.dot_general %%a, %%b, contracting_dims = [1] x [0]
                    : (%1$s, tensor<9x64xf32>) -> tensor<%2$sx64xf32>
                  return %%0 : tensor<%2$sx64xf32>
                }""".formatted(type, type.substring(7, type.indexOf('x')));
        var random = new Random(SEED);
        var arguments = TextParser.parse(text, "test.mlir").entry().body().arguments();
        compare(
                text,
                List.of(
                        values(arguments.get(0).tensorType(), ignored -> random.nextInt(7) * (double) Float.MIN_VALUE),
                        values(arguments.get(1).tensorType(), ignored -> random.nextInt(7) - 3)));
    }

    /** A product whose number, order and sizes of dimensions are drawn. */
    private static String program(List<String> types, Random random) {
        var batch = sizes(random.nextInt(3), 4, random);
        var rows = sizes(random.nextInt(3), SIZES.size(), random);
        var columns = sizes(random.nextInt(3), SIZES.size(), random);
        var depth = sizes(random.nextInt(2) + 1, SIZES.size(), random);
        if (LongStream.of(product(batch), product(rows), product(columns), product(depth))
                        .reduce(1, (x, y) -> x * y)
                > MOST_WORK) {
            return program(types, random);
        }
        var lhs = new Operand(batch, rows, depth, random);
        var rhs = new Operand(batch, columns, depth, random);
        var shape = new ArrayList<>(batch);
        shape.addAll(lhs.inOrder('f'));
        shape.addAll(rhs.inOrder('f'));
        return """
                func.func @main(%%a: %1$s, %%b: %2$s) -> %3$s {
                  %%0 = stablehlo.dot_general %%a, %%b, batching_dims = %4$s x %5$s, contracting_dims = %6$s x %7$s
                    : (%1$s, %2$s) -> %3$s
                  return %%0 : %3$s
                }""".formatted(
                        type(lhs.sizes(), types.get(0)),
                        type(rhs.sizes(), types.get(1)),
                        type(shape, types.get(2)),
                        lhs.places('b'),
                        rhs.places('b'),
                        lhs.places('c'),
                        rhs.places('c'));
    }

    /** The dimensions of an operand, some of which are drawn to stand in any order. */
    private static final class Operand {
        private record Dimension(char role, int number, long size) {}

        private final List<Dimension> dimensions = new ArrayList<>();

        Operand(List<Long> batch, List<Long> free, List<Long> contracted, Random random) {
            add('b', batch);
            add('f', free);
            add('c', contracted);
            if (random.nextBoolean()) {
                Collections.shuffle(dimensions, random);
            }
        }

        private void add(char role, List<Long> sizes) {
            for (int i = 0; i < sizes.size(); i++) {
                dimensions.add(new Dimension(role, i, sizes.get(i)));
            }
        }

        List<Long> sizes() {
            return dimensions.stream().map(Dimension::size).toList();
        }

        List<Long> inOrder(char role) {
            return dimensions.stream()
                    .filter(dimension -> dimension.role == role)
                    .map(Dimension::size)
                    .toList();
        }

        /** Where the dimensions of a role stand, by number. */
        List<Integer> places(char role) {
            var places = new ArrayList<Integer>();
            for (int number = 0; number < dimensions.size(); number++) {
                for (int i = 0; i < dimensions.size(); i++) {
                    if (dimensions.get(i).role == role && dimensions.get(i).number == number) {
                        places.add(i);
                    }
                }
            }
            return places;
        }
    }

    private static List<Long> sizes(int count, int candidates, Random random) {
        return random.ints(count, 0, candidates)
                .mapToObj(i -> i == 0 && random.nextInt(4) > 0 ? 19L : SIZES.get(i))
                .toList();
    }

    private static long product(List<Long> sizes) {
        return sizes.stream().reduce(1L, (x, y) -> x * y);
    }

    private static String type(List<Long> shape, String element) {
        return "tensor<" + shape.stream().map(size -> size + "x").collect(Collectors.joining()) + element + ">";
    }

    private static List<byte[]> inputs(String text, Random random) {
        var inputs = new ArrayList<byte[]>();
        boolean special = random.nextInt(4) == 0;
        for (var argument : TextParser.parse(text, "test.mlir").entry().body().arguments()) {
            var type = argument.tensorType();
            inputs.add(
                    type.elementType() instanceof ScalarType scalar && scalar.isFloat()
                            ? values(type, ignored -> number(special, random))
                            : bytes(type, random));
        }
        return inputs;
    }

    private static double number(boolean special, Random random) {
        return special && random.nextInt(200) == 0
                ? List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .get(random.nextInt(3))
                : random.nextInt(9) - 4;
    }

    private interface Values {
        double next(int index);
    }

    private static byte[] values(TensorType type, Values values) {
        var format = FloatFormat.of((ScalarType) type.elementType());
        int width = type.elementType().byteWidth();
        var bytes = new byte[Math.toIntExact(type.elementCount() * width)];
        for (int i = 0; i < bytes.length; i += width) {
            put(bytes, i, width, format.encode(values.next(i / width)));
        }
        return bytes;
    }

    /** Integers of all sizes, or the parts of complex numbers. */
    private static byte[] bytes(TensorType type, Random random) {
        int width = type.elementType().byteWidth();
        var bytes = new byte[Math.toIntExact(type.elementCount() * width)];
        for (int i = 0; i < bytes.length; i += width) {
            if (type.elementType() instanceof ScalarType scalar) {
                int unused = Long.SIZE - scalar.bitWidth();
                long bits = random.nextLong();
                put(
                        bytes,
                        i,
                        width,
                        scalar.kind() == ScalarType.Kind.SIGNED ? bits << unused >> unused : bits << unused >>> unused);
            } else {
                put(bytes, i, width / 2, Float.floatToIntBits(random.nextInt(9) - 4));
                put(bytes, i + width / 2, width / 2, Float.floatToIntBits(random.nextInt(9) - 4));
            }
        }
        return bytes;
    }

    private static void put(byte[] bytes, int at, int width, long bits) {
        for (int b = 0; b < width; b++) {
            bytes[at + b] = (byte) (bits >>> (Byte.SIZE * b));
        }
    }

    private static void compare(String text, List<byte[]> inputs) throws InterruptedException {
        var type = TextParser.parse(text, "test.mlir")
                .entry()
                .body()
                .results()
                .getFirst()
                .tensorType();
        var expected = run(REFERENCE, text, inputs);
        var actual = run(CPU, text, inputs);
        boolean isFloat = type.elementType() instanceof ScalarType scalar && scalar.isFloat();
        assertThat(isFloat ? canonical(type, actual) : actual)
                .as("seed %d, of%n%s", SEED, text)
                .isEqualTo(isFloat ? canonical(type, expected) : expected);
    }

    /** With one NaN for all, and one zero. */
    private static byte[] canonical(TensorType type, byte[] bytes) {
        var format = FloatFormat.of((ScalarType) type.elementType());
        int width = type.elementType().byteWidth();
        return values(type, index -> {
            long bits = 0;
            for (int b = width - 1; b >= 0; b--) {
                bits = bits << Byte.SIZE | (bytes[index * width + b] & 0xFF);
            }
            double value = format.decode(bits);
            return Double.isNaN(value) ? Double.NaN : value + 0.0;
        });
    }

    private static byte[] run(Client client, String text, List<byte[]> inputs) throws InterruptedException {
        var module = TextParser.parse(text, "test.mlir");
        var executable = client.compile(module, CompileOptions.onDevice(0));
        var device = client.devices().getFirst();
        var buffers = new ArrayList<Buffer>();
        for (int i = 0; i < inputs.size(); i++) {
            var type = module.entry().body().arguments().get(i).tensorType();
            buffers.add(device.copyOf(type, MemorySegment.ofArray(inputs.get(i))));
        }
        var result = executable.execute(buffers).getFirst();
        var bytes = result.<byte[]>read(segment -> segment.toArray(ValueLayout.JAVA_BYTE));
        result.close();
        buffers.forEach(Buffer::close);
        return bytes;
    }
}
