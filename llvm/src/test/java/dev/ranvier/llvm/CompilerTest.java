package dev.ranvier.llvm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.FunctionDescriptor;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompilerTest {
    private static final Target AVX2 = Target.ofFlags(
            "sse2 cx16 lahf_lm popcnt pni ssse3 sse4_1 sse4_2 avx avx2 bmi1 bmi2 f16c fma abm movbe xsave", "");

    @Test
    void aParseErrorHasTheLine() {
        var compiler = Llvm.compiler();
        assertThatThrownBy(() -> compiler.compile(
                        "define i32 @f() {\n  %x = frobnicate i32 1, 2\n  ret i32 %x\n}", AVX2, Compiler.PASSES))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("ir:2:8: error: expected instruction opcode")
                .hasMessageContaining("%x = frobnicate i32 1, 2");
    }

    @Test
    void aVerifierErrorNamesTheInstruction() {
        var compiler = Llvm.compiler();
        assertThatThrownBy(() -> compiler.compile(
                        "define i32 @f(i1 %c) { br i1 %c, label %a, label %b\na: %x = add i32 1, 2 br label %b\n"
                                + "b: ret i32 %x }",
                        AVX2, Compiler.PASSES))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("Instruction does not dominate all uses")
                .hasMessageContaining("ret i32 %x");
    }

    @Test
    void unknownPassesAndTargetsAreErrors() {
        var compiler = Llvm.compiler();
        var ir = "define void @f() { ret void }";
        assertThatThrownBy(() -> compiler.compile(ir, AVX2, "make-it-fast"))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("unknown pass name 'make-it-fast'");
        assertThatThrownBy(() -> compiler.compile(ir, new Target("pdp11-unknown-none", "", ""), Compiler.PASSES))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("pdp11");
    }

    /** LLVM ends the process with "Do not know how to split the result of this operator" for such a module. */
    @Test
    void whatTheTargetCannotDoIsAnErrorAndNotTheEnd() {
        var compiler = Llvm.compiler();
        var ir = """
                declare <16 x float> @llvm.x86.avx512bf16.dpbf16ps.512(<16 x float>, <32 x bfloat>, <32 x bfloat>)
                define <16 x float> @f(<16 x float> %x, <32 x bfloat> %y) {
                  %z = call <16 x float> @llvm.x86.avx512bf16.dpbf16ps.512(<16 x float> %x, <32 x bfloat> %y, <32 x bfloat> %y)
                  ret <16 x float> %z
                }
                """;
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> compiler.compile(ir, AVX2, Compiler.PASSES))
                    .isInstanceOf(LlvmException.class)
                    .hasMessageContaining("LLVM cannot make code of this module: Do not know how to split");
        }
        assertThat(compiler.compile("define void @f() { ret void }", AVX2, Compiler.PASSES))
                .isNotEmpty();
    }

    @Test
    void badInlineAssemblyIsAnError() {
        var compiler = Llvm.compiler();
        assertThatThrownBy(() -> compiler.compile(
                        "define void @f() { call void asm sideeffect \"frobnicate\", \"\"() ret void }",
                        AVX2,
                        Compiler.PASSES))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("invalid instruction mnemonic 'frobnicate'");
    }

    @Test
    void targetsDecideTheRegisters() {
        var compiler = Llvm.compiler();
        var ir = "define <16 x float> @f(<16 x float> %x) { %y = fadd <16 x float> %x, %x ret <16 x float> %y }";
        var avx512 = new Target("x86_64-unknown-linux-gnu", "x86-64-v4", "");
        assertThat(compiler.assembly(ir, avx512, Compiler.PASSES)).contains("%zmm0");
        assertThat(compiler.assembly(ir, AVX2, Compiler.PASSES))
                .contains("%ymm0")
                .doesNotContain("%zmm0");
    }

    @Test
    void emitsObjectsForAArch64() {
        var object = Llvm.compiler().compile("define i32 @f(i32 %x) { ret i32 %x }", Target.AARCH64, Compiler.PASSES);
        assertThat(new ElfObject(object).machine()).isEqualTo(ElfObject.Machine.AARCH64);
        assertThatThrownBy(() -> NativeCode.load(List.of(object), NativeCode.C_SYMBOLS))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("it is for AARCH64, not for X86_64");
    }

    @Test
    void passesTakeAllocasAway() {
        var ir = "define i32 @f(i32 %x) { %a = alloca i32 store i32 %x, ptr %a %y = load i32, ptr %a ret i32 %y }";
        assertThat(Llvm.compiler().optimized(ir, AVX2, Compiler.PASSES))
                .contains("ret i32 %x")
                .doesNotContain("alloca");
    }

    @Test
    void manyThreadsCompileAtOnce() throws Throwable {
        var compiler = Llvm.compiler();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = IntStream.range(0, 48)
                    .mapToObj(i -> threads.submit(() -> {
                        var ir = "define i32 @f%d(i32 %%x) { %%y = mul i32 %%x, %d ret i32 %%y }".formatted(i, i);
                        return compiler.compile(ir, Target.host(), Compiler.PASSES);
                    }))
                    .toList();
            for (var i = 0; i < 48; i++) {
                try (var code = NativeCode.load(List.of(jobs.get(i).get()), NativeCode.C_SYMBOLS)) {
                    var function = Llvm.function(code, "f" + i, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
                    assertThat((int) function.invokeExact(3)).isEqualTo(3 * i);
                }
            }
        }
    }
}
