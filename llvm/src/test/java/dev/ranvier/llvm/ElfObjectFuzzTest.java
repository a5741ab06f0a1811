package dev.ranvier.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged objects: each is refused with an {@link LlvmException}, or loaded; nothing that is loaded is run.
 *
 * <p>{@code -Dranvier.fuzz.cases=N} and {@code -Dranvier.fuzz.seed=N} ask for more cases and for those of a failure.
 */
class ElfObjectFuzzTest {
    private static final int CASES = Integer.getInteger("ranvier.fuzz.cases", 5_000);
    private static final long SEED = Long.getLong("ranvier.fuzz.seed", 1);

    private static final String IR = """
            @table = private constant [4 x i32] [i32 10, i32 20, i32 30, i32 40]
            @pointers = private constant [2 x ptr] [ptr @one, ptr @expf]
            @count = global i32 5
            @zeros = internal global [100 x i32] zeroinitializer
            @far = external global i32
            declare float @expf(float)
            define internal i32 @one(i32 %x) { ret i32 111 }
            define weak i32 @two(i32 %i) {
              %p = getelementptr i32, ptr @table, i32 %i
              %v = load i32, ptr %p
              %q = getelementptr i32, ptr @zeros, i32 %i
              %w = load i32, ptr %q
              %r = getelementptr ptr, ptr @pointers, i32 %i
              %f = load ptr, ptr %r
              %u = call i32 %f(i32 %v)
              %d = load i32, ptr @count
              %o = load i32, ptr @far
              %e = call float @expf(float 1.0)
              %t = fptosi float %e to i32
              %s1 = add i32 %v, %w
              %s2 = add i32 %s1, %u
              %s3 = add i32 %s2, %d
              %s4 = add i32 %s3, %o
              %s5 = add i32 %s4, %t
              ret i32 %s5
            }
            """;

    private int loaded;

    private void load(byte[] object, String what) {
        try (var code = NativeCode.load(List.of(object), name -> OptionalLong.of(0x7000_1234_5678L))) {
            assertThat(code.size()).isPositive();
            loaded++;
        } catch (LlvmException e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
        } catch (Throwable e) {
            throw new AssertionError(what, e);
        }
    }

    @Test
    void changedBytes() {
        var object = Llvm.compile(IR);
        var random = new Random(SEED);
        var edges = new long[] {0, 1, -1, 0x7f, 0xff, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE};
        for (var i = 0; i < CASES; i++) {
            var damaged = object.clone();
            for (var changes = random.nextInt(1, 5); changes > 0; changes--) {
                var at = random.nextInt(damaged.length);
                var value = random.nextBoolean() ? random.nextLong() : edges[random.nextInt(edges.length)];
                for (var width = 1 << random.nextInt(4); width > 0 && at < damaged.length; width--, at++) {
                    damaged[at] = (byte) value;
                    value >>= 8;
                }
            }
            load(damaged, "seed %d, case %d".formatted(SEED, i));
        }
        assertThat(loaded)
                .as("objects that were loaded all the same, seed %d", SEED)
                .isPositive();
    }

    @Test
    void cutBytes() {
        var object = Llvm.compile(IR);
        for (var length = 0; length < object.length; length++) {
            load(Arrays.copyOf(object, length), "the first %d bytes".formatted(length));
        }
        assertThat(loaded).isZero();
    }

    @Test
    void bytesThatAreNoObject() {
        load(new byte[0], "no bytes");
        load(new byte[1000], "zeros");
        load("\177ELF".getBytes(StandardCharsets.US_ASCII), "the magic number");
        assertThat(loaded).isZero();
    }
}
