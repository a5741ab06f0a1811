package dev.ranvier.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs of ops that move elements, one from the other, give what the reference interpreter gives. */
final class MovesTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int PROGRAMS = Integer.getInteger("ranvier.programs", 60);
    private static final Comparison COMPARISON = new Comparison();

    @AfterAll
    static void close() {
        COMPARISON.close();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + PROGRAMS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameBits(long seed) throws InterruptedException {
        COMPARISON.compareBits(new Program(new Random(seed)).write());
    }

    /** A program of matrices of integers. */
    private static final class Program {
        private record Matrix(String name, long rows, long columns) {
            String type() {
                return "tensor<" + rows + "x" + columns + "xi32>";
            }
        }

        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private final List<Matrix> values = new ArrayList<>();

        Program(Random random) {
            this.random = random;
        }

        String write() {
            // Now and then rows that are shared by several tasks.
            long columns = random.nextInt(8) == 0 ? 16_300 + random.nextInt(200) : 1 + random.nextInt(70);
            for (int i = 0; i < 2; i++) {
                values.add(new Matrix("%a" + i, 1 + random.nextInt(4), columns + random.nextInt(20)));
            }
            var header = values.stream()
                    .map(value -> value.name() + ": " + value.type())
                    .collect(Collectors.joining(", "));
            for (int i = 2 + random.nextInt(5); i > 0; i--) {
                step();
            }
            var result = values.getLast();
            return "func.func @main(" + header + ", %p: tensor<i32>) -> " + result.type() + " {\n" + text + "  return "
                    + result.name() + " : " + result.type() + "\n}";
        }

        private Matrix any() {
            return random.nextBoolean() ? values.getLast() : values.get(random.nextInt(values.size()));
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0, 1 -> concatenate();
                case 2, 3 -> pad();
                case 4 -> slice();
                case 5 -> reverse();
                case 6 -> gather();
                default -> sumOfWindow();
            }
        }

        private void add(long rows, long columns, String op, List<Matrix> operands, String others) {
            var made = new Matrix("%" + values.size(), rows, columns);
            values.add(made);
            var types = operands.stream().map(Matrix::type).collect(Collectors.joining(", "));
            text.append("  %s = %s : (%s%s) -> %s%n".formatted(made.name(), op, types, others, made.type()));
        }

        /** Of equal rows or columns, which slices see to. */
        private void concatenate() {
            int dimension = random.nextInt(3) == 0 ? 0 : 1;
            var parts = IntStream.range(0, 2 + random.nextInt(3))
                    .mapToObj(i -> any())
                    .toList();
            long rows = parts.stream().mapToLong(Matrix::rows).min().orElseThrow();
            long columns = parts.stream().mapToLong(Matrix::columns).min().orElseThrow();
            var cut = parts.stream()
                    .map(part -> sliced(
                            part, dimension == 0 ? part.rows() : rows, dimension == 1 ? part.columns() : columns))
                    .toList();
            long allRows = dimension == 0 ? cut.stream().mapToLong(Matrix::rows).sum() : rows;
            long allColumns =
                    dimension == 1 ? cut.stream().mapToLong(Matrix::columns).sum() : columns;
            var names = cut.stream().map(Matrix::name).collect(Collectors.joining(", "));
            add(allRows, allColumns, "stablehlo.concatenate " + names + ", dim = " + dimension, cut, "");
        }

        private Matrix sliced(Matrix value, long rows, long columns) {
            if (rows == value.rows() && columns == value.columns()) {
                return value;
            }
            add(
                    rows,
                    columns,
                    "stablehlo.slice %s [0:%d, 0:%d]".formatted(value.name(), rows, columns),
                    List.of(value),
                    "");
            return values.getLast();
        }

        private void pad() {
            var value = any();
            long low = random.nextInt(24) - 4L;
            long high = random.nextInt(24) - 4L;
            long between = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
            long columns = low + high + value.columns() + between * (value.columns() - 1);
            if (columns < 1) {
                return;
            }
            int below = random.nextInt(2);
            var op = "stablehlo.pad %s, %%p, low = [%d, %d], high = [0, %d], interior = [0, %d]"
                    .formatted(value.name(), below, low, high, between);
            add(value.rows() + below, columns, op, List.of(value), ", tensor<i32>");
        }

        private void slice() {
            var value = any();
            long from = random.nextLong(value.columns());
            long to = from + 1 + random.nextLong(value.columns() - from);
            long step = 1L + random.nextInt(3);
            var op = "stablehlo.slice %s [0:%d, %d:%d:%d]".formatted(value.name(), value.rows(), from, to, step);
            add(value.rows(), Math.ceilDiv(to - from, step), op, List.of(value), "");
        }

        private void reverse() {
            var value = any();
            var op = "stablehlo.reverse %s, dims = [%d]".formatted(value.name(), random.nextInt(2));
            var made = new Matrix("%" + values.size(), value.rows(), value.columns());
            values.add(made);
            text.append("  %s = %s : %s%n".formatted(made.name(), op, made.type()));
        }

        /** Of rows. */
        private void gather() {
            var value = any();
            var indices = "%i" + values.size();
            text.append("  %s = stablehlo.constant dense<[[1], [0], [7], [-1], [2]]> : tensor<5x1xi32>%n"
                    .formatted(indices));
            var op = """
                    "stablehlo.gather"(%s, %s) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], \
                    collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, \
                    indices_are_sorted = false, slice_sizes = array<i64: 1, %d>}>""".formatted(value.name(), indices, value.columns());
            add(5, value.columns(), op, List.of(value), ", tensor<5x1xi32>");
        }

        private void sumOfWindow() {
            var value = any();
            int window = 1 + random.nextInt(3);
            int low = random.nextInt(3);
            int high = random.nextInt(3);
            long columns = value.columns() + low + high - window + 1;
            if (columns < 1) {
                return;
            }
            var op = """
                    "stablehlo.reduce_window"(%s, %%p) <{window_dimensions = array<i64: 1, %d>, \
                    padding = dense<[[0, 0], [%d, %d]]> : tensor<2x2xi64>}> ({
                      ^bb0(%%x: tensor<i32>, %%y: tensor<i32>):
                        %%s = stablehlo.add %%x, %%y : tensor<i32>
                        stablehlo.return %%s : tensor<i32>
                      })""".formatted(value.name(), window, low, high);
            add(value.rows(), columns, op, List.of(value), ", tensor<i32>");
        }
    }
}
