package dev.ranvier.cpu.lower;

import dev.ranvier.stablehlo.Int64Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Random programs around convolutions of tensors of batch, features and places, on small integers as numbers: every order
 * of sums gives the same.
 */
@SuppressWarnings("AnnotateFormatMethod") // The annotation would cost a dependency.
final class FeaturesFirstPrograms {
    private record Value(String name, Int64Array dimensions) {
        long[] shape() {
            return dimensions.toArray();
        }

        String type() {
            return FeaturesFirstPrograms.type(shape());
        }
    }

    private final Random random;
    private final int places;
    private final List<Value> arguments = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final List<Value> results = new ArrayList<>();
    private final StringBuilder text = new StringBuilder("  %zero = stablehlo.constant dense<0.0> : tensor<f32>\n");
    private int names;

    private FeaturesFirstPrograms(Random random) {
        this.random = random;
        this.places = 1 + random.nextInt(2);
    }

    static String program(Random random) {
        return new FeaturesFirstPrograms(random).write();
    }

    private String write() {
        var shape = new long[places + 2];
        shape[0] = 1L + random.nextInt(3);
        shape[1] = 1L + random.nextInt(20);
        for (int i = 0; i < places; i++) {
            shape[i + 2] = 6L + random.nextInt(9);
        }
        values.add(argument(shape));
        convolution(values.getFirst());
        for (int i = random.nextInt(12); i > 0; i--) {
            step(values.get(random.nextInt(Math.max(0, values.size() - 3), values.size())));
        }
        results.add(values.getLast());
        var header = arguments.stream()
                .map(value -> value.name() + ": " + value.type())
                .collect(Collectors.joining(", "));
        var types = results.stream().map(Value::type).collect(Collectors.joining(", "));
        var named = results.stream().map(Value::name).collect(Collectors.joining(", "));
        return "func.func @main(%s) -> (%s) {\n%s  return %s : %s\n}".formatted(header, types, text, named, types);
    }

    private void step(Value x) {
        switch (random.nextInt(12)) {
            case 0, 1 -> convolution(x);
            case 2 -> values.add(emit(x.shape(), "stablehlo.abs %s : %s", x.name(), x.type()));
            case 3 -> bias(x);
            case 4 -> values.add(emit(x.shape(), "stablehlo.add %s, %s : %s", x.name(), like(x).name(), x.type()));
            case 5 -> pooled(x);
            case 6 -> padded(x);
            case 7 -> concatenated(x);
            case 8 -> sliced(x);
            case 9 -> excited(x);
            case 10 -> moved(x);
            case 11 -> reduced(x);
            default -> throw new AssertionError();
        }
    }

    // Values

    private static String type(long... shape) {
        return LongStream.of(shape).mapToObj(size -> size + "x").collect(Collectors.joining("", "tensor<", "f32>"));
    }

    private Value argument(long... shape) {
        var made = new Value("%a" + arguments.size(), Int64Array.of(shape));
        arguments.add(made);
        return made;
    }

    private Value emit(long[] shape, String form, Object... operands) {
        var made = new Value("%v" + names++, Int64Array.of(shape));
        text.append("  ")
                .append(made.name())
                .append(" = ")
                .append(form.formatted(operands))
                .append('\n');
        return made;
    }

    private Value like(Value x) {
        var alike =
                values.stream().filter(value -> value.type().equals(x.type())).toList();
        return random.nextInt(4) == 0 ? argument(x.shape()) : alike.get(random.nextInt(alike.size()));
    }

    /** A list with {@code first} and {@code second} for batch and features, and {@code each} for all places. */
    private String list(String first, String second, String each) {
        return LongStream.range(0, places)
                .mapToObj(_ -> each)
                .collect(Collectors.joining(", ", "[" + first + ", " + second + ", ", "]"))
                .replace("[, , ", "[");
    }

    // Ops

    private void convolution(Value x) {
        boolean isGrouped = x.shape()[1] % 2 == 0 && random.nextInt(3) == 0;
        long groups = isGrouped ? random.nextBoolean() ? x.shape()[1] : 2 : 1;
        long features = groups * (1 + random.nextInt(groups == 1 ? 24 : 6));
        long window = random.nextBoolean() ? 3 : 1;
        long stride = 1L + random.nextInt(2);
        var kernel = x.shape();
        var shape = x.shape();
        kernel[0] = features;
        kernel[1] = x.shape()[1] / groups;
        shape[1] = features;
        for (int i = 2; i < shape.length; i++) {
            kernel[i] = window;
            shape[i] = (shape[i] + window / 2 * 2 - window) / stride + 1;
        }
        var weights = argument(kernel);
        var spatial = places == 1 ? "0" : "0, 1";
        values.add(emit(
                shape,
                """
                stablehlo.convolution(%s, %s) dim_numbers = [b, f, %s]x[o, i, %s]->[b, f, %s],
                    window = {stride = %s, pad = %s} {batch_group_count = 1 : i64, feature_group_count = %d : i64}
                    : (%s, %s) -> %s""",
                x.name(),
                weights.name(),
                spatial,
                spatial,
                spatial,
                list("", "", String.valueOf(stride)),
                list("", "", "[%1$d, %1$d]".formatted(window / 2)),
                groups,
                x.type(),
                weights.type(),
                type(shape)));
        if (groups == 1 && stride == 1 && random.nextInt(3) == 0) {
            gradient(x, shape, kernel, window / 2);
        }
    }

    /** What a gradient of a convolution's result says of its kernel. */
    private void gradient(Value x, long[] shape, long[] kernel, long padding) {
        var gradient = argument(shape);
        var spatial = places == 1 ? "0" : "0, 1";
        results.add(emit(
                kernel,
                """
                stablehlo.convolution(%s, %s) dim_numbers = [f, b, %s]x[i, o, %s]->[f, b, %s], window = {pad = %s}
                    {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (%s, %s) -> %s""",
                x.name(),
                gradient.name(),
                spatial,
                spatial,
                spatial,
                list("", "", "[%1$d, %1$d]".formatted(padding)),
                x.type(),
                gradient.type(),
                type(kernel)));
    }

    private void bias(Value x) {
        var bias = argument(x.shape()[1]);
        var spread = emit(
                x.shape(),
                "stablehlo.broadcast_in_dim %s, dims = [1] : (%s) -> %s",
                bias.name(),
                bias.type(),
                x.type());
        values.add(emit(x.shape(), "stablehlo.subtract %s, %s : %s", x.name(), spread.name(), x.type()));
    }

    private void pooled(Value x) {
        var shape = x.shape();
        for (int i = 2; i < shape.length; i++) {
            shape[i] = (shape[i] - 1) / 2 + 1;
        }
        values.add(emit(
                shape,
                """
                "stablehlo.reduce_window"(%s, %%zero) <{window_dimensions = array<i64: %s>,
                    window_strides = array<i64: %s>, padding = dense<%s> : tensor<%dx2xi64>}> ({
                  ^bb0(%%x: tensor<f32>, %%y: tensor<f32>):
                    %%z = stablehlo.maximum %%x, %%y : tensor<f32>
                    stablehlo.return %%z : tensor<f32>
                  }) : (%s, tensor<f32>) -> %s""",
                x.name(),
                list("1", "1", "3").replaceAll("[\\[\\]]", ""),
                list("1", "1", "2").replaceAll("[\\[\\]]", ""),
                list("[0, 0]", "[0, 0]", "[1, 1]"),
                shape.length,
                x.type(),
                type(shape)));
    }

    private void padded(Value x) {
        var shape = x.shape();
        shape[1] += 2;
        for (int i = 2; i < shape.length; i++) {
            shape[i] += 1;
        }
        values.add(emit(
                shape,
                "stablehlo.pad %s, %%zero, low = %s, high = %s, interior = %s : (%s, tensor<f32>) -> %s",
                x.name(),
                list("0", "2", "-1"),
                list("0", "0", "2"),
                list("0", "0", "0"),
                x.type(),
                type(shape)));
    }

    private void concatenated(Value x) {
        var other = like(x);
        int dimension = random.nextInt(x.shape().length);
        var shape = x.shape();
        shape[dimension] *= 2;
        values.add(emit(
                shape,
                "stablehlo.concatenate %s, %s, dim = %d : (%s, %s) -> %s",
                x.name(),
                other.name(),
                dimension,
                x.type(),
                other.type(),
                type(shape)));
    }

    private void sliced(Value x) {
        var shape = x.shape();
        shape[1] = (shape[1] + 1) / 2;
        var ranges = new ArrayList<String>();
        for (int d = 0; d < shape.length; d++) {
            ranges.add("0:" + x.shape()[d] + (d == 1 ? ":2" : ""));
        }
        values.add(emit(shape, "stablehlo.slice %s %s : (%s) -> %s", x.name(), ranges, x.type(), type(shape)));
    }

    /** Each feature by what all its places say of it. */
    private void excited(Value x) {
        var sums = reduce(x, x.shape()[0], x.shape()[1], 2);
        boolean isKept = random.nextBoolean();
        var kept = x.shape();
        Arrays.fill(kept, 2, kept.length, 1);
        var all = LongStream.range(0, kept.length).boxed().toList();
        var from =
                isKept ? emit(kept, "stablehlo.reshape %s : (%s) -> %s", sums.name(), sums.type(), type(kept)) : sums;
        var signs = emit(from.shape(), "stablehlo.sign %s : %s", from.name(), from.type());
        var spread = emit(
                x.shape(),
                "stablehlo.broadcast_in_dim %s, dims = %s : (%s) -> %s",
                signs.name(),
                isKept ? all : List.of(0, 1),
                signs.type(),
                x.type());
        values.add(emit(x.shape(), "stablehlo.multiply %s, %s : %s", x.name(), spread.name(), x.type()));
    }

    private Value reduce(Value x, long batch, long features, int first) {
        var dimensions = LongStream.range(first, x.shape().length).boxed().toList();
        return emit(
                first == 2 ? new long[] {batch, features} : new long[] {batch},
                "stablehlo.reduce(%s init: %%zero) applies stablehlo.add across dimensions = %s : (%s, tensor<f32>) -> %s",
                x.name(),
                dimensions,
                x.type(),
                first == 2 ? type(batch, features) : type(batch));
    }

    private void reduced(Value x) {
        if (random.nextBoolean()) {
            results.add(reduce(x, x.shape()[0], x.shape()[1], 1 + random.nextInt(2)));
            return;
        }
        var kept = LongStream.of(x.shape()).limit(x.shape().length - 1L).toArray();
        results.add(emit(
                kept,
                "stablehlo.reduce(%s init: %%zero) applies stablehlo.maximum across dimensions = [%d] : (%s, tensor<f32>) -> %s",
                x.name(),
                kept.length,
                x.type(),
                type(kept)));
    }

    /** Places as one dimension, and features behind them. */
    private void moved(Value x) {
        long count = LongStream.of(x.shape()).skip(2).reduce(1, (a, b) -> a * b);
        var flat = new Value("", Int64Array.of(x.shape()[0], x.shape()[1], count));
        var merged = emit(flat.shape(), "stablehlo.reshape %s : (%s) -> %s", x.name(), x.type(), flat.type());
        var last = new long[] {x.shape()[0], count, x.shape()[1]};
        var moved = emit(
                last, "stablehlo.transpose %s, dims = [0, 2, 1] : (%s) -> %s", merged.name(), flat.type(), type(last));
        results.add(emit(last, "stablehlo.negate %s : %s", moved.name(), type(last)));
    }
}
