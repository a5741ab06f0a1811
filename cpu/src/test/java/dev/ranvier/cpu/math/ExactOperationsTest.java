package dev.ranvier.cpu.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.llvm.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operations that IEEE 754 leaves no choice in, against Java's, bit by bit. */
final class ExactOperationsTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final IrType FLOATS = IrType.FLOAT.withLanes(Target.host().has("avx512f") ? 16 : 8);
    private static final int COUNT = 1 << 14;
    private static final float[] SPECIAL = {
        0,
        -0.0f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1,
        -1,
        0x1p-60f,
        0x1p60f,
        3,
        Float.MAX_VALUE,
        1 / 0f,
        -1 / 0f,
        0 / 0f
    };

    /** Java's operation of two numbers. */
    private interface Operation {
        float apply(float x, float y);
    }

    @Test
    void maximumAndMinimumOrderZerosAndKeepNaN() {
        compare(new NativeFunction(RealMath::maximum, FLOATS), Math::max, false);
        compare(new NativeFunction(RealMath::minimum, FLOATS), Math::min, false);
    }

    @Test
    void quotientsByOneNumberAreRoundedCorrectly() {
        var quotient = new NativeFunction((f, x, y) -> RealMath.quotient(f, x, f.lane(y, 0)), FLOATS);
        compare(quotient, (x, y) -> x / y, true);
    }

    /** For many right operands, the same in all lanes if they are {@code common}. */
    private static void compare(NativeFunction function, Operation operation, boolean common) {
        var random = new Random(SEED);
        try (var arena = Arena.ofConfined()) {
            var x = arena.allocate(4L * COUNT, 64);
            var y = arena.allocate(4L * COUNT, 64);
            for (int round = 0; round < 200; round++) {
                float divisor = number(random, round);
                for (int i = 0; i < COUNT; i++) {
                    set(x, i, number(random, i / 7));
                    set(y, i, common ? divisor : number(random, i));
                }
                var result = function.apply(arena, x, y);
                for (int i = 0; i < COUNT; i++) {
                    float expected = operation.apply(get(x, i), get(y, i));
                    assertThat(Float.floatToIntBits(get(result, i)))
                            .as("%s and %s, seed %d", get(x, i), get(y, i), SEED)
                            .isEqualTo(Float.floatToIntBits(expected));
                }
            }
        }
    }

    /** A special number, one of any exponent, or one near 1. */
    private static float number(Random random, int index) {
        return index < SPECIAL.length
                ? SPECIAL[index]
                : random.nextInt(4) == 0
                        ? Float.intBitsToFloat(random.nextInt())
                        : (float) (random.nextGaussian() * Math.exp(random.nextInt(20) - 10));
    }

    private static void set(MemorySegment memory, int index, float value) {
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
    }

    private static float get(MemorySegment memory, int index) {
        return memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }
}
