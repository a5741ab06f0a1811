package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.isa.Buffer.Tile.Space;
import dev.ranvier.neuroncore.machine.Engine;

/**
 * What every operand of every instruction has to hold.
 *
 * <p>Source: AWS Neuron documentation, NKI programming model and architecture guides.
 */
public final class OperandRules {
    private static final int MOST_DIMENSIONS = 4;
    private static final int MOST_SIZE = 0xFFFF;
    private static final int MOST_SBUF_ELEMENTS = 1 << 16;
    private static final int MOST_PSUM_ELEMENTS = 1 << 12;

    /** Of one transfer: all that SBUF has room for, and a bound on what the checker and the simulators hold. */
    private static final long MOST_ELEMENTS = 1 << 25;

    private OperandRules() {}

    public static void check(Rules rules, Access access) {
        pattern(rules, access);
        rules.require(
                rules.machine().types().contains(access.type()),
                access.type() + " is no type of " + rules.machine().title());
        switch (access) {
            case Access.OfTensor tensor ->
                bounds(rules, tensor, tensor.row(), tensor.tensor().elements());
            case Access.OfTile tile -> tile(rules, tile);
        }
    }

    private static void pattern(Rules rules, Access access) {
        rules.require(
                !access.free().isEmpty() && access.free().size() <= MOST_DIMENSIONS,
                "an access has 1 to " + MOST_DIMENSIONS + " free dimensions, not "
                        + access.free().size());
        rules.require(access.rows() > 0, "an access has at least one row");
        rules.require(
                (long) access.rows() * access.elements() <= MOST_ELEMENTS,
                "an access has at most " + MOST_ELEMENTS + " elements");
        for (var stride : access.free()) {
            rules.require(
                    stride.size() > 0 && stride.size() <= MOST_SIZE,
                    "the size of a dimension is 1 to " + MOST_SIZE + ", not " + stride.size());
        }
    }

    private static void tile(Rules rules, Access.OfTile access) {
        var tile = access.tile();
        rules.require(
                access.type().bytes() == tile.type().bytes(),
                "elements of " + tile.type() + " cannot be read as " + access.type());
        rules.require(
                access.firstPartition() >= 0 && access.firstPartition() + access.rows() <= tile.partitions(),
                "partitions " + access.firstPartition() + " to " + (access.firstPartition() + access.rows() - 1)
                        + " are not all among the " + tile.partitions() + " of %" + tile.name());
        bounds(rules, access, new Stride(1, 0), tile.elements());
        int most = access.in(Space.PSUM) ? MOST_PSUM_ELEMENTS : MOST_SBUF_ELEMENTS;
        rules.require(
                access.elements() <= most,
                "an access of " + tile.space() + " has at most " + most + " elements of a partition, not "
                        + access.elements());
        for (var stride : access.free()) {
            rules.require(
                    stride.step() == (short) stride.step(),
                    "the step of a dimension is a 16-bit integer, not " + stride.step());
        }
        switch (rules.processor()) {
            case Processor.Queue _ -> rules.require(access.in(Space.SBUF), "transfers do not reach PSUM");
            case Processor.Compute(var engine) -> {
                rules.require(
                        engine != Engine.GPSIMD || access.in(Space.SBUF), "the gpsimd engine does not reach PSUM");
                startPartition(rules, access);
            }
        }
    }

    private static void startPartition(Rules rules, Access.OfTile access) {
        int step = access.rows() > 64 ? 128 : access.rows() > 32 ? 64 : 32;
        rules.require(
                access.startPartition() % step == 0,
                "an engine reaches " + access.rows() + " partitions from a multiple of " + step + " on, not from "
                        + access.startPartition());
    }

    private static void bounds(Rules rules, Access access, Stride row, long elements) {
        long least = access.offset().least(rules.counts()) + extent(row, -1);
        long greatest = access.offset().greatest(rules.counts()) + extent(row, 1);
        for (var stride : access.free()) {
            least += extent(stride, -1);
            greatest += extent(stride, 1);
        }
        rules.require(
                least >= 0 && greatest < elements,
                "out of bounds: elements " + least + " to " + greatest + " of %"
                        + access.buffer().name() + ", which has 0 to " + (elements - 1));
    }

    /** How far a dimension reaches down ({@code sign} -1) or up (1). */
    private static long extent(Stride stride, int sign) {
        return Integer.signum(stride.step()) == sign ? (stride.size() - 1L) * stride.step() : 0;
    }
}
