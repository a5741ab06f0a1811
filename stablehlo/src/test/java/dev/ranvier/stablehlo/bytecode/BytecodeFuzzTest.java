package dev.ranvier.stablehlo.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutations and truncations of artifacts: each is read, or refused with an offset, and takes memory in proportion.
 *
 * <p>{@code -Dranvier.fuzz.cases=N} and {@code -Dranvier.fuzz.seed=N} ask for more cases and for those of a failure.
 */
class BytecodeFuzzTest {
    private static final int CASES = Integer.getInteger("ranvier.fuzz.cases", 5000);
    private static final long SEED = Long.getLong("ranvier.fuzz.seed", 20261123);
    private static final long FREE = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long refused;
    private long longestNanos;
    private long mostMemory;

    @Test
    void mutationsAreReadOrRefusedWithAnOffset() throws Exception {
        var samples = List.copyOf(Samples.all().values());
        samples.forEach(sample -> BytecodeReader.read(MemorySegment.ofArray(sample)));
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var mutant = mutate(samples.get(random.nextInt(samples.size())), random);
            try {
                read(mutant);
            } catch (RanvierException e) {
                refused++;
                assertThat(e.diagnostics().getFirst().place())
                        .as("case %s of seed %s: %s", i, SEED, e.getMessage())
                        .startsWith("offset ");
            } catch (RuntimeException | Error e) {
                var file = Files.createTempFile("mutant", ".mlirbc");
                Files.write(file, mutant);
                throw new AssertionError("case " + i + " of seed " + SEED + ", kept in " + file, e);
            }
        }
        System.out.printf(
                "%d mutants of seed %d: %d refused, the longest took %.1f ms, the most memory was %.1f MB%n",
                CASES, SEED, refused, longestNanos / 1e6, mostMemory / 1e6);
        assertThat(refused).isGreaterThan(CASES / 2);
    }

    private void read(byte[] mutant) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            BytecodeReader.read(MemorySegment.ofArray(mutant));
        } finally {
            longestNanos = Math.max(longestNanos, System.nanoTime() - start);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            mostMemory = Math.max(mostMemory, allocated);
            assertThat(allocated).isLessThan(10L * mutant.length + FREE);
        }
    }

    @Test
    void everyTruncationIsRefused() {
        for (var sample : Samples.all().values()) {
            for (int size = 0; size < sample.length; size++) {
                var part = MemorySegment.ofArray(Arrays.copyOf(sample, size));
                var failure = catchThrowableOfType(RanvierException.class, () -> BytecodeReader.read(part));
                assertThat(failure).as("the first %s bytes", size).isNotNull();
                assertThat(failure.diagnostics().getFirst().place()).startsWith("offset ");
            }
        }
    }

    private static byte[] mutate(byte[] sample, Random random) {
        var bytes = new ArrayList<Byte>();
        for (byte b : sample) {
            bytes.add(b);
        }
        int edits = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 3);
        for (int i = 0; i < edits && bytes.size() > 4; i++) {
            edit(bytes, random);
        }
        var result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }

    private static void edit(List<Byte> bytes, Random random) {
        // The magic number stays, so that more than it is tested.
        int at = 4 + random.nextInt(bytes.size() - 4);
        switch (random.nextInt(8)) {
            case 0 -> bytes.set(at, (byte) random.nextInt(256));
            case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
            case 2 -> bytes.set(at, (byte) (bytes.get(at) + (random.nextBoolean() ? 2 : -2)));
            case 3 -> bytes.set(at, (byte) (random.nextBoolean() ? 0 : 0xFF));
            case 4 -> bytes.remove(at);
            case 5 -> bytes.add(at, (byte) random.nextInt(256));
            case 6 -> bytes.subList(at, bytes.size()).clear();
            default -> {
                int size = random.nextInt(Math.min(16, bytes.size() - at));
                int from = 4 + random.nextInt(bytes.size() - 4 - size);
                var copy = List.copyOf(bytes.subList(from, from + size));
                for (int i = 0; i < size; i++) {
                    bytes.set(at + i, copy.get(i));
                }
            }
        }
    }
}
