package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements of images at places that a grid says, from -1 to 1 along each dimension: x, y and, for volumes, z. Modes of
 * interpolation are 0 linear, 1 nearest, 2 cubic; of padding 0 zeros, 1 the border, 2 reflection.
 */
final class GridSamplingOps {
    private static final int NEAREST = 1;
    private static final int CUBIC = 2;
    private static final int ZEROS = 0;
    private static final int BORDER = 1;

    private GridSamplingOps() {}

    static void add(OpTable table) {
        table.add("aten.grid_sampler_2d.default", call -> sample(call, 2));
        table.add("aten.grid_sampler_3d.default", call -> sample(call, 3));
    }

    /** A neighbour along one dimension: its index, which may lie outside, and its weight. */
    private record Neighbour(Value index, Value weight) {}

    private static Value sample(Call call, int spatial) {
        var emit = call.emit();
        var image = UnaryOps.operand(call, "input");
        var grid = UnaryOps.operand(call, "grid");
        var neighbours = new ArrayList<List<Neighbour>>();
        for (int i = 0; i < spatial; i++) {
            // The grid names the innermost dimension first.
            var position = emit.select(grid, spatial + 1, Size.of(spatial - 1L - i));
            neighbours.add(neighbours(call, position, image.tensorType().size(2 + i)));
        }
        Value sum = null;
        for (var corner : corners(neighbours)) {
            var term = term(call, image, corner);
            sum = sum == null ? term : emit.add(sum, term);
        }
        return sum == null ? image : sum;
    }

    /** All combinations of one neighbour along each dimension. */
    private static List<List<Neighbour>> corners(List<List<Neighbour>> neighbours) {
        var corners = List.of(List.<Neighbour>of());
        for (var along : neighbours) {
            var longer = new ArrayList<List<Neighbour>>();
            for (var corner : corners) {
                for (var neighbour : along) {
                    var joined = new ArrayList<>(corner);
                    joined.add(neighbour);
                    longer.add(joined);
                }
            }
            corners = longer;
        }
        return corners;
    }

    private static List<Neighbour> neighbours(Call call, Value position, long size) {
        var emit = call.emit();
        int mode = (int) call.integer("interpolation_mode");
        var place = unnormalized(call, position, size);
        if (mode != CUBIC) {
            place = padded(call, place, size);
        }
        if (mode == NEAREST) {
            var nearest = emit.unary(UnaryOp.RoundNearestEven::new, place);
            return List.of(new Neighbour(nearest, emit.fullLike(place, 1)));
        }
        var low = emit.unary(UnaryOp.Floor::new, place);
        var t = new Real(emit, emit.subtract(place, low));
        var rest = t.negative().plus(1);
        if (mode != CUBIC) {
            return List.of(new Neighbour(low, rest.value()), new Neighbour(emit.add(low, 1), t.value()));
        }
        return List.of(
                cubic(call, low, -1, far(t.plus(1)), size),
                cubic(call, low, 0, near(t), size),
                cubic(call, low, 1, near(rest), size),
                cubic(call, low, 2, far(rest.plus(1)), size));
    }

    private static Neighbour cubic(Call call, Value low, int offset, Real weight, long size) {
        return new Neighbour(padded(call, call.emit().add(low, offset), size), weight.value());
    }

    // Keys' convolution with A = -0.75

    private static Real near(Real t) {
        return t.polynomial(1.25, -2.25, 0, 1);
    }

    private static Real far(Real t) {
        return t.polynomial(-0.75, 3.75, -6, 3);
    }

    private static Value unnormalized(Call call, Value position, long size) {
        var emit = call.emit();
        return call.flag("align_corners")
                ? emit.multiply(emit.add(position, 1), (size - 1) / 2.0)
                : emit.add(emit.multiply(emit.add(position, 1), size / 2.0), -0.5);
    }

    /** A place as padding has it: where it is, held at the border, or reflected there. */
    private static Value padded(Call call, Value place, long size) {
        int mode = (int) call.integer("padding_mode");
        if (mode == ZEROS) {
            return place;
        }
        var emit = call.emit();
        var reflected = mode == BORDER ? place : reflected(call, place, size);
        return emit.minimum(emit.maximum(reflected, emit.fullLike(place, 0)), emit.fullLike(place, size - 1.0));
    }

    private static Value reflected(Call call, Value place, long size) {
        var emit = call.emit();
        double low = call.flag("align_corners") ? 0 : -0.5;
        double span = call.flag("align_corners") ? size - 1.0 : size;
        if (span <= 0) {
            return emit.fullLike(place, 0);
        }
        var distance = emit.unary(UnaryOp.Abs::new, emit.add(place, -low));
        var extra = emit.binary(BinaryOp.Remainder::new, distance, span);
        var flips = emit.unary(UnaryOp.Floor::new, emit.multiply(distance, 1 / span));
        var isEven = emit.compare(ComparisonDirection.EQ, emit.binary(BinaryOp.Remainder::new, flips, 2), 0);
        return emit.select(isEven, emit.add(extra, low), emit.add(emit.unary(UnaryOp.Negate::new, extra), span + low));
    }

    /** The elements at a corner times its weight; nothing where it lies outside. */
    private static Value term(Call call, Value image, List<Neighbour> corner) {
        var emit = call.emit();
        int spatial = corner.size();
        var first = corner.getFirst().index();
        Value weight = emit.fullLike(first, 1);
        var indices = new ArrayList<Value>();
        indices.add(emit.iota(emit.shape(first), ScalarType.I64, 0));
        for (int i = 0; i < spatial; i++) {
            var neighbour = corner.get(i);
            double last = image.tensorType().size(2 + i) - 1.0;
            var isInside = emit.binary(
                    BinaryOp.And::new,
                    emit.compare(ComparisonDirection.GE, neighbour.index(), 0),
                    emit.compare(ComparisonDirection.LE, neighbour.index(), last));
            weight = emit.multiply(weight, emit.select(isInside, neighbour.weight(), 0));
            indices.add(emit.convert(emit.select(isInside, neighbour.index(), 0), ScalarType.I64));
        }
        var indexed = new long[spatial + 1];
        for (int i = 1; i <= spatial; i++) {
            indexed[i] = i + 1L;
        }
        var taken = new GatherScatter(emit, image, Int64Array.of(indexed), indices, 0).gather();
        // Channels come last in what is read.
        int rank = spatial + 2;
        var order = new int[rank];
        order[1] = rank - 1;
        for (int i = 2; i < rank; i++) {
            order[i] = i - 1;
        }
        return emit.multiply(emit.transpose(taken, order), emit.unsqueeze(weight, 1));
    }
}
