package dev.ranvier.stablehlo.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The indices of a small static shape, in row-major order. */
record IndexSpace(List<long[]> indices, List<Long> shape) implements Iterable<long[]> {
    IndexSpace {
        indices = List.copyOf(indices);
        shape = List.copyOf(shape);
    }

    static IndexSpace of(long[] shape) {
        var indices = new ArrayList<long[]>();
        var index = new long[shape.length];
        boolean more = Arrays.stream(shape).allMatch(size -> size > 0);
        while (more) {
            indices.add(index.clone());
            more = advance(index, shape);
        }
        return new IndexSpace(indices, Arrays.stream(shape).boxed().toList());
    }

    private static boolean advance(long[] index, long[] shape) {
        for (int i = shape.length - 1; i >= 0; i--) {
            if (++index[i] < shape[i]) {
                return true;
            }
            index[i] = 0;
        }
        return false;
    }

    /** The row-major position of {@code index}. */
    int position(long[] index) {
        long position = 0;
        for (int i = 0; i < index.length; i++) {
            position = position * shape.get(i) + index[i];
        }
        return (int) position;
    }

    @Override
    public Iterator<long[]> iterator() {
        return indices.iterator();
    }
}
