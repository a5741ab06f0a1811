package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that take parts, join, repeat and pad. */
final class ShapingOps {
    private ShapingOps() {}

    /**
     * A part of a tensor along a dimension.
     *
     * @param limit before which it ends
     */
    record Part(int dimension, Size start, Size limit, long step) {}

    static void add(OpTable table) {
        table.add("aten.slice.Tensor", call -> take(call, 0));
        table.add("aten.narrow.default", call -> take(call, 0));
        table.add("aten.select.int", call -> {
            var x = call.tensor("self");
            int dimension = call.dimension("dim", Emitter.rank(x));
            var index = position(call, call.size("index"), call.emit().size(x, dimension));
            return call.emit().select(x, dimension, index);
        });
        for (var op : List.of(
                "aten.split.Tensor",
                "aten.split.sizes",
                "aten.split_with_sizes.default",
                "aten.chunk.default",
                "aten.tensor_split.sections")) {
            table.addAll(
                    op,
                    call -> IntStream.range(0, call.resultCount())
                            .mapToObj(i -> take(call, i))
                            .toList());
        }
        table.addAll("aten.unbind.int", call -> {
            int dimension = part(call, call.tensor("self"), 0).dimension();
            return IntStream.range(0, call.resultCount())
                    .mapToObj(i -> call.emit().select(call.tensor("self"), dimension, Size.of(i)))
                    .toList();
        });
        table.add("aten.slice_scatter.default", call -> {
            var x = call.tensor("self");
            var part = part(call, x, 0);
            var length = SizeArithmetic.sliceLength(call.emit(), part.start(), part.limit(), part.step());
            var shape = call.emit().shape(x).with(part.dimension(), length);
            var source = call.emit().broadcast(call.operand("src", call.resultType()), shape);
            return replace(call.emit(), x, source, part.dimension(), part.start(), part.step());
        });
        table.add("aten.select_scatter.default", call -> {
            var x = call.tensor("self");
            int dimension = call.dimension("dim", Emitter.rank(x));
            var index = position(call, call.size("index"), call.emit().size(x, dimension));
            var source = call.emit().unsqueeze(call.operand("src", call.resultType()), dimension);
            return replace(call.emit(), x, source, dimension, index, 1);
        });
        table.add(List.of("aten.cat.default", "aten.concat.default"), ShapingOps::concatenate);
        table.add(
                "aten.hstack.default",
                call -> concatenate(call, call.resultShape().rank() == 1 ? 0 : 1));
        table.add("aten.stack.default", ShapingOps::stack);
        table.add("aten.flip.default", call -> {
            var x = call.tensor("self");
            return call.emit().reverse(x, call.dimensions("dims", Emitter.rank(x)));
        });
        table.add("aten.roll.default", ShapingOps::roll);
        table.add(List.of("aten.repeat.default", "aten.tile.default"), ShapingOps::repeat);
        table.add("aten.repeat_interleave.self_int", ShapingOps::repeatInterleaved);
        table.add("aten.diff.default", ShapingOps::difference);
        table.add(List.of("aten.constant_pad_nd.default", "aten.pad.default"), ShapingOps::pad);
        table.add("aten.unfold.default", ShapingOps::unfold);
    }

    private static Value take(Call call, int result) {
        var x = call.tensor("self");
        var part = part(call, x, result);
        return call.emit().slice(x, part.dimension(), part.start(), part.limit(), part.step());
    }

    /** The part of {@code x} that a result of a call is. */
    static Part part(Call call, Value x, int result) {
        var emit = call.emit();
        int dimension = Emitter.rank(x) == 0 ? 0 : call.dimension("dim", Emitter.rank(x));
        var size = emit.size(x, dimension);
        if (call.op().startsWith("aten.slice")) {
            var start = call.isNone("start") ? Size.of(0) : position(call, call.size("start"), size);
            var end = call.isNone("end") ? size : position(call, call.size("end"), size);
            return new Part(dimension, start, SizeArithmetic.maximum(emit, start, end), call.integer("step"));
        }
        if (call.op().startsWith("aten.narrow")) {
            var start = position(call, call.size("start"), size);
            return new Part(dimension, start, SizeArithmetic.add(emit, start, call.size("length")), 1);
        }
        if (call.op().startsWith("aten.unbind")) {
            return new Part(dimension, Size.of(result), Size.of(result + 1L), 1);
        }
        return consecutive(call, dimension, result);
    }

    /** The part after those of the results before, whose sizes the graph says. */
    private static Part consecutive(Call call, int dimension, int result) {
        Size start = Size.of(0);
        for (int i = 0; i < result; i++) {
            start = SizeArithmetic.add(call.emit(), start, call.resultShape(i).size(dimension));
        }
        var length = call.resultShape(result).size(dimension);
        return new Part(dimension, start, SizeArithmetic.add(call.emit(), start, length), 1);
    }

    /** An index that may be counted from the end, held within 0 and {@code size}. */
    static Size position(Call call, Size given, Size size) {
        var emit = call.emit();
        if (!(given instanceof Size.Known(long index))) {
            return SizeArithmetic.minimum(emit, given, size);
        }
        if (index == Long.MAX_VALUE) {
            return size;
        }
        if (index < 0) {
            return SizeArithmetic.maximum(emit, SizeArithmetic.add(emit, size, given), Size.of(0));
        }
        return index == 0 ? given : SizeArithmetic.minimum(emit, given, size);
    }

    /** A tensor with a part replaced. */
    static Value replace(Emitter emit, Value x, Value source, int dimension, Size start, long step) {
        if (step == 1) {
            var starts = new ArrayList<Value>();
            for (int i = 0; i < Emitter.rank(x); i++) {
                starts.add(emit.scalar(i == dimension ? start : Size.of(0)));
            }
            return emit.builder()
                    .emit((result, info) -> new IndexingOp.DynamicUpdateSlice(x, source, starts, result, info));
        }
        if (!(start instanceof Size.Known(long first)) || !emit.shape(x).isStatic()) {
            throw RanvierException.unimplemented("writes every " + step + "-th element of an open shape");
        }
        return replaceStrided(emit, x, source, dimension, first, step);
    }

    private static Value replaceStrided(Emitter emit, Value x, Value source, int dimension, long start, long step) {
        int rank = Emitter.rank(x);
        long length = source.tensorType().size(dimension);
        long covered = length == 0 ? 0 : (length - 1) * step + 1;
        var low = new long[rank];
        var high = new long[rank];
        var interior = new long[rank];
        low[dimension] = start;
        high[dimension] = x.tensorType().size(dimension) - start - covered;
        interior[dimension] = step - 1;
        var spread = padded(emit, source, emit.constant(Emitter.elementType(x), 0), low, high, interior);
        var ones = emit.full(emit.shape(source), ScalarType.I1, 1);
        var isReplaced = padded(emit, ones, emit.constant(ScalarType.I1, 0), low, high, interior);
        return emit.select(isReplaced, spread, x);
    }

    private static Value padded(Emitter emit, Value x, Value padding, long[] low, long[] high, long[] interior) {
        return emit.builder()
                .emit((result, info) -> new ShapeOp.Pad(
                        x, padding, Int64Array.of(low), Int64Array.of(high), Int64Array.of(interior), result, info));
    }

    private static Value concatenate(Call call) {
        return concatenate(call, call.dimension("dim", call.resultShape().rank()));
    }

    private static Value concatenate(Call call, int dimension) {
        var emit = call.emit();
        int rank = call.resultShape().rank();
        // Empty vectors may be joined with anything.
        var parts = call.tensors("tensors").stream()
                .filter(part -> Emitter.rank(part) == rank && !isEmptyVector(part, rank))
                .map(part -> emit.convert(part, call.resultType()))
                .toList();
        return parts.isEmpty()
                ? emit.full(call.resultShape(), call.resultType(), 0)
                : emit.concatenate(dimension, parts);
    }

    private static boolean isEmptyVector(Value part, int rank) {
        return rank == 1 && part.tensorType().equals(TensorType.of(Emitter.elementType(part), 0));
    }

    private static Value stack(Call call) {
        var emit = call.emit();
        int dimension = call.dimension("dim", call.resultShape().rank());
        return emit.concatenate(
                dimension,
                call.tensors("tensors").stream()
                        .map(part -> emit.unsqueeze(emit.convert(part, call.resultType()), dimension))
                        .toList());
    }

    private static Value roll(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var shifts = call.integers("shifts");
        var given = call.integers("dims");
        if (given.length == 0) {
            var flat =
                    emit.reshape(x, new Shape(List.of(emit.product(emit.shape(x).sizes()))));
            return emit.reshape(rolled(emit, flat, 0, shifts[0]), emit.shape(x));
        }
        for (int i = 0; i < given.length; i++) {
            x = rolled(emit, x, Call.dimension(given[i], Emitter.rank(x)), shifts[i]);
        }
        return x;
    }

    private static Value rolled(Emitter emit, Value x, int dimension, long shift) {
        var size = emit.size(x, dimension);
        if (!(size instanceof Size.Known(long known))) {
            throw RanvierException.unimplemented("rolls a dimension of open size");
        }
        long moved = known == 0 ? 0 : Math.floorMod(shift, known);
        return moved == 0
                ? x
                : emit.concatenate(
                        dimension,
                        List.of(
                                emit.slice(x, dimension, known - moved, known),
                                emit.slice(x, dimension, 0, known - moved)));
    }

    private static Value repeat(Call call) {
        var emit = call.emit();
        var repeats = call.has("repeats") ? call.sizes("repeats") : call.sizes("dims");
        var x = call.tensor("self");
        // Each dimension becomes two: how often, and what.
        var doubled = new ArrayList<Size>();
        var kept = new ArrayList<Integer>();
        int rank = Math.max(repeats.size(), Emitter.rank(x));
        for (int i = 0; i < rank; i++) {
            int inner = i - (rank - Emitter.rank(x));
            int outer = i - (rank - repeats.size());
            doubled.add(outer < 0 ? Size.of(1) : repeats.get(outer));
            if (inner >= 0) {
                kept.add(doubled.size());
                doubled.add(emit.size(x, inner));
            }
        }
        var repeated = emit.broadcast(
                x, new Shape(doubled), kept.stream().mapToInt(i -> i).toArray());
        return emit.reshape(repeated, call.resultShape());
    }

    private static Value repeatInterleaved(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        if (call.isNone("dim")) {
            x = emit.reshape(x, new Shape(List.of(emit.product(emit.shape(x).sizes()))));
        }
        int dimension = call.isNone("dim") ? 0 : call.dimension("dim", Emitter.rank(x));
        var shape = emit.shape(x).inserted(dimension + 1, call.size("repeats"));
        var kept = IntStream.range(0, Emitter.rank(x))
                .map(i -> i <= dimension ? i : i + 1)
                .toArray();
        return emit.reshape(emit.broadcast(x, shape, kept), call.resultShape());
    }

    private static Value difference(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        int dimension = call.dimension("dim", Emitter.rank(x));
        var parts = new ArrayList<Value>();
        for (var name : List.of("prepend", "self", "append")) {
            if (!call.isNone(name)) {
                parts.add(emit.convert(call.tensor(name), Emitter.elementType(x)));
            }
        }
        x = emit.concatenate(dimension, parts);
        for (long i = 0; i < call.integer("n"); i++) {
            var size = emit.size(x, dimension);
            var upper = emit.slice(x, dimension, Size.of(1), size, 1);
            var lower = emit.slice(x, dimension, Size.of(0), SizeArithmetic.subtract(emit, size, Size.of(1)), 1);
            x = Emitter.elementType(x).isBoolean()
                    ? emit.binary(BinaryOp.Xor::new, upper, lower)
                    : emit.subtract(upper, lower);
        }
        return x;
    }

    private static Value pad(Call call) {
        var x = call.tensor("self");
        int rank = Emitter.rank(x);
        var mode = call.has("mode") ? call.text("mode") : "constant";
        var given = call.integers("pad");
        var low = new long[rank];
        var high = new long[rank];
        for (int i = 0; i < given.length / 2; i++) {
            low[rank - 1 - i] = given[2 * i];
            high[rank - 1 - i] = given[2 * i + 1];
        }
        return switch (mode) {
            case "constant" -> {
                var padding = call.isNone("value")
                        ? call.emit().constant(Emitter.elementType(x), 0)
                        : call.operand("value", Emitter.elementType(x));
                yield call.emit().pad(x, padding, low, high);
            }
            case "reflect", "replicate", "circular" -> EdgePadding.pad(call.emit(), x, low, high, mode);
            default -> throw RanvierException.unimplemented("padding of mode '" + mode + "'");
        };
    }

    /** Windows along a dimension, their elements along a new last one. */
    private static Value unfold(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        long size = call.integer("size");
        if (Emitter.rank(x) == 0) {
            return emit.slice(emit.unsqueeze(x, 0), 0, 0, size);
        }
        int rank = Emitter.rank(x);
        int dimension = call.dimension("dimension", rank);
        var windows = new Shape(List.of(call.resultShape().size(dimension), Size.of(size)));
        var starts = emit.multiply(
                emit.iota(windows, ScalarType.I64, 0), emit.integer(ScalarType.I64, call.integer("step")));
        var taken = GatherScatter.slices(emit, x, dimension, emit.add(starts, emit.iota(windows, ScalarType.I64, 1)))
                .gather();
        var order = IntStream.concat(
                        IntStream.rangeClosed(0, rank).filter(i -> i != dimension + 1), IntStream.of(dimension + 1))
                .toArray();
        return emit.transpose(taken, order);
    }
}
