package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import java.util.ArrayList;
import java.util.List;

/** A named piece of memory. */
public sealed interface Buffer {
    String name();

    DataType type();

    /** An array in device memory, its last dimension side by side. Nothing overlaps it. */
    record Tensor(String name, DataType type, List<Integer> shape, Role role) implements Buffer {
        public enum Role {
            /** Given by the caller, and never written. */
            INPUT,
            /** Given back to the caller. */
            OUTPUT,
            /** Of no meaning before and after the program. */
            SCRATCH
        }

        public Tensor {
            shape = List.copyOf(shape);
        }

        public long elements() {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }

        /** {@code rows} rows of {@code columns} elements at {@code offset}, of the tensor as a matrix of its last dimension. */
        public Access.OfTensor block(Affine offset, int rows, int columns) {
            return new Access.OfTensor(
                    this, offset, new Stride(rows, shape.isEmpty() ? 1 : shape.getLast()), List.of(Stride.of(columns)));
        }
    }

    /**
     * Rows in the memory beside the engines, one in each of some partitions, all at the same address of it. Tiles may
     * overlap where their lives do not.
     *
     * @param shape of the row of one partition, its last dimension side by side
     * @param address in bytes from the start of the partition's memory
     */
    record Tile(
            String name,
            Space space,
            DataType type,
            int firstPartition,
            int partitions,
            List<Integer> shape,
            int address)
            implements Buffer {
        public enum Space {
            SBUF,
            PSUM
        }

        public Tile {
            shape = List.copyOf(shape);
        }

        /** Elements of one partition. */
        public long elements() {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }

        /** Bytes of one partition. */
        public long bytes() {
            return elements() * type.bytes();
        }

        /** All of it, with the dimensions of its shape. */
        public Access.OfTile all() {
            var free = new ArrayList<Stride>();
            int step = 1;
            for (int size : shape.reversed()) {
                free.addFirst(new Stride(size, step));
                step *= size;
            }
            return new Access.OfTile(this, 0, partitions, Affine.of(0), free, type);
        }

        /** {@code count} elements side by side of every partition, from element {@code offset} of it on. */
        public Access.OfTile slice(Affine offset, int count) {
            return new Access.OfTile(this, 0, partitions, offset, List.of(Stride.of(count)), type);
        }
    }
}
