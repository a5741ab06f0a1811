package dev.ranvier.runtime.parallel;

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
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Devices arranged along named axes.
 *
 * @param axes the size of each axis, major to minor
 * @param deviceIds the device at each place in row-major order
 */
public record DeviceMesh(SequencedMap<String, Long> axes, Int64Array deviceIds) {
    public static DeviceMesh of(ShardyAttribute.Mesh mesh) {
        var axes = new LinkedHashMap<String, Long>();
        mesh.axes().forEach(axis -> axes.put(axis.name(), axis.size()));
        return of(axes, mesh.deviceIds());
    }

    public static DeviceMesh of(StablehloAttribute.Mesh mesh) {
        var axes = new LinkedHashMap<String, Long>();
        mesh.axes().forEach(axis -> axes.put(axis.name(), axis.size()));
        var ids = mesh.deviceIds();
        return of(axes, ids == null ? Int64Array.of() : Int64Array.of(ids.toLongs()));
    }

    /** No ids stand for 0, 1, 2, ...; a mesh without axes has one device. */
    private static DeviceMesh of(SequencedMap<String, Long> axes, Int64Array ids) {
        long count = count(sizes(axes));
        if (!ids.isEmpty() && ids.size() != count) {
            throw RanvierException.invalid("a mesh of " + axes + " has " + count + " devices, not " + ids.size());
        }
        return new DeviceMesh(
                axes, ids.isEmpty() ? Int64Array.of(LongStream.range(0, count).toArray()) : ids);
    }

    private static long[] sizes(Map<String, Long> axes) {
        return axes.values().stream().mapToLong(Long::longValue).toArray();
    }

    /** Some of the axes, in another order, with the places along them numbered in row-major order. */
    public DeviceMesh along(SequencedSet<String> some) {
        var sizes = new LinkedHashMap<String, Long>();
        some.forEach(axis -> sizes.put(axis, size(axis)));
        return of(sizes, Int64Array.of());
    }

    /** How many places an axis has. */
    public long size(String axis) {
        var size = axes.get(axis);
        if (size == null) {
            throw RanvierException.invalid("the mesh " + axes + " has no axis '" + axis + "'");
        }
        return size;
    }

    /** The number above the greatest device id. */
    public int idLimit() {
        return Math.toIntExact(deviceIds.stream().max().orElse(0) + 1);
    }

    /** The device at a place given by axis; 0 for axes that are not given. */
    public int device(Map<String, Long> place) {
        long position = 0;
        for (var axis : axes.entrySet()) {
            position = position * axis.getValue() + place.getOrDefault(axis.getKey(), 0L);
        }
        return deviceIds.dimension((int) position);
    }

    /** All places along {@code along}, each at {@code fixed} along further axes. */
    public List<Map<String, Long>> places(Set<String> along, Map<String, Long> fixed) {
        List<Map<String, Long>> places = List.of(fixed);
        for (var axis : along) {
            var longer = new ArrayList<Map<String, Long>>();
            for (var place : places) {
                for (long at = 0; at < size(axis); at++) {
                    var next = new HashMap<>(place);
                    next.put(axis, at);
                    longer.add(next);
                }
            }
            places = longer;
        }
        return places;
    }

    /** The devices that differ only in their place along {@code references}, major to minor. */
    public List<List<Integer>> groups(List<AxisRef> references) {
        var pieces = pieces(references);
        var shape = pieces.stream().mapToLong(Piece::size).toArray();
        var strides = strides(shape);
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
        var positions = List.of(0L);
        for (int dimension : dimensions) {
            positions = positions.stream()
                    .flatMap(position ->
                            LongStream.range(0, shape[dimension]).mapToObj(at -> position + at * strides[dimension]))
                    .toList();
        }
        return positions;
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static long[] strides(long[] shape) {
        var strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }
}
