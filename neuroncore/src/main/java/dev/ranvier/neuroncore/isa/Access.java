package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import java.util.List;

/**
 * The elements of a buffer that an instruction reads or writes, in order: rows, and in each row free dimensions, the
 * last one fastest. What an instruction computes, it computes for the elements at the same place of its operands.
 */
public sealed interface Access {
    Buffer buffer();

    /** How many rows: partitions of a tile, or what goes to and comes from partitions. */
    int rows();

    /** Of the first element, in elements of {@link #type}. */
    Affine offset();

    /** The dimensions of a row. */
    List<Stride> free();

    /** How the elements are read. */
    DataType type();

    /** Elements of one row. */
    default int elements() {
        return Stride.elements(free());
    }

    /** Whether the elements of a row lie side by side. */
    default boolean contiguous() {
        int step = 1;
        for (var stride : free().reversed()) {
            if (stride.size() != 1 && stride.step() != step) {
                return false;
            }
            step *= stride.size();
        }
        return true;
    }

    /** Places of a row's elements from the row's first, in elements. */
    default int[] places() {
        var places = new int[elements()];
        int repeat = 1;
        for (var stride : free().reversed()) {
            for (int i = 0; i < places.length; i++) {
                places[i] += i / repeat % stride.size() * stride.step();
            }
            repeat *= stride.size();
        }
        return places;
    }

    /**
     * Of a tile: its partitions from {@code firstPartition}, counted from the tile's first, on.
     *
     * @param type that of the tile, or another one that its bytes are read as
     */
    record OfTile(Buffer.Tile tile, int firstPartition, int rows, Affine offset, List<Stride> free, DataType type)
            implements Access {
        public OfTile {
            free = List.copyOf(free);
        }

        @Override
        public Buffer buffer() {
            return tile;
        }

        /** The first partition, of all those of the core. */
        public int startPartition() {
            return tile.firstPartition() + firstPartition;
        }

        public boolean in(Buffer.Tile.Space space) {
            return tile.space() == space;
        }

        /** The same place in some of the partitions. */
        public OfTile partitions(int first, int count) {
            return new OfTile(tile, firstPartition + first, count, offset, free, type);
        }

        /** The same bytes read as another type of the same width. */
        public OfTile as(DataType newType) {
            return new OfTile(tile, firstPartition, rows, offset, free, newType);
        }

        /** The same first element with other dimensions. */
        public OfTile shaped(Stride... newFree) {
            return new OfTile(tile, firstPartition, rows, offset, List.of(newFree), type);
        }
    }

    /** Of a tensor in device memory: rows at any distance. */
    record OfTensor(Buffer.Tensor tensor, Affine offset, Stride row, List<Stride> free) implements Access {
        public OfTensor {
            free = List.copyOf(free);
        }

        @Override
        public Buffer buffer() {
            return tensor;
        }

        @Override
        public int rows() {
            return row.size();
        }

        @Override
        public DataType type() {
            return tensor.type();
        }
    }
}
