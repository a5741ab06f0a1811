package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs on sharded matrices give on CPU devices, each with its part, what the reference device computes of the
 * whole. Elements are integers, so that no order of sums shows.
 */
final class RandomShardingsTest {
    private static final long FIRST = Long.getLong("ranvier.seed", 42);
    private static final int COUNT = Integer.getInteger("ranvier.seeds", 200);
    private static final int DEVICES = 8;
    private static final long MEMORY = 1L << 28;
    private static final Client CPU = Client.open(new ClientOptions("cpu", DEVICES, 2, MEMORY));
    private static final Client REFERENCE = Client.open(new ClientOptions("reference", DEVICES, 2, MEMORY));

    private static final List<String> MESHES = List.of(
            "[\"x\"=4, \"y\"=2]",
            "[\"x\"=2, \"y\"=2, \"z\"=2]",
            "[\"x\"=8]",
            "[\"x\"=2, \"y\"=4], device_ids=[3, 1, 4, 0, 5, 7, 2, 6]");

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreeWithTheReference(long seed) throws InterruptedException {
        var program = new Program(new Random(seed)).text();
        assertThat(run(CPU, program))
                .as(() -> "-Dranvier.seed=" + seed + " -Dranvier.seeds=1\n" + program)
                .isEqualTo(run(REFERENCE, program));
    }

    /** A program that goes on from matrices to others, one op at a time. */
    private static final class Program {
        private static final int[] SIZES = {1, 2, 4, 6, 8, 16};

        private final Random random;
        private final String mesh;
        private final List<String> axes;
        private final StringBuilder body = new StringBuilder();
        private final List<int[]> shapes = new ArrayList<>();

        Program(Random random) {
            this.random = random;
            this.mesh = MESHES.get(random.nextInt(MESHES.size()));
            this.axes = mesh.lines()
                    .flatMap(line -> Arrays.stream(line.split("\"")))
                    .filter(word -> word.length() == 1 && Character.isLetter(word.charAt(0)))
                    .toList();
        }

        String text() {
            int arguments = 1 + random.nextInt(3);
            for (int i = 0; i < arguments; i++) {
                shapes.add(new int[] {size(), size()});
            }
            var types = IntStream.range(0, arguments)
                    .mapToObj(i -> "%" + i + ": " + type(shapes.get(i)) + sharded(shapes.get(i)))
                    .collect(Collectors.joining(", "));
            int steps = 1 + random.nextInt(8);
            for (int i = 0; i < steps; i++) {
                step();
            }
            int last = shapes.size() - 1;
            int other = random.nextInt(shapes.size());
            return "sdy.mesh @mesh = <" + mesh + ">\nfunc.func @main(" + types + ") -> ("
                    + type(shapes.get(last)) + sharded(shapes.get(last)) + ", "
                    + type(shapes.get(other)) + sharded(shapes.get(other)) + ") {\n" + body + "  return %" + last
                    + ", %"
                    + other + " : " + type(shapes.get(last)) + ", " + type(shapes.get(other)) + "\n}\n";
        }

        private int size() {
            return SIZES[random.nextInt(SIZES.length)];
        }

        private static String type(int... shape) {
            return "tensor<" + Arrays.stream(shape).mapToObj(size -> size + "x").collect(Collectors.joining()) + "i32>";
        }

        private String sharded(int... shape) {
            return random.nextInt(4) == 0 ? "" : " {sdy.sharding = #sdy.sharding<@mesh, " + dimensions(shape) + ">}";
        }

        /** Random axes for dimensions, such that the parts are equal. */
        private String dimensions(int... shape) {
            var free = new ArrayList<>(axes);
            Collections.shuffle(free, random);
            var dimensions = new ArrayList<String>();
            for (int size : shape) {
                var own = new ArrayList<String>();
                int parts = 1;
                while (!free.isEmpty() && random.nextBoolean() && size % (parts * extent(free.getFirst())) == 0) {
                    parts *= extent(free.getFirst());
                    own.add('"' + free.removeFirst() + '"');
                }
                dimensions.add("{" + String.join(", ", own) + "}");
            }
            return "[" + String.join(", ", dimensions) + "]";
        }

        private int extent(String axis) {
            int at = mesh.indexOf("\"" + axis + "\"=") + 4;
            return mesh.charAt(at) - '0';
        }

        private void add(String op, int... shape) {
            body.append("  %").append(shapes.size()).append(" = ").append(op).append('\n');
            shapes.add(shape);
        }

        private void step() {
            int x = random.nextInt(shapes.size());
            int rows = shapes.get(x)[0];
            int columns = shapes.get(x)[1];
            var type = type(rows, columns);
            int y = IntStream.range(0, shapes.size())
                    .filter(i -> Arrays.equals(shapes.get(i), shapes.get(x)))
                    .skip(random.nextInt(2))
                    .findFirst()
                    .orElse(x);
            switch (random.nextInt(14)) {
                case 0 -> add("stablehlo.add %" + x + ", %" + y + " : " + type, rows, columns);
                case 1 -> add("stablehlo.multiply %" + x + ", %" + y + " : " + type, rows, columns);
                case 2 ->
                    add(
                            "stablehlo.transpose %" + x + ", dims = [1, 0] : (" + type + ") -> " + type(columns, rows),
                            columns,
                            rows);
                case 3 ->
                    add(
                            "stablehlo.dot_general %" + x + ", %" + y + ", contracting_dims = [1] x [1] : (" + type
                                    + ", " + type + ") -> " + type(rows, rows),
                            rows,
                            rows);
                case 4 ->
                    add(
                            "stablehlo.dot_general %" + x + ", %" + y + ", contracting_dims = [0] x [0] : (" + type
                                    + ", " + type + ") -> " + type(columns, columns),
                            columns,
                            columns);
                case 5 -> reshape(x, rows, columns);
                case 6, 7, 8 ->
                    add(
                            "sdy.sharding_constraint %" + x + " <@mesh, " + dimensions(rows, columns) + "> : " + type,
                            rows,
                            columns);
                case 9 -> reduce(x, rows, columns, random.nextInt(2), random.nextBoolean() ? "add" : "maximum");
                case 10 ->
                    add(
                            "stablehlo.concatenate %" + x + ", %" + y + ", dim = 0 : (" + type + ", " + type + ") -> "
                                    + type(2 * rows, columns),
                            2 * rows,
                            columns);
                case 11 ->
                    add(
                            "stablehlo.slice %" + x + " [0:" + (rows + 1) / 2 + ", 0:" + columns + "] : (" + type
                                    + ") -> " + type((rows + 1) / 2, columns),
                            (rows + 1) / 2,
                            columns);
                case 12 -> add("stablehlo.iota dim = " + random.nextInt(2) + " : " + type, rows, columns);
                default -> loop(x, rows, columns);
            }
        }

        private void reshape(int x, int rows, int columns) {
            int count = rows * columns;
            int first = size();
            if (count % first == 0) {
                add(
                        "stablehlo.reshape %" + x + " : (" + type(rows, columns) + ") -> " + type(first, count / first),
                        first,
                        count / first);
            }
        }

        private void reduce(int x, int rows, int columns, int dimension, String combination) {
            int kept = dimension == 0 ? columns : rows;
            var name = "r" + shapes.size();
            body.append("  %")
                    .append(name)
                    .append("i = stablehlo.constant dense<")
                    .append(combination.equals("add") ? "0" : "-2147483648")
                    .append("> : tensor<i32>\n");
            body.append("  %")
                    .append(name)
                    .append(" = stablehlo.reduce(%")
                    .append(x)
                    .append(" init: %")
                    .append(name)
                    .append("i) applies stablehlo.")
                    .append(combination)
                    .append(" across dimensions = [")
                    .append(dimension)
                    .append("] : (")
                    .append(type(rows, columns))
                    .append(", tensor<i32>) -> ")
                    .append(type(kept))
                    .append('\n');
            add(
                    "stablehlo.broadcast_in_dim %" + name + ", dims = [" + (1 - dimension) + "] : (" + type(kept)
                            + ") -> " + type(rows, columns),
                    rows,
                    columns);
        }

        private void loop(int x, int rows, int columns) {
            var type = type(rows, columns);
            var n = "l" + shapes.size();
            body.append(
                    """
                      %NAMEz = stablehlo.constant dense<0> : tensor<i32>
                      %NAME:2 = stablehlo.while(%NAMEi = %NAMEz, %NAMEv = %VALUE) : tensor<i32>, TYPE
                        cond {
                          %NAMEt = stablehlo.constant dense<3> : tensor<i32>
                          %NAMEc = stablehlo.compare LT, %NAMEi, %NAMEt : (tensor<i32>, tensor<i32>) -> tensor<i1>
                          stablehlo.return %NAMEc : tensor<i1>
                        } do {
                          %NAMEo = stablehlo.constant dense<1> : tensor<i32>
                          %NAMEn = stablehlo.add %NAMEi, %NAMEo : tensor<i32>
                          %NAMEw = stablehlo.add %NAMEv, %VALUE : TYPE
                          stablehlo.return %NAMEn, %NAMEw : tensor<i32>, TYPE
                        }
                    """.replace("NAME", n).replace("VALUE", Integer.toString(x)).replace("TYPE", type));
            add("stablehlo.negate %" + n + "#1 : " + type, rows, columns);
        }
    }

    /** The results of each device, one after the other. */
    private static List<String> run(Client client, String program) throws InterruptedException {
        var executable = client.compile(TextParser.parse(program, "test.mlir"), CompileOptions.partitioned(DEVICES));
        var arguments = new ArrayList<List<Buffer>>();
        for (int device = 0; device < DEVICES; device++) {
            var own = new ArrayList<Buffer>();
            for (var parameter : executable.signature().parameters()) {
                var numbers = part(parameter.sharding(), parameter.type().shape(), device);
                own.add(executable.devices().get(device).copyOf(parameter.type(), MemorySegment.ofArray(numbers)));
            }
            arguments.add(own);
        }
        var results = new ArrayList<String>();
        for (var ofDevice : executable.execute(arguments, Set.of()).buffers()) {
            for (var buffer : ofDevice) {
                var numbers = new int[(int) buffer.type().elementCount()];
                buffer.copyTo(MemorySegment.ofArray(numbers));
                results.add(buffer.type() + Arrays.toString(numbers));
                buffer.close();
            }
        }
        arguments.forEach(own -> own.forEach(Buffer::close));
        return results;
    }

    /** A device's part of a matrix whose elements are numbers that follow from their places. */
    private static int[] part(Sharding sharding, long[] shape, int device) {
        long row = 0;
        long column = 0;
        if (sharding instanceof Sharding.Tiled tiled) {
            int place = tiled.devices().indexOf(device);
            long tile = place / tiled.copies() / tiled.partials();
            row = tile / tiled.tiles().get(1) * shape[0];
            column = tile % tiled.tiles().get(1) * shape[1];
        }
        var elements = new int[(int) (shape[0] * shape[1])];
        for (int i = 0; i < elements.length; i++) {
            long at = (row + i / shape[1]) * 31 + column + i % shape[1];
            elements[i] = (int) (at * 2654435761L % 19) - 9;
        }
        return elements;
    }
}
