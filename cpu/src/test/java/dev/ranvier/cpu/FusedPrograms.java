package dev.ranvier.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random programs of elementwise ops, broadcasts, reductions and moves over tensors of one shape, what is left of it when it is
 * reduced, and what it becomes in another order, with several results.
 */
final class FusedPrograms {
    private record Value(String name, List<Long> shape) {}

    private final Random random;
    private final String element;
    private final StringBuilder text = new StringBuilder();
    private final List<Value> values = new ArrayList<>();
    private int names;

    private FusedPrograms(Random random, String element) {
        this.random = random;
        this.element = element;
    }

    /** A program of about {@code size} ops on integers, whose results are exact, or on floats. */
    static String program(Random random, boolean isExact, int size) {
        return new FusedPrograms(random, isExact ? "i32" : "f32").write(size);
    }

    private String write(int size) {
        var shape = new ArrayList<Long>();
        int rank = 1 + random.nextInt(4);
        for (int d = 0; d < rank; d++) {
            shape.add(choose(1L, 2L, 3L, 5L, 8L, d == rank - 1 ? 67L : 4L, d == rank - 1 ? 16L : 7L));
        }
        if (random.nextInt(20) == 0) {
            shape.set(random.nextInt(rank), 0L);
        }
        int arguments = 1 + random.nextInt(3);
        for (int i = 0; i < arguments; i++) {
            values.add(new Value("%a" + i, random.nextInt(4) == 0 ? suffix(shape) : List.copyOf(shape)));
        }
        var header = values.stream()
                .map(value -> value.name() + ": " + type(value.shape()))
                .collect(Collectors.joining(", "));
        for (int i = 0; i < size; i++) {
            step();
        }
        var results = new ArrayList<Value>();
        results.add(values.getLast());
        for (int i = random.nextInt(4); i > 0; i--) {
            results.add(any());
        }
        var types = results.stream().map(value -> type(value.shape())).collect(Collectors.joining(", "));
        var names = results.stream().map(Value::name).collect(Collectors.joining(", "));
        return "func.func @main(%s) -> (%s) {\n%s  return %s : %s\n}".formatted(header, types, text, names, types);
    }

    @SafeVarargs
    private final <T> T choose(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static List<Long> suffix(List<Long> shape) {
        return List.copyOf(shape.subList(shape.size() / 2, shape.size()));
    }

    /** Late values are likelier, so that ops depend on each other. */
    private Value any() {
        int from = random.nextInt(3) == 0 ? 0 : Math.max(0, values.size() - 4);
        return values.get(random.nextInt(from, values.size()));
    }

    private Value anyOf(List<Long> shape) {
        var fitting =
                values.stream().filter(value -> value.shape().equals(shape)).toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private String type(List<Long> shape) {
        return shape.stream().map(size -> size + "x").collect(Collectors.joining("", "tensor<", element + ">"));
    }

    private Value emit(List<Long> shape, String op) {
        var value = new Value("%v" + names++, List.copyOf(shape));
        text.append("  ").append(value.name()).append(" = ").append(op).append('\n');
        values.add(value);
        return value;
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> binary();
            case 4 -> unary();
            case 5, 6 -> reduce();
            case 7, 8 -> spread();
            case 9 -> select();
            case 10 -> move();
            default -> reshape();
        }
    }

    private void binary() {
        var x = any();
        var y = anyOf(x.shape());
        var op = element.equals("i32")
                ? choose("add", "subtract", "multiply", "maximum", "minimum", "xor")
                : choose("add", "subtract", "maximum", "minimum");
        emit(x.shape(), "stablehlo.%s %s, %s : %s".formatted(op, x.name(), y.name(), type(x.shape())));
    }

    private void unary() {
        var x = any();
        var op = element.equals("i32") ? choose("negate", "abs", "not") : choose("negate", "abs", "tanh", "logistic");
        emit(x.shape(), "stablehlo.%s %s : %s".formatted(op, x.name(), type(x.shape())));
    }

    private void select() {
        var x = any();
        var y = anyOf(x.shape());
        var mask = type(x.shape()).replace(element, "i1");
        var condition = "%m" + names++;
        var full = type(x.shape());
        text.append("  %s = stablehlo.compare LT, %s, %s : (%s, %s) -> %s\n"
                .formatted(condition, x.name(), y.name(), full, full, mask));
        emit(
                x.shape(),
                "stablehlo.select %s, %s, %s : %s, %s"
                        .formatted(condition, x.name(), anyOf(x.shape()).name(), mask, type(x.shape())));
    }

    private void reduce() {
        var x = any();
        if (x.shape().isEmpty()) {
            return;
        }
        var dimensions = new TreeSet<Integer>();
        int rank = x.shape().size();
        switch (random.nextInt(4)) {
            case 0 -> dimensions.add(rank - 1);
            case 1 -> dimensions.add(0);
            case 2 -> IntStream.range(random.nextInt(rank), rank).forEach(dimensions::add);
            default ->
                IntStream.range(0, rank).filter(_ -> random.nextBoolean()).forEach(dimensions::add);
        }
        var kept = new ArrayList<Long>();
        for (int d = 0; d < rank; d++) {
            if (!dimensions.contains(d)) {
                kept.add(x.shape().get(d));
            }
        }
        var op = element.equals("i32")
                ? choose("add", "maximum", "minimum", "and", "or", "xor", "multiply")
                : choose("add", "maximum", "minimum");
        var initial = "%c" + names++;
        text.append("  %s = stablehlo.constant dense<%s> : %s\n"
                .formatted(initial, element.equals("i32") ? "3" : "0.5", type(List.of())));
        emit(
                kept,
                "stablehlo.reduce(%s init: %s) applies stablehlo.%s across dimensions = %s : (%s, %s) -> %s"
                        .formatted(x.name(), initial, op, dimensions, type(x.shape()), type(List.of()), type(kept)));
    }

    /** A value of fewer dimensions broadcast to the shape of another. */
    private void spread() {
        var small = any();
        var large = any();
        var dimensions = new ArrayList<Integer>();
        int next = 0;
        for (long size : small.shape()) {
            while (next < large.shape().size() && large.shape().get(next) != size) {
                next++;
            }
            if (next == large.shape().size()) {
                return;
            }
            dimensions.add(next++);
        }
        emit(
                large.shape(),
                "stablehlo.broadcast_in_dim %s, dims = %s : (%s) -> %s"
                        .formatted(small.name(), dimensions, type(small.shape()), type(large.shape())));
    }

    private void move() {
        var x = any();
        int rank = x.shape().size();
        if (rank == 0) {
            return;
        }
        var shape = new ArrayList<>(x.shape());
        int d = random.nextInt(rank);
        if (random.nextBoolean() || x.shape().get(d) < 2) {
            var permutation = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
            Collections.shuffle(permutation, random);
            permutation.forEach(
                    from -> shape.set(permutation.indexOf(from), x.shape().get(from)));
            emit(
                    shape,
                    "stablehlo.transpose %s, dims = %s : (%s) -> %s"
                            .formatted(x.name(), permutation, type(x.shape()), type(shape)));
            return;
        }
        var half = new long[rank][];
        for (int i = 0; i < rank; i++) {
            half[i] = new long[] {0, x.shape().get(i)};
        }
        half[d][0] = 1;
        shape.set(d, x.shape().get(d) - 1);
        var ranges = Arrays.stream(half).map(range -> range[0] + ":" + range[1]).collect(Collectors.joining(", "));
        var cut = emit(
                shape,
                "stablehlo.slice %s [%s] : (%s) -> %s".formatted(x.name(), ranges, type(x.shape()), type(shape)));
        var first = new ArrayList<>(shape);
        first.set(d, 1L);
        half[d] = new long[] {0, 1};
        ranges = Arrays.stream(half).map(range -> range[0] + ":" + range[1]).collect(Collectors.joining(", "));
        var rest = emit(
                first,
                "stablehlo.slice %s [%s] : (%s) -> %s".formatted(x.name(), ranges, type(x.shape()), type(first)));
        emit(
                x.shape(),
                "stablehlo.concatenate %s, %s, dim = %d : (%s, %s) -> %s"
                        .formatted(cut.name(), rest.name(), d, type(shape), type(first), type(x.shape())));
    }

    private void reshape() {
        var x = any();
        var shape = new ArrayList<>(x.shape());
        if (shape.size() > 1 && random.nextBoolean()) {
            int d = random.nextInt(shape.size() - 1);
            shape.set(d, shape.get(d) * shape.remove(d + 1));
        } else if (shape.size() < 5) {
            shape.add(random.nextInt(shape.size() + 1), 1L);
        } else {
            return;
        }
        emit(shape, "stablehlo.reshape %s : (%s) -> %s".formatted(x.name(), type(x.shape()), type(shape)));
    }
}
