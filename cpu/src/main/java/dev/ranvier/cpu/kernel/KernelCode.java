package dev.ranvier.cpu.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One native function {@code void name(ptr arguments, i64 begin, i64 end)}. {@code arguments} holds the addresses of the
 * inputs and then of the outputs; the function does the tasks from {@code begin} up to {@code end}, which may run in any
 * order and at once.
 *
 * @param ir a module of LLVM IR that has the function
 * @param tasks how many tasks there are
 * @param work an estimate of the elementary operations of one task
 */
public record KernelCode(String name, String ir, long tasks, long work) {
    /** The name of the function while it is written. */
    static final String PLACEHOLDER = "kernel";

    /** Names the function by its code, so that the same code has the same name in every program. */
    static KernelCode of(String ir, long tasks, long work) {
        var name = PLACEHOLDER + "_" + digest(ir);
        return new KernelCode(name, ir.replace("@" + PLACEHOLDER + "(", "@" + name + "("), tasks, work);
    }

    private static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
