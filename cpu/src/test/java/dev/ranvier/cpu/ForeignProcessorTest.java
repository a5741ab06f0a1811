package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.compiler.random.RandomProgram;
import dev.ranvier.cpu.lower.CpuCompiler;
import dev.ranvier.llvm.Compiler;
import dev.ranvier.llvm.ElfObject;
import dev.ranvier.llvm.ElfObject.Binding;
import dev.ranvier.llvm.NativeCode;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.CompileOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels become objects for a processor that this machine is not: nothing runs, but all that a loader reads is looked at. */
final class ForeignProcessorTest {
    private static final long FIRST = Long.getLong("ranvier.seed", System.nanoTime() & 0xFFFFFF);
    private static final int COUNT = Integer.getInteger("ranvier.seeds", 10);
    private static final Compiler COMPILER = new Compiler(1);
    private static final Set<String> DONE = new HashSet<>();

    /** What instructions and tables ask for: ELF for the Arm 64-bit Architecture, section 5.7. */
    private static final Set<Integer> DATA = Set.of(257, 258, 260, 261);

    private static final Set<Integer> INSTRUCTIONS = Set.of(275, 277, 278, 282, 283, 284, 285, 286, 299, 311, 312);

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void kernelsBecomeObjectsForAArch64(long seed) {
        var module = RandomProgram.of(seed).module();
        var program = CpuCompiler.compile(module, CompileOptions.onDevice(0), Target.AARCH64, _ -> {});
        program.kernels().forEach((name, ir) -> {
            if (DONE.add(name)) {
                check(name, new ElfObject(COMPILER.compile(ir, Target.AARCH64, Compiler.PASSES)), seed);
            }
        });
    }

    private static void check(String kernel, ElfObject object, long seed) {
        var place = "%s, -Dranvier.seed=%d -Dranvier.seeds=1".formatted(kernel, seed);
        assertThat(object.machine()).as(place).isEqualTo(ElfObject.Machine.AARCH64);
        assertThat(object.symbols())
                .as(place)
                .anyMatch(symbol -> symbol.name().equals(kernel)
                        && symbol.binding() == Binding.GLOBAL
                        && symbol.isDefined()
                        && object.sections().get(symbol.section()).isExecutable());
        for (var relocation : object.relocations()) {
            var section = object.sections().get(relocation.section());
            assertThat(section.isExecutable() ? INSTRUCTIONS : DATA)
                    .as("%s in %s", place, section.name())
                    .contains(relocation.type());
            assertThat(relocation.offset()).as(place).isBetween(0L, section.size() - Integer.BYTES);
            var symbol = object.symbols().get(relocation.symbol());
            // Another C library has the same functions, and LLVM's helpers are in none.
            assertThat(symbol.isDefined()
                            || NativeCode.C_SYMBOLS.apply(symbol.name()).isPresent())
                    .as("%s uses %s", place, symbol.name())
                    .isTrue();
        }
    }
}
