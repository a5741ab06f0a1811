package dev.ranvier.reference;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.AxisRef;
import dev.ranvier.stablehlo.StablehloAttribute.SubAxisInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Devices arranged along named axes.
 *
 * @param axes the size of each axis, major to minor
 * @param deviceIds the device at each place in row-major order
 */
record DeviceMesh(SequencedMap<String, Long> axes, Int64Array deviceIds) {
    static DeviceMesh of(ShardyAttribute.Mesh mesh) {
        var axes = new LinkedHashMap<String, Long>();
        mesh.axes().forEach(axis -> axes.put(axis.name(), axis.size()));
        return of(axes, mesh.deviceIds());
    }

    static DeviceMesh of(StablehloAttribute.Mesh mesh) {
        var axes = new LinkedHashMap<String, Long>();
        mesh.axes().forEach(axis -> axes.put(axis.name(), axis.size()));
        var ids = mesh.deviceIds();
        return of(axes, ids == null ? Int64Array.of() : Int64Array.of(ids.toLongs()));
    }

    /** No ids stand for 0, 1, 2, ...; a mesh without axes has one device. */
    private static DeviceMesh of(SequencedMap<String, Long> axes, Int64Array ids) {
        long count = Index.count(sizes(axes));
        if (!ids.isEmpty() && ids.size() != count) {
            throw RanvierException.invalid("a mesh of " + axes + " has " + count + " devices, not " + ids.size());
        }
        return new DeviceMesh(
                axes, ids.isEmpty() ? Int64Array.of(LongStream.range(0, count).toArray()) : ids);
    }

    private static long[] sizes(Map<String, Long> axes) {
        return axes.values().stream().mapToLong(Long::longValue).toArray();
    }

    long size(String axis) {
        var size = axes.get(axis);
        if (size == null) {
            throw RanvierException.invalid("the mesh " + axes + " has no axis '" + axis + "'");
        }
        return size;
    }

    /** The number above the greatest device id. */
    int idLimit() {
        return Math.toIntExact(deviceIds.stream().max().orElse(0) + 1);
    }

    /** The device at a place given by axis; 0 for axes that are not given. */
    int device(Map<String, Long> place) {
        var index = axes.keySet().stream()
                .mapToLong(axis -> place.getOrDefault(axis, 0L))
                .toArray();
        return deviceIds.dimension((int) Index.position(index, Index.strides(sizes(axes))));
    }

    /** All places along {@code along}, each at {@code fixed} along further axes. */
    List<Map<String, Long>> places(Set<String> along, Map<String, Long> fixed) {
        var shape = along.stream().mapToLong(this::size).toArray();
        var index = new long[shape.length];
        var places = new ArrayList<Map<String, Long>>();
        for (long i = 0; i < Index.count(shape); i++) {
            var place = new HashMap<>(fixed);
            int next = 0;
            for (var axis : along) {
                place.put(axis, index[next++]);
            }
            places.add(place);
            Index.increment(index, shape);
        }
        return places;
    }

    /** The devices that differ only in their place along {@code references}, major to minor. */
    List<List<Integer>> groups(List<AxisRef> references) {
        var pieces = pieces(references);
        var shape = pieces.stream().mapToLong(Piece::size).toArray();
        var strides = Index.strides(shape);
        var inside = references.stream()
                .mapToInt(reference -> indexOf(pieces, reference))
                .toArray();
        var outside = IntStream.range(0, shape.length)
                .filter(i -> Arrays.stream(inside).noneMatch(j -> i == j))
                .toArray();
        var groups = new ArrayList<List<Integer>>();
        for (long base : positions(outside, shape, strides)) {
            groups.add(positions(inside, shape, strides).stream()
                    .map(offset -> deviceIds.dimension((int) (base + offset)))
                    .toList());
        }
        return groups;
    }

    /** A part of an axis: {@code size} places, with {@code preSize} parts to its left. */
    private record Piece(String axis, long preSize, long size) {}

    /** All axes, cut so that each reference is one piece. */
    private List<Piece> pieces(List<AxisRef> references) {
        var pieces = new ArrayList<Piece>();
        axes.forEach((axis, size) -> {
            var parts = references.stream()
                    .filter(reference -> reference.name().equals(axis))
                    .map(AxisRef::subAxisInfo)
                    .filter(SubAxisInfo.class::isInstance)
                    .map(SubAxisInfo.class::cast)
                    .sorted(Comparator.comparingLong(SubAxisInfo::preSize))
                    .toList();
            long done = 1;
            for (var part : parts) {
                if (part.preSize() > done) {
                    pieces.add(new Piece(axis, done, part.preSize() / done));
                }
                pieces.add(new Piece(axis, part.preSize(), part.size()));
                done = part.preSize() * part.size();
            }
            if (parts.isEmpty() || done < size) {
                pieces.add(new Piece(axis, done, size / done));
            }
        });
        return pieces;
    }

    private int indexOf(List<Piece> pieces, AxisRef reference) {
        size(reference.name());
        var part = reference.subAxisInfo();
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.axis().equals(reference.name()) && piece.preSize() == (part == null ? 1 : part.preSize())) {
                return i;
            }
        }
        throw RanvierException.invalid("the parts of axis '" + reference.name() + "' overlap");
    }

    /** The positions of all places along {@code dimensions}, in row-major order of these. */
    private static List<Long> positions(int[] dimensions, long[] shape, long[] strides) {
        var sizes = Arrays.stream(dimensions).mapToLong(d -> shape[d]).toArray();
        var steps = Arrays.stream(dimensions).mapToLong(d -> strides[d]).toArray();
        var index = new long[sizes.length];
        var positions = new ArrayList<Long>();
        for (long i = 0; i < Index.count(sizes); i++) {
            positions.add(Index.position(index, steps));
            Index.increment(index, sizes);
        }
        return positions;
    }
}
