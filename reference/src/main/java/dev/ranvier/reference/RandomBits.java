package dev.ranvier.reference;

/**
 * The counter-based generators of J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), with
 * counters and results laid out as XLA lays them out, so that programs see the same bits.
 */
final class RandomBits {
    private static final int[] THREE_FRY_ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
    private static final int THREE_FRY_PARITY = 0x1BD11BDA;
    private static final int PHILOX_MULTIPLIER_A = 0xD2511F53;
    private static final int PHILOX_MULTIPLIER_B = 0xCD9E8D57;
    private static final int PHILOX_WEYL_A = 0x9E3779B9;
    private static final int PHILOX_WEYL_B = 0xBB67AE85;

    private RandomBits() {}

    /** Fills {@code output} from the state (key, counter), and moves the counter on. */
    static void threeFry(Tensor state, Tensor output, int width) {
        long key = state.getLong(0);
        long counter = state.getLong(1);
        if (width == 64) {
            for (long i = 0; i < output.count(); i++) {
                output.setLong(i, threeFry2x32(key, counter + i));
            }
            state.setLong(1, counter + output.count());
            return;
        }
        if (output.rank() == 0) {
            output.setLong(0, threeFry2x32(key, counter));
            state.setLong(1, counter + 1);
            return;
        }
        // One block gives two neighbours along a dimension, the first even one or else the longest.
        var shape = output.shape();
        int split = splitDimension(shape);
        var halfShape = Index.with(shape, split, (shape[split] + 1) / 2);
        var halfStrides = Index.strides(halfShape);
        var index = new long[shape.length];
        for (long i = 0; i < output.count(); i++) {
            boolean second = index[split] % 2 == 1;
            index[split] /= 2;
            long block = threeFry2x32(key, counter + Index.position(index, halfStrides));
            index[split] = 2 * index[split] + (second ? 1 : 0);
            output.setLong(i, second ? block >>> 32 : block & 0xFFFF_FFFFL);
            Index.increment(index, shape);
        }
        state.setLong(1, counter + Index.count(halfShape));
    }

    private static int splitDimension(long[] shape) {
        int longest = 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] % 2 == 0) {
                return i;
            }
            longest = shape[i] > shape[longest] ? i : longest;
        }
        return longest;
    }

    /** Threefry-2x32 of 20 rounds; words are the low and the high half of a number. */
    private static long threeFry2x32(long key, long counter) {
        int[] keys = {(int) key, (int) (key >>> 32), THREE_FRY_PARITY ^ (int) key ^ (int) (key >>> 32)};
        int x = (int) counter + keys[0];
        int y = (int) (counter >>> 32) + keys[1];
        for (int group = 0; group < 5; group++) {
            for (int round = 0; round < 4; round++) {
                x += y;
                y = Integer.rotateLeft(y, THREE_FRY_ROTATIONS[group % 2 * 4 + round]) ^ x;
            }
            x += keys[(group + 1) % 3];
            y += keys[(group + 2) % 3] + group + 1;
        }
        return (x & 0xFFFF_FFFFL) | (long) y << 32;
    }

    /**
     * Fills {@code output} from the state (key, counter low, counter high) or (key, counter low), whose high word is
     * the key, and moves the counter on.
     */
    static void philox(Tensor state, Tensor output, int width) {
        long key = state.getLong(0);
        long low = state.getLong(1);
        long high = state.size(0) > 2 ? state.getLong(2) : key;
        int perBlock = width == 64 ? 2 : 4;
        int[] block = {};
        for (long i = 0; i < output.count(); i++) {
            int word = (int) (i % perBlock);
            if (word == 0) {
                long place = low + i / perBlock;
                block = philox4x32(key, place, high + (Long.compareUnsigned(place, low) < 0 ? 1 : 0));
            }
            output.setLong(
                    i,
                    width == 64
                            ? (block[2 * word] & 0xFFFF_FFFFL) | (long) block[2 * word + 1] << 32
                            : block[word] & 0xFFFF_FFFFL);
        }
        long next = low + Math.ceilDiv(output.count(), perBlock);
        state.setLong(1, next);
        if (state.size(0) > 2) {
            state.setLong(2, high + (Long.compareUnsigned(next, low) < 0 ? 1 : 0));
        }
    }

    /** Philox-4x32 of 10 rounds; words of counter and key are halves of numbers, the low one first. */
    private static int[] philox4x32(long key, long counterLow, long counterHigh) {
        int keyLow = (int) key;
        int keyHigh = (int) (key >>> 32);
        int a = (int) counterLow;
        int b = (int) (counterLow >>> 32);
        int c = (int) counterHigh;
        int d = (int) (counterHigh >>> 32);
        for (int round = 0; round < 10; round++) {
            long first = (a & 0xFFFF_FFFFL) * (PHILOX_MULTIPLIER_A & 0xFFFF_FFFFL);
            long second = (c & 0xFFFF_FFFFL) * (PHILOX_MULTIPLIER_B & 0xFFFF_FFFFL);
            a = (int) (second >>> 32) ^ b ^ keyLow;
            b = (int) second;
            c = (int) (first >>> 32) ^ d ^ keyHigh;
            d = (int) first;
            keyLow += PHILOX_WEYL_A;
            keyHigh += PHILOX_WEYL_B;
        }
        return new int[] {a, b, c, d};
    }
}
