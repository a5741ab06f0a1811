package dev.ranvier.neuroncore.check;

/** How far each processor's clock moves in one iteration of a loop. */
final class LoopPeriod {
    private final long[] start;
    private final long[] steps;

    /** @param start of the clocks before the loop: what is not after it does not move */
    LoopPeriod(long[] start, long[] steps) {
        this.start = start;
        this.steps = steps;
    }

    /** Whether the step of this number was run before the loop. */
    boolean isBefore(int processor, long index) {
        return index <= start[processor];
    }

    /** A clock of {@code processor} after {@code times} more iterations. */
    long moved(int processor, long clock, long times) {
        return isBefore(processor, clock) ? clock : clock + times * steps[processor];
    }

    long[] moved(long[] clocks, long times) {
        var moved = new long[clocks.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = moved(i, clocks[i], times);
        }
        return moved;
    }
}
