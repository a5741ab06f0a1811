package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Normalisation by mean and variance. Statistics of narrow floats are computed in {@code f32}. */
final class NormalizationOps {
    private NormalizationOps() {}

    static void add(OpTable table) {
        table.add("aten.layer_norm.default", call -> layerNorm(call).getFirst());
        table.addAll("aten.native_layer_norm.default", NormalizationOps::layerNorm);
        table.add(
                "aten.group_norm.default",
                call -> groupNorm(call, call.integer("num_groups")).getFirst());
        table.addAll("aten.native_group_norm.default", call -> groupNorm(call, call.integer("group")));
        table.add("aten.rms_norm.default", call -> rmsNorm(call).getFirst());
        table.addAll("aten._fused_rms_norm.default", NormalizationOps::rmsNorm);
        table.add("aten.batch_norm.default", call -> batchNorm(call).getFirst());
        table.addAll("aten.native_batch_norm.default", NormalizationOps::batchNorm);
        table.addAll("aten._native_batch_norm_legit_no_training.default", NormalizationOps::fixedNorm);
        table.addAll("aten._native_batch_norm_legit_functional.default", NormalizationOps::functionalBatchNorm);
        table.addAll("aten._native_batch_norm_legit.no_stats", NormalizationOps::functionalBatchNorm);
        table.add("aten.instance_norm.default", NormalizationOps::instanceNorm);
        table.add("aten._weight_norm.default", call -> weightNorm(call).getFirst());
        table.addAll("aten._weight_norm_interface.default", NormalizationOps::weightNorm);
        table.addAll("aten._weight_norm_interface_backward.default", NormalizationGradients::weightNorm);
        table.addAll("aten.native_layer_norm_backward.default", NormalizationGradients::layerNorm);
    }

    private static @Nullable Value optional(Call call, String name) {
        return call.isNone(name) ? null : call.emit().wide(call.tensor(name));
    }

    /** A normalised tensor, and what it was normalised by: the reduced dimensions of size 1. */
    record Normalized(Value output, Value mean, Value reciprocal, Value variance) {
        /** Subtracts the mean and divides by the root of the variance, of {@code dimensions}. */
        static Normalized of(Emitter emit, Value x, double epsilon, int... dimensions) {
            var mean = ReductionOps.keep(emit, x, ReductionOps.mean(emit, x, dimensions), dimensions);
            var centered = emit.subtract(x, mean);
            var squares = ReductionOps.mean(emit, emit.multiply(centered, centered), dimensions);
            var variance = ReductionOps.keep(emit, x, squares, dimensions);
            var reciprocal = emit.unary(UnaryOp.Rsqrt::new, emit.add(variance, epsilon));
            return new Normalized(emit.multiply(centered, reciprocal), mean, reciprocal, variance);
        }
    }

    private static Value affine(Emitter emit, Value x, @Nullable Value weight, @Nullable Value bias) {
        var scaled = weight == null ? x : emit.multiply(x, weight);
        return bias == null ? scaled : emit.add(scaled, bias);
    }

    private static List<Value> layerNorm(Call call) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("input"));
        int rank = Emitter.rank(x);
        var dimensions = IntStream.range(rank - call.sizes("normalized_shape").size(), rank)
                .toArray();
        var normalized = Normalized.of(emit, x, call.number("eps"), dimensions);
        var output = affine(emit, normalized.output(), optional(call, "weight"), optional(call, "bias"));
        return List.of(output, normalized.mean(), normalized.reciprocal());
    }

    private static List<Value> rmsNorm(Call call) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("input"));
        int rank = Emitter.rank(x);
        var dimensions = IntStream.range(rank - call.sizes("normalized_shape").size(), rank)
                .toArray();
        var type = (ScalarType) Emitter.elementType(call.tensor("input"));
        double epsilon = call.number("eps", machineEpsilon(type));
        var squares = ReductionOps.mean(emit, emit.multiply(x, x), dimensions);
        var reciprocal =
                emit.unary(UnaryOp.Rsqrt::new, emit.add(ReductionOps.keep(emit, x, squares, dimensions), epsilon));
        return List.of(affine(emit, emit.multiply(x, reciprocal), optional(call, "weight"), null), reciprocal);
    }

    private static double machineEpsilon(ScalarType type) {
        return switch (type) {
            case F64 -> 0x1p-52;
            case BF16 -> 0x1p-7;
            case F16 -> 0x1p-10;
            default -> 0x1p-23;
        };
    }

    /** Each group of channels by itself; statistics are [batch, groups]. */
    private static List<Value> groupNorm(Call call, long groups) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("input"));
        var shape = emit.shape(x);
        var perGroup = emit.product(shape.slice(1, shape.rank()).sizes());
        var size = SizeArithmetic.divide(emit, perGroup, Size.of(groups));
        var grouped = emit.reshape(x, new Shape(List.of(shape.size(0), Size.of(groups), size)));
        var normalized = Normalized.of(emit, grouped, call.number("eps"), 2);
        var output = affine(
                emit,
                emit.reshape(normalized.output(), shape),
                perChannel(call, "weight", shape.rank()),
                perChannel(call, "bias", shape.rank()));
        var statistics = new Shape(List.of(shape.size(0), Size.of(groups)));
        return List.of(
                output, emit.reshape(normalized.mean(), statistics), emit.reshape(normalized.reciprocal(), statistics));
    }

    private static @Nullable Value perChannel(Call call, String name, int rank) {
        var vector = optional(call, name);
        return vector == null ? null : ConvolutionOps.alongChannels(call.emit(), vector, rank - 2);
    }

    /** Training normalises by the batch and moves the running statistics towards it. */
    private static List<Value> batchNorm(Call call) {
        if (!call.flag("training") && !call.isNone("running_mean")) {
            return fixedNorm(call);
        }
        var results = functionalBatchNorm(call);
        if (!call.isNone("running_mean")) {
            call.write(
                    "running_mean",
                    call.emit()
                            .convert(results.get(3), call.meta("running_mean").elementType()));
            call.write(
                    "running_var",
                    call.emit().convert(results.get(4), call.meta("running_var").elementType()));
        }
        return results.subList(0, 3);
    }

    private static List<Value> fixedNorm(Call call) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("input"));
        int rank = Emitter.rank(x);
        var reciprocal =
                emit.unary(UnaryOp.Rsqrt::new, emit.add(emit.wide(call.tensor("running_var")), call.number("eps")));
        var weight = optional(call, "weight");
        // One factor and one term for each channel, so that a convolution before can take them in.
        var factor = weight == null ? reciprocal : emit.multiply(reciprocal, weight);
        var shift = emit.multiply(emit.wide(call.tensor("running_mean")), factor);
        var bias = optional(call, "bias");
        var term = bias == null ? emit.unary(UnaryOp.Negate::new, shift) : emit.subtract(bias, shift);
        var output = affine(
                emit,
                x,
                ConvolutionOps.alongChannels(emit, factor, rank - 2),
                ConvolutionOps.alongChannels(emit, term, rank - 2));
        // The statistics that training would save are empty.
        var empty = emit.full(Shape.of(0), Emitter.elementType(x), 0);
        return List.of(output, empty, empty);
    }

    /** Output, mean, reciprocal deviation, and the new running statistics where there are any. */
    private static List<Value> functionalBatchNorm(Call call) {
        var emit = call.emit();
        var x = emit.wide(call.tensor("input"));
        int rank = Emitter.rank(x);
        boolean trains = !call.has("training") || call.flag("training");
        if (!trains && call.has("running_mean") && !call.isNone("running_mean")) {
            var fixed = fixedNorm(call);
            return List.of(
                    fixed.get(0), fixed.get(1), fixed.get(2), call.tensor("running_mean"), call.tensor("running_var"));
        }
        var dimensions = IntStream.range(0, rank).filter(i -> i != 1).toArray();
        var normalized = Normalized.of(emit, x, call.number("eps"), dimensions);
        var output =
                affine(emit, normalized.output(), perChannel(call, "weight", rank), perChannel(call, "bias", rank));
        var vector = new Shape(List.of(emit.size(x, 1)));
        var mean = emit.reshape(normalized.mean(), vector);
        var reciprocal = emit.reshape(normalized.reciprocal(), vector);
        if (!call.has("running_mean") || call.isNone("running_mean")) {
            return List.of(output, mean, reciprocal);
        }
        var count = emit.product(
                IntStream.of(dimensions).mapToObj(i -> emit.size(x, i)).toList());
        var elements = emit.convert(emit.scalar(count), Emitter.elementType(x));
        var unbiased = emit.multiply(
                emit.reshape(normalized.variance(), vector), emit.divide(elements, emit.add(elements, -1)));
        return List.of(
                output, mean, reciprocal, moved(call, "running_mean", mean), moved(call, "running_var", unbiased));
    }

    private static Value moved(Call call, String name, Value target) {
        var emit = call.emit();
        double momentum = call.number("momentum");
        return emit.add(emit.multiply(emit.wide(call.tensor(name)), 1 - momentum), emit.multiply(target, momentum));
    }

    private static Value instanceNorm(Call call) {
        var emit = call.emit();
        if (!call.flag("use_input_stats")) {
            return fixedNorm(call).getFirst();
        }
        var x = emit.wide(call.tensor("input"));
        int rank = Emitter.rank(x);
        var normalized = Normalized.of(
                emit, x, call.number("eps"), IntStream.range(2, rank).toArray());
        return affine(emit, normalized.output(), perChannel(call, "weight", rank), perChannel(call, "bias", rank));
    }

    /** The direction v at the length g, of the slices along a dimension; and their lengths. */
    private static List<Value> weightNorm(Call call) {
        var emit = call.emit();
        var v = emit.wide(call.tensor("v"));
        int kept = call.dimension("dim", Emitter.rank(v));
        var dimensions =
                IntStream.range(0, Emitter.rank(v)).filter(i -> i != kept).toArray();
        var squares = ReductionOps.sum(emit, emit.multiply(v, v), dimensions);
        var norm = emit.unary(UnaryOp.Sqrt::new, ReductionOps.keep(emit, v, squares, dimensions));
        return List.of(emit.multiply(v, emit.divide(emit.wide(call.tensor("g")), norm)), norm);
    }
}
