package dev.ranvier.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NativeCodeTest {
    private static final FunctionDescriptor INT_TO_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor FLOAT_TO_FLOAT = FunctionDescriptor.of(JAVA_FLOAT, JAVA_FLOAT);

    private static int call(NativeCode code, String symbol, int argument) throws Throwable {
        return (int) Llvm.function(code, symbol, INT_TO_INT).invokeExact(argument);
    }

    @Test
    void runsArithmetic() throws Throwable {
        try (var code = Llvm.load("define i32 @square(i32 %x) { %y = mul i32 %x, %x ret i32 %y }")) {
            assertThat(call(code, "square", 12)).isEqualTo(144);
        }
    }

    @Test
    void runsVectorsOfSixteenFloats() throws Throwable {
        var ir = """
                define void @add(ptr %x, ptr %y, ptr %z) {
                  %a = load <16 x float>, ptr %x, align 4
                  %b = load <16 x float>, ptr %y, align 4
                  %c = fadd <16 x float> %a, %b
                  store <16 x float> %c, ptr %z, align 4
                  ret void
                }
                """;
        try (var code = Llvm.load(ir);
                var arena = Arena.ofConfined()) {
            var x = arena.allocate(JAVA_FLOAT, 16);
            var y = arena.allocate(JAVA_FLOAT, 16);
            var z = arena.allocate(JAVA_FLOAT, 16);
            for (var i = 0; i < 16; i++) {
                x.setAtIndex(JAVA_FLOAT, i, i);
                y.setAtIndex(JAVA_FLOAT, i, 100 * i);
            }
            Llvm.function(code, "add", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS))
                    .invokeExact(x, y, z);
            for (var i = 0; i < 16; i++) {
                assertThat(z.getAtIndex(JAVA_FLOAT, i)).isEqualTo(101 * i);
            }
        }
    }

    @Test
    void runsSwitchesWithTablesOfTargets() throws Throwable {
        var cases = new StringBuilder();
        var blocks = new StringBuilder();
        for (var i = 0; i < 20; i++) {
            cases.append("i32 %d, label %%b%d ".formatted(i, i));
            blocks.append("b%d:\n call void asm sideeffect \"nop\", \"\"()\n %%r%d = mul i32 %%x, %d\n ret i32 %%r%d\n"
                    .formatted(i, i, i * i + 7, i));
        }
        var ir = "define i32 @choose(i32 %x) { switch i32 %x, label %other [ " + cases + "]\n" + blocks
                + "other:\n ret i32 -1 }";
        try (var code = Llvm.load(ir)) {
            assertThat(call(code, "choose", 3)).isEqualTo(3 * 16);
            assertThat(call(code, "choose", 19)).isEqualTo(19 * (361 + 7));
            assertThat(call(code, "choose", 20)).isEqualTo(-1);
        }
    }

    @Test
    void readsConstantsAndKeepsVariables() throws Throwable {
        var ir = """
                @table = private constant [4 x i32] [i32 10, i32 20, i32 30, i32 40]
                @pointers = private constant [2 x ptr] [ptr @first, ptr @second]
                @count = global i32 5
                @zeros = internal global [1000 x i32] zeroinitializer
                define internal i32 @first(i32 %x) { ret i32 111 }
                define internal i32 @second(i32 %x) { ret i32 222 }
                define i32 @look(i32 %i) {
                  %p = getelementptr i32, ptr @table, i32 %i
                  %v = load i32, ptr %p
                  ret i32 %v
                }
                define i32 @indirect(i32 %i) {
                  %p = getelementptr ptr, ptr @pointers, i32 %i
                  %f = load ptr, ptr %p
                  %v = call i32 %f(i32 %i)
                  ret i32 %v
                }
                define i32 @next(i32 %by) {
                  %v = load i32, ptr @count
                  %w = add i32 %v, %by
                  store i32 %w, ptr @count
                  %q = getelementptr i32, ptr @zeros, i32 999
                  %z = load i32, ptr %q
                  %r = add i32 %w, %z
                  ret i32 %r
                }
                """;
        try (var code = Llvm.load(ir)) {
            assertThat(call(code, "look", 2)).isEqualTo(30);
            assertThat(call(code, "indirect", 1)).isEqualTo(222);
            assertThat(call(code, "next", 3)).isEqualTo(8);
            assertThat(call(code, "next", 3)).isEqualTo(11);
        }
    }

    @Test
    void callsTheLibraryOfMathematicsAndOfMemory() throws Throwable {
        var ir = """
                declare float @expf(float)
                declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
                define float @exponential(float %x) { %y = call float @expf(float %x) ret float %y }
                define void @copy(ptr %to, ptr %from, i64 %n) {
                  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 %n, i1 false)
                  ret void
                }
                """;
        try (var code = Llvm.load(ir);
                var arena = Arena.ofConfined()) {
            var exponential = Llvm.function(code, "exponential", FLOAT_TO_FLOAT);
            assertThat((float) exponential.invokeExact(1f)).isCloseTo((float) Math.E, within(1e-6f));
            var from = arena.allocateFrom("a text that is copied");
            var to = arena.allocate(from.byteSize());
            Llvm.function(code, "copy", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG))
                    .invokeExact(to, from, from.byteSize());
            assertThat(to.getString(0)).isEqualTo("a text that is copied");
        }
    }

    @Test
    void objectsThatAreLoadedTogetherUseEachOther() throws Throwable {
        var caller = "declare i32 @twice(i32) define i32 @four(i32 %x) {"
                + " %a = call i32 @twice(i32 %x) %b = call i32 @twice(i32 %a) ret i32 %b }";
        var callee = "define i32 @twice(i32 %x) { %y = add i32 %x, %x ret i32 %y }";
        try (var code = Llvm.load(caller, callee)) {
            assertThat(call(code, "four", 5)).isEqualTo(20);
        }
        assertThatThrownBy(() -> Llvm.load(callee, callee))
                .isInstanceOf(LlvmException.class)
                .hasMessage("two objects define symbol twice");
        assertThatThrownBy(() -> Llvm.load(caller))
                .isInstanceOf(LlvmException.class)
                .hasMessage("the code needs symbol twice, which no library has");
    }

    @Test
    void aCallerNamesTheSymbolsOfOthers() throws Throwable {
        var callee = "define i32 @twice(i32 %x) { %y = add i32 %x, %x ret i32 %y }";
        var caller = "declare i32 @given(i32) @data = external global i32"
                + " define i32 @use(i32 %x) { %a = call i32 @given(i32 %x) ret i32 %a }"
                + " define ptr @where(i32 %x) { ret ptr @data }";
        try (var first = Llvm.load(callee);
                var second = NativeCode.load(
                        List.of(Llvm.compile(caller)),
                        name -> OptionalLong.of(name.equals("given") ? first.address("twice") : 0x123456789abcL))) {
            assertThat(call(second, "use", 21)).isEqualTo(42);
            var where = Llvm.function(second, "where", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
            assertThat((long) where.invokeExact(0)).isEqualTo(0x123456789abcL);
        }
    }

    @Test
    void noPageIsBothWrittenAndRun() throws IOException {
        try (var code = Llvm.load("@v = global i32 1 define ptr @f() { ret ptr @v }")) {
            var page = "%x-".formatted(code.address("f") & -4096);
            assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                    .filteredOn(line -> line.startsWith(page))
                    .singleElement()
                    .asString()
                    .contains("r-xp");
        }
    }

    @Test
    void closedCodeHasNoAddresses() {
        var code = Llvm.load("define void @f() { ret void }");
        assertThatThrownBy(() -> code.address("g"))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("no symbol g");
        code.close();
        code.close();
        assertThatThrownBy(() -> code.address("f"))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("closed");
    }
}
