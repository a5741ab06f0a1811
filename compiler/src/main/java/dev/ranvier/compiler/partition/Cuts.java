package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.sharding.Axis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where two layouts cut the axes of a mesh: cut there, their parts of axes are the same or apart. */
final class Cuts {
    private final Map<String, SortedSet<Long>> cuts = new HashMap<>();

    Cuts(Layout one, Layout other) {
        Stream.concat(one.axes(), other.axes()).forEach(axis -> {
            var ofAxis = cuts.computeIfAbsent(axis.name(), _ -> new TreeSet<>());
            ofAxis.add(axis.before());
            ofAxis.add(axis.after());
        });
    }

    /** Whether each part of an axis is a whole number of devices: 6 devices cannot be cut after 2 and after 3. */
    boolean areCommensurate() {
        return cuts.values().stream().allMatch(ofAxis -> {
            long last = 1;
            for (long cut : ofAxis) {
                if (cut % last != 0) {
                    return false;
                }
                last = cut;
            }
            return true;
        });
    }

    /** The layout by the parts of axes between cuts. */
    Layout in(Layout layout) {
        return areCommensurate()
                ? new Layout(
                        layout.dimensions().stream().map(this::in).toList(), in(layout.partial()), layout.reduction())
                : layout;
    }

    private List<Axis> in(List<Axis> axes) {
        var parts = new ArrayList<Axis>();
        for (var axis : axes) {
            long before = axis.before();
            for (long cut : cuts.getOrDefault(axis.name(), new TreeSet<>())) {
                if (cut > before && cut <= axis.after()) {
                    parts.add(new Axis(axis.name(), before, cut / before));
                    before = cut;
                }
            }
        }
        return parts;
    }
}
