package dev.ranvier.stablehlo.sharding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An axis of a mesh or a part of one, as the factor {@code size} of the axis' devices that has a factor of {@code
 * before} to its left; a whole axis has 1 there.
 */
public record Axis(String name, long before, long size) {
    /** What the part to the right of this one has before it. */
    public long after() {
        return before * size;
    }

    boolean contains(Axis other) {
        return name.equals(other.name) && before <= other.before && other.after() <= after();
    }

    public boolean overlaps(Axis other) {
        return name.equals(other.name) && Math.max(before, other.before) < Math.min(after(), other.after());
    }

    boolean isPrefixOf(Axis other) {
        return other.contains(this) && before == other.before;
    }

    /** Whether {@code next} continues this part of an axis. */
    boolean adjoins(Axis next) {
        return name.equals(next.name) && after() == next.before;
    }

    /** Whether an axis can be split so that both are parts of it. */
    private boolean isCommensurate(Axis other) {
        if (!name.equals(other.name)) {
            return true;
        }
        var bounds = LongStream.of(before, after(), other.before, other.after())
                .sorted()
                .toArray();
        return bounds[1] % bounds[0] == 0 && bounds[2] % bounds[1] == 0 && bounds[3] % bounds[2] == 0;
    }

    /** The greatest left part of this that overlaps none of {@code others}, or null. */
    @Nullable
    Axis prefixWithout(List<Axis> others) {
        var prefix = this;
        for (var other : others) {
            if (!prefix.isCommensurate(other)) {
                return null;
            }
            if (prefix.overlaps(other)) {
                if (prefix.before >= other.before) {
                    return null;
                }
                prefix = new Axis(name, before, other.before / before);
            }
        }
        return prefix;
    }

    public static long product(List<Axis> axes) {
        return axes.stream().mapToLong(Axis::size).reduce(1, Math::multiplyExact);
    }

    /** Adds {@code axis} to the right of {@code axes}, as one with the last of these where it continues it. */
    static void append(List<Axis> axes, Axis axis) {
        if (!axes.isEmpty() && axes.getLast().adjoins(axis)) {
            var last = axes.removeLast();
            axes.add(new Axis(last.name, last.before, last.size * axis.size));
        } else {
            axes.add(axis);
        }
    }

    /** Whether {@code axes} begin with {@code prefix} and go on. */
    static boolean isStrictPrefix(List<Axis> prefix, List<Axis> axes) {
        return isPrefix(prefix, axes) && !prefix.equals(axes);
    }

    static boolean isPrefix(List<Axis> prefix, List<Axis> axes) {
        if (prefix.isEmpty()) {
            return true;
        }
        int last = prefix.size() - 1;
        return prefix.size() <= axes.size()
                && prefix.subList(0, last).equals(axes.subList(0, last))
                && prefix.getLast().isPrefixOf(axes.get(last));
    }

    /** Those of {@code axes} whose names are not among {@code names}. */
    static List<Axis> without(List<Axis> axes, List<String> names) {
        var rest = new ArrayList<>(axes);
        rest.removeIf(axis -> names.contains(axis.name));
        return rest;
    }
}
