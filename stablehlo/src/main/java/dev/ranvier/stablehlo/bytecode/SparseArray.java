package dev.ranvier.stablehlo.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A short array of which most elements may be zero: dense, or as pairs of value and index. The low bit of the first
 * number tells which; the rest of it is the number of elements, or of pairs.
 */
final class SparseArray {
    private SparseArray() {}

    static Format<List<Long>> format() {
        return Format.of(SparseArray::read, SparseArray::write);
    }

    private static List<Long> read(Decoder in) {
        long head = in.varInt();
        int count = in.count("elements", head >>> 1);
        if ((head & 1) == 0) {
            var dense = new ArrayList<Long>(count);
            for (int i = 0; i < count; i++) {
                dense.add(in.varInt());
            }
            return dense;
        }
        return count == 0 ? List.of() : readPairs(in, count);
    }

    private static List<Long> readPairs(Decoder in, int count) {
        int indexBits = in.index("index width", 9);
        var values = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            long pair = in.varInt();
            int index = (int) (pair & ((1L << indexBits) - 1));
            if (index >= values.size()) {
                values.addAll(Collections.nCopies(index + 1 - values.size(), 0L));
            }
            values.set(index, pair >>> indexBits);
        }
        return values;
    }

    private static void write(Encoder out, List<Long> values) {
        out.varInt((long) values.size() << 1);
        values.forEach(out::varInt);
    }
}
