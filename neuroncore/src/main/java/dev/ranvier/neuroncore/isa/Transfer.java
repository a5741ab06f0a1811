package dev.ranvier.neuroncore.isa;

/** What a queue of the DMA engines does. */
public sealed interface Transfer extends Instruction {
    /** Where the elements go. */
    Access destination();

    /** Where they come from. */
    Access source();

    /** What it moves, by descriptors: each is one run of bytes that lie side by side at both ends. */
    Traffic cost();

    /**
     * Bytes in descriptors of equal size.
     *
     * @param bytes of the destination
     * @param efficiency the most of the bandwidth that the kind of transfer reaches
     */
    record Traffic(long bytes, long descriptors, double efficiency) {
        static Traffic of(Access destination, Access source) {
            int run = Math.min(run(destination), run(source));
            long elements = (long) destination.rows() * destination.elements();
            return new Traffic(elements * destination.type().bytes(), elements / run, 1);
        }

        /** Elements side by side at the end of each row; of all dimensions if they follow each other. */
        private static int run(Access access) {
            int run = 1;
            for (var stride : access.free().reversed()) {
                if (stride.size() != 1 && stride.step() != run) {
                    return run;
                }
                run *= stride.size();
            }
            return run;
        }
    }

    /** Each element of the source to the same place of the destination, cast where the types differ. */
    record DmaCopy(@Written Access destination, Access source) implements Transfer {
        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < source.rows(); row++) {
                if (source.type() == destination.type()) {
                    storage.writeIntegers(destination, row, storage.integers(source, row));
                } else {
                    storage.writeFloats(destination, row, storage.floats(source, row));
                }
            }
        }

        @Override
        public Traffic cost() {
            return Traffic.of(destination, source);
        }
    }

    /**
     * {@code destination[f, p] = source[p, f]} of elements of 2 bytes.
     *
     * <p>Source: AWS Neuron documentation, nki.isa.dma_transpose, which is made for 2-byte types, and the architecture
     * guides: it reaches 90 % of the bandwidth from device memory, and 50 % inside SBUF.
     */
    record DmaTranspose(@Written Access destination, Access source) implements Transfer {
        @Override
        public void check(Rules rules) {
            rules.require(
                    destination.rows() == source.elements() && destination.elements() == source.rows(),
                    "the transpose of " + source.rows() + " x " + source.elements() + " is not " + destination.rows()
                            + " x " + destination.elements());
            rules.require(
                    source.type().bytes() == 2 && destination.type() == source.type(),
                    "dma_transpose is for types of 2 bytes and keeps the type, not for " + source.type() + " to "
                            + destination.type());
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            var columns = new long[destination.rows()][destination.elements()];
            for (int p = 0; p < source.rows(); p++) {
                var row = storage.integers(source, p);
                for (int f = 0; f < columns.length; f++) {
                    columns[f][p] = row[f];
                }
            }
            for (int f = 0; f < columns.length; f++) {
                storage.writeIntegers(destination, f, columns[f]);
            }
        }

        @Override
        public Traffic cost() {
            var copied = Traffic.of(destination, destination);
            boolean inside = source instanceof Access.OfTile && destination instanceof Access.OfTile;
            return new Traffic(copied.bytes(), copied.descriptors(), inside ? 0.5 : 0.9);
        }
    }

    /**
     * Each element of the source added to what stands at the same place of the destination.
     *
     * <p>Source: AWS Neuron documentation, nki.isa.dma_compute.
     */
    record DmaAccumulate(@Written Access destination, Access source) implements Transfer {
        @Override
        public boolean readsDestination() {
            return true;
        }

        @Override
        public void check(Rules rules) {
            rules.sameShape(destination, source);
            rules.require(
                    destination.type().isFloat() && source.type().isFloat(),
                    "dma_accumulate adds floats, not " + source.type() + " to " + destination.type());
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < source.rows(); row++) {
                var sums = storage.floats(destination, row);
                var addends = storage.floats(source, row);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += addends[i];
                }
                storage.writeFloats(destination, row, sums);
            }
        }

        @Override
        public Traffic cost() {
            return Traffic.of(destination, source);
        }
    }
}
