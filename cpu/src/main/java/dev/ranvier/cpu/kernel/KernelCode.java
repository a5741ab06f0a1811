package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One native function {@code void name(ptr arguments, i64 begin, i64 end)}. {@code arguments} holds the addresses of the
 * inputs and of the outputs, and then the sizes; the function does the tasks from {@code begin} up to {@code end}, which may run in any
 * order and at once. A function that needs memory for itself is given it as a fourth argument, {@code ptr scratch}.
 *
 * @param ir a module of LLVM IR that has the function
 * @param sizes numbers that the function is given at run time
 * @param tasks how many tasks there are
 * @param work an estimate of the elementary operations of one task
 * @param scratch bytes of memory that each thread has for itself
 * @param tiling how the tasks follow the tensors, where that is known
 */
public record KernelCode(
        String name,
        String ir,
        List<Long> sizes,
        long tasks,
        long work,
        long scratch,
        @Nullable Tiling tiling) {
    public KernelCode {
        sizes = List.copyOf(sizes);
    }

    /** A function of which is not known how its tasks follow the tensors. */
    KernelCode(String name, String ir, List<Long> sizes, long tasks, long work) {
        this(name, ir, sizes, tasks, work, 0, null);
    }

    /** The name of the function while it is written. */
    static final String PLACEHOLDER = "kernel";

    /** Loads the first addresses that a function is given. */
    static List<IrValue> addresses(IrFunction f, int count) {
        var addresses = new ArrayList<IrValue>();
        for (int i = 0; i < count; i++) {
            addresses.add(f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i))));
        }
        return addresses;
    }

    /** Names the function by its code, so that the same code has the same name in every program. */
    static KernelCode of(String ir, long tasks, long work) {
        return of(ir, List.of(), tasks, work);
    }

    /** The same of a function that is given sizes. */
    static KernelCode of(String ir, List<Long> sizes, long tasks, long work) {
        var name = PLACEHOLDER + "_" + digest(ir);
        return new KernelCode(name, ir.replace("@" + PLACEHOLDER + "(", "@" + name + "("), sizes, tasks, work);
    }

    /** The same function, of which is known how its tasks follow the tensors. */
    KernelCode with(@Nullable Tiling newTiling) {
        return new KernelCode(name, ir, sizes, tasks, work, scratch, newTiling);
    }

    /** The same function, which needs memory for itself. */
    KernelCode withScratch(long bytes) {
        return new KernelCode(name, ir, sizes, tasks, work, bytes, tiling);
    }

    static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
