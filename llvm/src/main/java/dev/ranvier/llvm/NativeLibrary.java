package dev.ranvier.llvm;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A library of C functions, open for the life of the process. Functions are called by name. */
public final class NativeLibrary {
    private static final int RTLD_LAZY = 1;

    private final String name;
    private final long handle;
    private final UnaryOperator<String> advice;
    private final Map<String, Long> functions = new ConcurrentHashMap<>();

    private NativeLibrary(String name, long handle, UnaryOperator<String> advice) {
        this.name = name;
        this.handle = handle;
        this.advice = advice;
    }

    /**
     * Opens a library by the C library's own function, whose message says why it fails.
     *
     * @param name what messages call it
     * @param advice a sentence on what to do about a message of {@code dlopen} or {@code dlsym}
     * @throws LlvmException if it cannot be loaded
     */
    public static NativeLibrary open(String name, Path file, UnaryOperator<String> advice) {
        try (var arena = Arena.ofConfined()) {
            var path = arena.allocateFrom(file.toString()).address();
            // Found before: to look a function up forgets the last error.
            var lastError = NativeCall.find("dlerror");
            var handle = NativeCall.call(NativeCall.find("dlopen"), path, RTLD_LAZY);
            if (handle == 0) {
                var reason = NativeCall.text(NativeCall.call(lastError));
                throw new LlvmException("cannot load " + name + ": " + reason + ". " + adviceOn(reason, advice));
            }
            return new NativeLibrary(name, handle, advice);
        }
    }

    /** What to do about a message of the loader. */
    static String adviceOn(String reason, UnaryOperator<String> advice) {
        return reason.contains("failed to map segment")
                ? "Its folder forbids running code (noexec): set RANVIER_HOME to one that does not."
                : advice.apply(reason);
    }

    /**
     * Calls a function that takes integers and pointers, at most {@value NativeCall#ARGUMENTS}. Of a result that is
     * narrower than 64 bits, or void, the upper bits are undefined.
     */
    public long call(String function, long... arguments) {
        return NativeCall.call(functions.computeIfAbsent(function, this::find), arguments);
    }

    /** The string that a function without arguments gives. */
    public String text(String function) {
        return NativeCall.text(call(function));
    }

    private long find(String function) {
        try (var arena = Arena.ofConfined()) {
            var address = NativeCall.call(
                    NativeCall.find("dlsym"),
                    handle,
                    arena.allocateFrom(function).address());
            if (address == 0) {
                var reason = "undefined symbol: " + function;
                throw new LlvmException(name + " is another one: " + reason + ". " + advice.apply(reason));
            }
            return address;
        }
    }
}
