package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes that an access touches: runs of bytes side by side, in some partitions of a memory.
 *
 * @param memory a space beside the engines, or a tensor
 * @param offset of the first element, in bytes
 * @param runs from the first element on, none touching another
 */
record Footprint(Buffer buffer, Object memory, Mask partitions, Affine offset, List<Run> runs) {
    /** Bytes from {@code from} to below {@code to}. */
    record Run(long from, long to) {}

    static Footprint of(Access access) {
        int width = access.type().bytes();
        var offset = access.offset().times(width);
        return switch (access) {
            case Access.OfTensor tensor -> {
                var starts = new long[tensor.rows() * tensor.elements()];
                var places = tensor.places();
                for (int i = 0; i < starts.length; i++) {
                    starts[i] = places[i % places.length]
                            + (long) (i / places.length) * tensor.row().step();
                }
                yield new Footprint(tensor.tensor(), tensor.tensor(), Mask.ONE, offset, runs(starts, width));
            }
            case Access.OfTile tile -> {
                var starts = Arrays.stream(tile.places()).asLongStream().toArray();
                var partitions = Mask.range(tile.startPartition(), tile.rows());
                var space = tile.tile().space();
                yield new Footprint(
                        tile.tile(), space, partitions, offset.plus(tile.tile().address()), runs(starts, width));
            }
        };
    }

    /** Elements of {@code width} bytes at these places, in elements, joined where they touch. */
    private static List<Run> runs(long[] places, int width) {
        Arrays.sort(places);
        var runs = new ArrayList<Run>();
        for (long place : places) {
            long from = place * width;
            if (!runs.isEmpty() && runs.getLast().to >= from) {
                runs.set(runs.size() - 1, new Run(runs.getLast().from, from + width));
            } else {
                runs.add(new Run(from, from + width));
            }
        }
        return List.copyOf(runs);
    }
}
