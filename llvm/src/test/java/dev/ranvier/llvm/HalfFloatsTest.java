package dev.ranvier.llvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Conversions of half precision for processors without F16C, against Java's. */
class HalfFloatsTest {
    private static final Target WITHOUT = new Target("x86_64-unknown-linux-gnu", "x86-64", "");
    private static final String IR = """
            define float @wide(i16 %code) {
              %half = bitcast i16 %code to half
              %float = fpext half %half to float
              ret float %float
            }
            define i16 @narrow(float %float) {
              %half = fptrunc float %float to half
              %code = bitcast half %half to i16
              ret i16 %code
            }
            """;

    private static NativeCode load() {
        var object = Llvm.compiler().compile(IR, WITHOUT, Compiler.PASSES);
        var other = Llvm.compiler().compile(IR.replace("@", "@other_"), WITHOUT, Compiler.PASSES);
        return NativeCode.load(List.of(object, other), NativeCode.C_SYMBOLS);
    }

    @Test
    void everyHalfIsTheSameFloat() throws Throwable {
        try (var code = load()) {
            var wide = Llvm.function(code, "wide", FunctionDescriptor.of(JAVA_FLOAT, JAVA_SHORT));
            for (var i = 0; i < 1 << 16; i++) {
                var half = (short) i;
                assertThat(Float.floatToIntBits((float) wide.invokeExact(half)))
                        .as("%x", i)
                        .isEqualTo(Float.floatToIntBits(Float.float16ToFloat(half)));
            }
        }
    }

    @Test
    void floatsAreRoundedToTheNearestEven() throws Throwable {
        var seed = System.nanoTime();
        var random = new Random(seed);
        try (var code = load()) {
            var narrow = Llvm.function(code, "narrow", FunctionDescriptor.of(JAVA_SHORT, JAVA_FLOAT));
            for (var i = 0; i < 1 << 16; i++) {
                // Numbers of all halves' exponents, and those on, beside and between two halves.
                var near = Float.floatToIntBits(Float.float16ToFloat((short) i)) + (random.nextInt(3) << 12);
                for (var bits : new int[] {near, near - 1, near + 1, random.nextInt()}) {
                    var number = Float.intBitsToFloat(bits);
                    var got = (short) narrow.invokeExact(number);
                    if (Float.isNaN(number)) {
                        assertThat(Float.float16ToFloat(got)).isNaN();
                    } else {
                        assertThat(got).as("%a, seed %d", number, seed).isEqualTo(Float.floatToFloat16(number));
                    }
                }
            }
        }
    }
}
