package dev.ranvier.cli.board;

import dev.ranvier.llvm.Target;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * LLVM IR of loops that keep the multiply-add units, or the loads, of a processor as busy as it can be: with more
 * independent sums than an instruction has cycles of latency times units.
 *
 * <p>Each function takes an address and a count of turns. What it computes is stored, so that no turn can be left out.
 *
 * @param lanes f32 elements of a vector register
 * @param sums independent sums, which fit the registers beside the operand
 * @param hasBf16 whether there is an instruction for pairs of bf16
 */
record PeakKernels(int lanes, int sums, boolean hasBf16) {
    /** What the reading loop reads in a turn, and the alignment of its memory. */
    static final int BLOCK_BYTES = 512;

    private static final int VECTOR_BYTES = 64;

    static PeakKernels of(Target target) {
        return target.has("avx512f")
                ? new PeakKernels(16, 24, target.has("avx512bf16"))
                : new PeakKernels(target.has("avx2") ? 8 : 4, 12, false);
    }

    static String name(Peak.Kind kind) {
        return "peak_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Operations or bytes in one turn of a loop. */
    double work(Peak.Kind kind) {
        return switch (kind) {
            case F32 -> 2.0 * lanes * sums;
            case BF16 -> (hasBf16 ? 4.0 : 2.0) * lanes * sums;
            case READ -> BLOCK_BYTES;
        };
    }

    /** The module. */
    String text() {
        var floats = "<" + lanes + " x float>";
        var multiplyAdd = "@llvm.fma.v" + lanes + "f32";
        var module = "declare %1$s %2$s(%1$s, %1$s, %1$s)\n".formatted(floats, multiplyAdd)
                + sums(
                        Peak.Kind.F32,
                        floats,
                        i -> "call %1$s %2$s(%1$s %%x%3$d, %1$s %%operand, %1$s %%operand)"
                                .formatted(floats, multiplyAdd, i))
                + reads();
        if (!hasBf16) {
            return module + sums(Peak.Kind.BF16, floats, i -> "fadd " + floats + " %x" + i + ", %operand");
        }
        var pairs = "<" + 2 * lanes + " x bfloat>";
        var product = "@llvm.x86.avx512bf16.dpbf16ps.512";
        return module
                + "declare %1$s %2$s(%1$s, %3$s, %3$s)\n".formatted(floats, product, pairs)
                + sums(
                        Peak.Kind.BF16,
                        pairs,
                        i -> "call %1$s %2$s(%1$s %%x%4$d, %3$s %%operand, %3$s %%operand)"
                                .formatted(floats, product, pairs, i));
    }

    /** A loop that goes on with each of its sums by {@code step}. */
    private String sums(Peak.Kind kind, String operandType, IntFunction<String> step) {
        var type = "<" + lanes + " x float>";
        return loop(
                kind,
                "  %operand = load " + operandType + ", ptr %memory\n"
                        + lines(sums, i -> "%s" + i + " = load volatile " + type + ", ptr %memory"),
                lines(sums, i -> "%x" + i + " = phi " + type + " [ %s" + i + ", %entry ], [ %y" + i + ", %loop ]"),
                lines(sums, i -> "%y" + i + " = " + step.apply(i)),
                lines(sums, i -> "store volatile " + type + " %y" + i + ", ptr %sink"));
    }

    private static String reads() {
        var type = "<16 x i32>";
        int vectors = BLOCK_BYTES / VECTOR_BYTES;
        return loop(
                Peak.Kind.READ,
                "",
                lines(
                        vectors,
                        i -> "%x" + i + " = phi " + type + " [ zeroinitializer, %entry ], [ %y" + i + ", %loop ]"),
                "  %block = getelementptr [" + BLOCK_BYTES + " x i8], ptr %memory, i64 %i\n"
                        + lines(vectors, i -> "%p" + i + " = getelementptr " + type + ", ptr %block, i64 " + i)
                        + lines(vectors, i -> "%v" + i + " = load " + type + ", ptr %p" + i)
                        + lines(vectors, i -> "%y" + i + " = xor " + type + " %x" + i + ", %v" + i),
                lines(vectors, i -> "store volatile " + type + " %y" + i + ", ptr %sink"));
    }

    private static String loop(Peak.Kind kind, String before, String state, String body, String after) {
        return """
                define void @%s(ptr %%memory, i64 %%count) {
                entry:
                  %%sink = getelementptr i8, ptr %%memory, i64 %d
                %s
                  br label %%loop
                loop:
                  %%i = phi i64 [ 0, %%entry ], [ %%next, %%loop ]
                %s
                %s
                  %%next = add i64 %%i, 1
                  %%more = icmp ult i64 %%next, %%count
                  br i1 %%more, label %%loop, label %%end
                end:
                %s
                  ret void
                }
                """.formatted(name(kind), BLOCK_BYTES, before, state, body, after);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  " + line.apply(i) + "\n")
                .collect(Collectors.joining());
    }
}
