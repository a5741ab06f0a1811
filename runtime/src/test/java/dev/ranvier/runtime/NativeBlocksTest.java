package dev.ranvier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** By what the system says of the mapping: man page proc_pid_smaps(5). */
    @Test
    void aLargeBlockMayLieOnHugePages() throws IOException {
        assumeThat(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")).exists();
        long size = 5 << 20;
        var block = NativeBlocks.allocate(size);
        assertThat(block.address() % HugePages.SIZE).isZero();
        boolean isBlock = false;
        var flags = "";
        for (var line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                long from = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
                long to = Long.parseUnsignedLong(line.substring(line.indexOf('-') + 1, line.indexOf(' ')), 16);
                isBlock = from <= block.address() && block.address() < to;
            } else if (isBlock && line.startsWith("VmFlags:")) {
                flags = line;
            }
        }
        assertThat(flags).contains(" hg");
        NativeBlocks.free(block, size);
    }

    @Test
    void whereThereIsNoMemoryThereIsNoBlock() {
        assertThat(NativeBlocks.allocate(1L << 60)).isEqualTo(MemorySegment.NULL);
    }
}
