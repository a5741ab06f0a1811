package dev.ranvier.neuroncore.check;

/** A set of partitions, or of the one row that a tensor has. */
record Mask(long low, long high) {
    static final Mask ONE = new Mask(1, 0);

    static Mask range(int first, int count) {
        return new Mask(word(first, count), word(first - Long.SIZE, count));
    }

    private static long word(int first, int count) {
        int from = Math.clamp(first, 0, Long.SIZE);
        int to = Math.clamp((long) first + count, 0, Long.SIZE);
        long below = to == Long.SIZE ? -1 : (1L << to) - 1;
        return from == Long.SIZE ? 0 : below & -1L << from;
    }

    Mask and(Mask other) {
        return new Mask(low & other.low, high & other.high);
    }

    Mask minus(Mask other) {
        return new Mask(low & ~other.low, high & ~other.high);
    }

    Mask or(Mask other) {
        return new Mask(low | other.low, high | other.high);
    }

    boolean isEmpty() {
        return (low | high) == 0;
    }

    int size() {
        return Long.bitCount(low) + Long.bitCount(high);
    }
}
