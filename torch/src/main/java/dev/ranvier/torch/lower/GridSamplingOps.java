package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        table.addAll("aten.grid_sampler_2d_backward.default", call -> gradients(call, 2));
        table.addAll("aten.grid_sampler_3d_backward.default", call -> gradients(call, 3));
    }

    /**
     * A neighbour along one dimension.
     *
     * @param index of it, which may lie outside
     * @param slope by how much its weight grows with the grid's number
     */
    private record Neighbour(Value index, Value weight, Value slope) {}

    /** A place along one dimension, and by how much it grows with the grid's number. */
    private record Place(Value value, Value slope) {}

    private static Value sample(Call call, int spatial) {
        var emit = call.emit();
        var image = UnaryOps.operand(call, "input");
        var grid = UnaryOps.operand(call, "grid");
        Value sum = null;
        for (var corner : corners(call, image, grid, spatial)) {
            var weight = emit.unsqueeze(product(emit, corner, -1), 1);
            var term = emit.multiply(
                    channelsSecond(emit, reader(emit, image, corner).gather()), weight);
            sum = sum == null ? term : emit.add(sum, term);
        }
        return sum == null ? image : sum;
    }

    /** Those of the image and of the grid. */
    private static List<Value> gradients(Call call, int spatial) {
        var emit = call.emit();
        var image = emit.wide(call.tensor("input"));
        var grid = emit.wide(call.tensor("grid"));
        var gradient = emit.wide(call.tensor("grad_output"));
        var ofImage = emit.fullLike(image, 0);
        var ofGrid = new ArrayList<Value>();
        for (int i = 0; i < spatial; i++) {
            ofGrid.add(emit.select(emit.fullLike(grid, 0), spatial + 1, Size.of(0)));
        }
        for (var corner : corners(call, image, grid, spatial)) {
            var share = emit.multiply(gradient, emit.unsqueeze(product(emit, corner, -1), 1));
            ofImage = reader(emit, ofImage, corner).scatterSum(channelsLast(emit, share));
            var values = channelsSecond(emit, reader(emit, image, corner).gather());
            var growth = ReductionOps.sum(emit, emit.multiply(values, gradient), 1);
            for (int i = 0; i < spatial; i++) {
                ofGrid.set(i, emit.add(ofGrid.get(i), emit.multiply(growth, product(emit, corner, i))));
            }
        }
        var numbers = ofGrid.reversed().stream()
                .map(value -> emit.unsqueeze(value, spatial + 1))
                .toList();
        return List.of(ofImage, emit.concatenate(spatial + 1, numbers));
    }

    private static List<List<Neighbour>> corners(Call call, Value image, Value grid, int spatial) {
        var neighbours = new ArrayList<List<Neighbour>>();
        for (int i = 0; i < spatial; i++) {
            // The grid names the innermost dimension first.
            var position = call.emit().select(grid, spatial + 1, Size.of(spatial - 1L - i));
            neighbours.add(neighbours(call, position, image.tensorType().size(2 + i)));
        }
        return corners(neighbours);
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
            var nearest = emit.unary(UnaryOp.RoundNearestEven::new, place.value());
            return List.of(within(emit, nearest, emit.fullLike(position, 1), emit.fullLike(position, 0), size));
        }
        var low = emit.unary(UnaryOp.Floor::new, place.value());
        var t = new Real(emit, emit.subtract(place.value(), low));
        var rest = t.negative().plus(1);
        var slope = new Real(emit, place.slope());
        if (mode != CUBIC) {
            return List.of(
                    within(emit, low, rest.value(), slope.negative().value(), size),
                    within(emit, emit.add(low, 1), t.value(), slope.value(), size));
        }
        return List.of(
                cubic(call, low, -1, far(t.plus(1)), farSlope(t.plus(1)).times(slope), size),
                cubic(call, low, 0, near(t), nearSlope(t).times(slope), size),
                cubic(call, low, 1, near(rest), nearSlope(rest).times(slope).negative(), size),
                cubic(
                        call,
                        low,
                        2,
                        far(rest.plus(1)),
                        farSlope(rest.plus(1)).times(slope).negative(),
                        size));
    }

    private static Neighbour cubic(Call call, Value low, int offset, Real weight, Real slope, long size) {
        var emit = call.emit();
        var place = padded(call, new Place(emit.add(low, offset), emit.fullLike(low, 0)), size);
        return within(emit, place.value(), weight.value(), slope.value(), size);
    }

    /** A neighbour that is there; one that lies outside counts nothing. */
    private static Neighbour within(Emitter emit, Value index, Value weight, Value slope, long size) {
        var isInside = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.GE, index, 0),
                emit.compare(ComparisonDirection.LE, index, size - 1.0));
        return new Neighbour(
                emit.convert(emit.select(isInside, index, 0), ScalarType.I64),
                emit.select(isInside, weight, 0),
                emit.select(isInside, slope, 0));
    }

    // Keys' convolution with A = -0.75, and its derivative

    private static Real near(Real t) {
        return t.polynomial(1.25, -2.25, 0, 1);
    }

    private static Real nearSlope(Real t) {
        return t.polynomial(3.75, -4.5, 0);
    }

    private static Real far(Real t) {
        return t.polynomial(-0.75, 3.75, -6, 3);
    }

    private static Real farSlope(Real t) {
        return t.polynomial(-2.25, 7.5, -6);
    }

    private static Place unnormalized(Call call, Value position, long size) {
        var emit = call.emit();
        boolean aligned = call.flag("align_corners");
        double slope = aligned ? (size - 1) / 2.0 : size / 2.0;
        var scaled = emit.multiply(emit.add(position, 1), slope);
        return new Place(aligned ? scaled : emit.add(scaled, -0.5), emit.fullLike(position, slope));
    }

    /** A place as padding has it: where it is, held at the border, or reflected there. */
    private static Place padded(Call call, Place place, long size) {
        int mode = (int) call.integer("padding_mode");
        if (mode == ZEROS) {
            return place;
        }
        var emit = call.emit();
        var reflected = mode == BORDER ? place : reflected(call, place, size);
        var held = emit.minimum(
                emit.maximum(reflected.value(), emit.fullLike(place.value(), 0)),
                emit.fullLike(place.value(), size - 1.0));
        var isFree = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.GT, reflected.value(), 0),
                emit.compare(ComparisonDirection.LT, reflected.value(), size - 1.0));
        return new Place(held, emit.select(isFree, reflected.slope(), 0));
    }

    private static Place reflected(Call call, Place place, long size) {
        var emit = call.emit();
        double low = call.flag("align_corners") ? 0 : -0.5;
        double span = call.flag("align_corners") ? size - 1.0 : size;
        if (span <= 0) {
            return new Place(emit.fullLike(place.value(), 0), emit.fullLike(place.value(), 0));
        }
        var offset = emit.add(place.value(), -low);
        var distance = emit.unary(UnaryOp.Abs::new, offset);
        var extra = emit.binary(BinaryOp.Remainder::new, distance, span);
        var flips = emit.unary(UnaryOp.Floor::new, emit.multiply(distance, 1 / span));
        var isEven = emit.compare(ComparisonDirection.EQ, emit.binary(BinaryOp.Remainder::new, flips, 2), 0);
        var outward = emit.select(
                emit.compare(ComparisonDirection.LT, offset, 0),
                emit.unary(UnaryOp.Negate::new, place.slope()),
                place.slope());
        var back = emit.unary(UnaryOp.Negate::new, extra);
        return new Place(
                emit.select(isEven, emit.add(extra, low), emit.add(back, span + low)),
                emit.select(isEven, outward, emit.unary(UnaryOp.Negate::new, outward)));
    }

    /** The product of the weights of a corner; of one dimension its slope instead. */
    private static Value product(Emitter emit, List<Neighbour> corner, int sloped) {
        Value product = null;
        for (int i = 0; i < corner.size(); i++) {
            var factor = i == sloped ? corner.get(i).slope() : corner.get(i).weight();
            product = product == null ? factor : emit.multiply(product, factor);
        }
        if (product == null) {
            throw new IllegalStateException("a corner of no dimensions");
        }
        return product;
    }

    /** The elements at a corner, of all images, channels last. */
    private static GatherScatter reader(Emitter emit, Value image, List<Neighbour> corner) {
        var indices = new ArrayList<Value>();
        indices.add(emit.iota(emit.shape(corner.getFirst().index()), ScalarType.I64, 0));
        corner.forEach(neighbour -> indices.add(neighbour.index()));
        var indexed = new long[corner.size() + 1];
        for (int i = 1; i < indexed.length; i++) {
            indexed[i] = i + 1L;
        }
        return new GatherScatter(emit, image, Int64Array.of(indexed), indices, 0);
    }

    private static Value channelsSecond(Emitter emit, Value x) {
        int rank = Emitter.rank(x);
        var order = IntStream.range(0, rank)
                .map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1)
                .toArray();
        return emit.transpose(x, order);
    }

    private static Value channelsLast(Emitter emit, Value x) {
        int rank = Emitter.rank(x);
        var order = IntStream.range(0, rank)
                .map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1)
                .toArray();
        return emit.transpose(x, order);
    }
}
