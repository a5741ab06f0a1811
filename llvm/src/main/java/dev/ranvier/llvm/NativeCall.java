package dev.ranvier.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls of C functions that take integers and pointers: of LLVM, dozens, each a few times a compile; and of LAPACK.
 *
 * <p>All go through one method handle with as many arguments as any of the functions has: a new shape costs the JVM
 * 10 ms the first time, and calling with more arguments than the function reads is sound where the caller owns the
 * argument area, as in the System V ABI for AMD64 (section 3.2.3) and in AAPCS64.
 */
final class NativeCall {
    /** As many as any function that is called has. */
    static final int ARGUMENTS = 13;

    private static final SymbolLookup C_LIBRARY = Linker.nativeLinker().defaultLookup();
    private static final MethodHandle HANDLE = handle();

    private NativeCall() {}

    @SuppressWarnings("restricted")
    private static MethodHandle handle() {
        var longs = new java.lang.foreign.MemoryLayout[ARGUMENTS];
        Arrays.fill(longs, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, longs));
    }

    /** Calls a function. Of a result that is narrower than 64 bits, or void, the upper bits are undefined. */
    static long call(long function, long... arguments) {
        var a = Arrays.copyOf(arguments, ARGUMENTS);
        try {
            return (long) HANDLE.invokeExact(
                    MemorySegment.ofAddress(function),
                    a[0],
                    a[1],
                    a[2],
                    a[3],
                    a[4],
                    a[5],
                    a[6],
                    a[7],
                    a[8],
                    a[9],
                    a[10],
                    a[11],
                    a[12]);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of a function of the C library. */
    static long find(String function) {
        return C_LIBRARY.findOrThrow(function).address();
    }

    /** The string at an address, up to its zero byte; empty at address 0. */
    @SuppressWarnings("restricted")
    static String text(long address) {
        return address == 0
                ? ""
                : MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
    }
}
