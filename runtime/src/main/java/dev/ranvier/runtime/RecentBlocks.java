package dev.ranvier.runtime;

/**
 * The large blocks that were given back last, for the next that asks for the same size: a program that runs again finds
 * the memory of its last run, whose pages the system need not clear and map anew. Safe for use by many threads.
 */
final class RecentBlocks {
    private static final int MOST_BLOCKS = 64;

    private final long mostBytes;
    private final long[] addresses = new long[MOST_BLOCKS];
    private final long[] sizes = new long[MOST_BLOCKS];
    private int count;
    private long bytes;

    /** @param mostBytes how much is kept at most */
    RecentBlocks(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The address of the block of a size that was given back last; 0 if there is none. */
    synchronized long take(long size) {
        for (int i = count - 1; i >= 0; i--) {
            if (sizes[i] == size) {
                long address = addresses[i];
                remove(i);
                return address;
            }
        }
        return 0;
    }

    /** Keeps a block, and gives those up for it that are kept for the longest time. */
    synchronized void keep(long address, long size) {
        if (size > mostBytes) {
            NativeBlocks.release(address);
            return;
        }
        while (count == MOST_BLOCKS || bytes + size > mostBytes) {
            releaseOldest();
        }
        addresses[count] = address;
        sizes[count] = size;
        count++;
        bytes += size;
    }

    /** Gives all blocks up. */
    synchronized void clear() {
        while (count > 0) {
            releaseOldest();
        }
    }

    private void releaseOldest() {
        NativeBlocks.release(addresses[0]);
        remove(0);
    }

    private void remove(int index) {
        bytes -= sizes[index];
        count--;
        System.arraycopy(addresses, index + 1, addresses, index, count - index);
        System.arraycopy(sizes, index + 1, sizes, index, count - index);
    }
}
