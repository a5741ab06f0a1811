package dev.ranvier.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NativeBlocksTest {
    @Test
    void blocksAreAlignedAndTheirOwnWhateverWasGivenBackBefore() {
        for (long size : new long[] {64, 1024, 1088, 1 << 20}) {
            for (int round = 0; round < 3; round++) {
                // More than are kept.
                var blocks = IntStream.range(0, 100)
                        .mapToObj(_ -> NativeBlocks.allocate(size))
                        .toList();
                var addresses = new HashSet<Long>();
                for (var block : blocks) {
                    assertThat(block.address() % NativeBlocks.ALIGNMENT).isZero();
                    addresses.add(block.address());
                }
                assertThat(addresses).hasSize(blocks.size());
                blocks.forEach(block -> NativeBlocks.free(block, size));
            }
        }
    }

    @Test
    void aSmallBlockIsGivenOutAgain() {
        var block = NativeBlocks.allocate(128);
        NativeBlocks.free(block, 128);
        assertThat(NativeBlocks.allocate(128)).isEqualTo(block);
        NativeBlocks.free(block, 128);
    }

    @Test
    void aLargeBlockIsGivenOutAgainForTheSameSizeOnly() {
        long size = 3 << 20;
        var block = NativeBlocks.allocate(size);
        NativeBlocks.free(block, size);
        var other = NativeBlocks.allocate(2 * size);
        assertThat(other).isNotEqualTo(block);
        NativeBlocks.free(other, 2 * size);
        assertThat(NativeBlocks.allocate(size)).isEqualTo(block);
        NativeBlocks.free(block, size);
    }

    @Test
    void whereThereIsNoMemoryThereIsNoBlock() {
        assertThat(NativeBlocks.allocate(1L << 60)).isEqualTo(MemorySegment.NULL);
    }
}
