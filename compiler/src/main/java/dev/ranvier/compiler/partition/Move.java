package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.sharding.Axis;
import java.util.ArrayList;
import java.util.List;

/** One step from a layout of a tensor to another: a collective, or what a device does alone. */
sealed interface Move {
    /** How the tensor lies after it. */
    Layout after();

    /** Each device keeps its part of a dimension along axes. */
    record Slice(int dimension, List<Axis> axes, Layout after) implements Move {}

    /** The parts along the minor axes of a dimension side by side. */
    record Gather(int dimension, List<Axis> axes, Layout after) implements Move {}

    /** The minor axes of one dimension split another one instead. */
    record Exchange(int from, int to, List<Axis> axes, Layout after) implements Move {}

    /** Parts of the same sizes on other devices. */
    record Permute(Layout before, Layout after) implements Move {}

    /** Partial tensors combined. */
    record Reduce(List<Axis> axes, ReductionOp reduction, Layout after) implements Move {}

    /** Partial tensors combined, of which each device keeps a part of a dimension. */
    record Scatter(int dimension, List<Axis> axes, ReductionOp reduction, Layout after) implements Move {}

    /** The first device along axes keeps what all have; the others have what changes no sum. */
    record Keep(List<Axis> axes, Layout after) implements Move {}

    /** The bytes that a device takes from others. */
    default double bytes(Layout before, TensorType type) {
        long all = type.elementType().byteWidth();
        for (long size : before.local(type)) {
            all *= size;
        }
        return switch (this) {
            case Slice _, Keep _ -> 0;
            case Gather gather -> (double) all * (Axis.product(gather.axes) - 1);
            case Exchange exchange -> all * others(exchange.axes);
            case Permute _ -> all;
            case Reduce reduce -> 2 * all * others(reduce.axes);
            case Scatter scatter -> all * others(scatter.axes);
        };
    }

    private static double others(List<Axis> axes) {
        double count = Axis.product(axes);
        return (count - 1) / count;
    }

    /** The bytes of moves one after the other. */
    static double bytes(List<Move> moves, Layout from, TensorType type) {
        double bytes = 0;
        var before = from;
        for (var move : moves) {
            bytes += move.bytes(before, type);
            before = move.after();
        }
        return bytes;
    }

    /** A way between two layouts that cut all dimensions evenly: what makes parts smaller first, what makes them larger last. */
    static List<Move> between(Layout from, Layout to) {
        if (from.equals(to)) {
            return List.of();
        }
        var cuts = new Cuts(from, to);
        var way = new Way(cuts.in(from), cuts.in(to));
        way.reduce();
        if (!cuts.areCommensurate()) {
            way.gatherAll();
        }
        while (way.slice() || way.exchange() || way.permute() || way.gather()) {
            // Until nothing is left to do.
        }
        way.keep();
        return way.moves;
    }

    /** The moves so far, and where they lead. */
    final class Way {
        private final List<Move> moves = new ArrayList<>();
        private final Layout to;
        private Layout at;

        private Way(Layout from, Layout to) {
            this.at = from;
            this.to = to;
        }

        private boolean add(Move move) {
            moves.add(move);
            at = move.after();
            return true;
        }

        private List<Axis> axes(int dimension) {
            return at.dimensions().get(dimension);
        }

        private int common(int dimension) {
            var present = axes(dimension);
            var wanted = to.dimensions().get(dimension);
            int common = 0;
            while (common < Math.min(present.size(), wanted.size())
                    && present.get(common).equals(wanted.get(common))) {
                common++;
            }
            return common;
        }

        /** The axes that are missing at the end of a dimension; none if others stand there. */
        private List<Axis> missing(int dimension) {
            var wanted = to.dimensions().get(dimension);
            int common = common(dimension);
            return common == axes(dimension).size() ? wanted.subList(common, wanted.size()) : List.of();
        }

        /** Combines partial tensors that are to be whole, each device only what it keeps where that is a part. */
        private void reduce() {
            boolean isOther = at.reduction() != to.reduction();
            var open = new ArrayList<>(at.partial());
            if (!isOther) {
                open.removeAll(to.partial());
            }
            for (int d = 0; d < at.dimensions().size(); d++) {
                var axes = new ArrayList<Axis>();
                for (var axis : missing(d)) {
                    if (!open.remove(axis)) {
                        break;
                    }
                    axes.add(axis);
                }
                if (!axes.isEmpty()) {
                    add(new Scatter(d, List.copyOf(axes), at.reduction(), extended(without(axes), d, axes)));
                }
            }
            if (!open.isEmpty()) {
                add(new Reduce(List.copyOf(open), at.reduction(), without(open)));
            }
        }

        private Layout without(List<Axis> axes) {
            var rest = new ArrayList<>(at.partial());
            rest.removeAll(axes);
            return at.withPartial(rest, rest.isEmpty() ? ReductionOp.SUM : at.reduction());
        }

        private static Layout extended(Layout layout, int dimension, List<Axis> axes) {
            var longer = new ArrayList<>(layout.dimensions().get(dimension));
            longer.addAll(axes);
            return layout.with(dimension, longer);
        }

        private Layout shortened(int dimension, int count) {
            return at.with(dimension, axes(dimension).subList(0, count));
        }

        private boolean slice() {
            for (int d = 0; d < at.dimensions().size(); d++) {
                var axes = missing(d).stream()
                        .takeWhile(axis -> at.axes().noneMatch(axis::overlaps))
                        .toList();
                if (!axes.isEmpty()) {
                    return add(new Slice(d, axes, extended(at, d, axes)));
                }
            }
            return false;
        }

        private boolean exchange() {
            for (int from = 0; from < at.dimensions().size(); from++) {
                var present = axes(from);
                for (int first = common(from); first < present.size(); first++) {
                    var axes = present.subList(first, present.size());
                    for (int into = 0; into < at.dimensions().size(); into++) {
                        var missing = missing(into);
                        if (into != from
                                && missing.size() >= axes.size()
                                && missing.subList(0, axes.size()).equals(axes)) {
                            return add(new Exchange(from, into, axes, extended(shortened(from, first), into, axes)));
                        }
                    }
                }
            }
            return false;
        }

        private boolean permute() {
            boolean isPossible =
                    !at.dimensions().equals(to.dimensions()) && at.partial().isEmpty();
            for (int d = 0; d < at.dimensions().size(); d++) {
                isPossible &=
                        Axis.product(axes(d)) == Axis.product(to.dimensions().get(d));
            }
            return isPossible && add(new Permute(at, at.withDimensions(to.dimensions())));
        }

        private boolean gather() {
            for (int d = 0; d < at.dimensions().size(); d++) {
                int common = common(d);
                if (common < axes(d).size()) {
                    return gather(d, common);
                }
            }
            return false;
        }

        private boolean gather(int dimension, int kept) {
            var axes = axes(dimension).subList(kept, axes(dimension).size());
            return add(new Gather(dimension, axes, shortened(dimension, kept)));
        }

        private void gatherAll() {
            for (int d = 0; d < at.dimensions().size(); d++) {
                if (!axes(d).isEmpty()) {
                    gather(d, 0);
                }
            }
        }

        private void keep() {
            var more = new ArrayList<>(to.partial());
            more.removeAll(at.partial());
            if (!more.isEmpty()) {
                add(new Keep(more, at.withPartial(to.partial(), to.reduction())));
            }
        }
    }
}
