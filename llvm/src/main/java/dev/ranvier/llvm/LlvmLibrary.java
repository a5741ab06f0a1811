package dev.ranvier.llvm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * libLLVM, loaded into the process at the first call. The file is the one that environment variable {@code RANVIER_LLVM}
 * names, else the one that {@link KeptLibrary} keeps.
 *
 * <p>Functions are called by name, see {@code llvm-c/Core.h}, {@code TargetMachine.h} and {@code Transforms/PassBuilder.h}
 * of LLVM. LLVM's fatal errors would abort the process; {@link CompileThread} catches them.
 */
public final class LlvmLibrary {
    static final String ADVICE =
            " With pip: install the wheel ranvier-llvm, which ./ranvier wheel builds. To use another LLVM, install it (apt-get install"
                    + " libllvm19) and set RANVIER_LLVM to its libLLVM.so.";

    /** The pass list of {@link Compiler#PASSES} needs the parameters that these versions know. */
    private static final int OLDEST_VERSION = 18;

    private static final int RTLD_LAZY = 1;

    private static @Nullable LlvmLibrary loaded;

    private final long handle;
    private final Map<String, Long> functions = new ConcurrentHashMap<>();
    private final String version;
    private final long diagnosticHandler;

    private LlvmLibrary(Path file) {
        handle = open(file);
        version = readVersion(file);
        for (var part : List.of("TargetInfo", "Target", "TargetMC", "AsmPrinter", "AsmParser")) {
            call("LLVMInitializeX86" + part);
            call("LLVMInitializeAArch64" + part);
        }
        diagnosticHandler = upcall("reportDiagnostic");
        call("LLVMInstallFatalErrorHandler", upcall("reportFatalError"));
    }

    /**
     * The library, which is loaded where it is not yet.
     *
     * @throws LlvmException where there is none, or where it cannot be loaded; it says what to do
     */
    public static synchronized LlvmLibrary get() {
        if (loaded == null) {
            loaded = new LlvmLibrary(file(System.getenv("RANVIER_LLVM"), Home.path()));
        }
        return loaded;
    }

    /** LLVM's version, such as {@code 20.1.7}. */
    public String version() {
        return version;
    }

    /** What distinguishes the library that {@link #get} loads from others, known without loading it. */
    static String identity() {
        return identity(System.getenv("RANVIER_LLVM"));
    }

    static String identity(@Nullable String named) {
        if (named == null || named.isEmpty()) {
            return KeptLibrary.VERSION;
        }
        var file = Path.of(named);
        try {
            return "%s %d %s".formatted(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new LlvmException("cannot read RANVIER_LLVM=" + named, e);
        }
    }

    static Path file(@Nullable String named, Path home) {
        return named == null || named.isEmpty() ? KeptLibrary.file(home, KeptLibrary.RESOURCE) : Path.of(named);
    }

    /** Calls a function of the C API; see {@link NativeCall#call} for its result. */
    long call(String function, long... arguments) {
        return NativeCall.call(functions.computeIfAbsent(function, this::find), arguments);
    }

    /** The text of a message that LLVM allocated, which is freed; empty where there is none. */
    String take(long message) {
        var text = NativeCall.text(message);
        call("LLVMDisposeMessage", message);
        return text;
    }

    /** The address of a handler that gives diagnostics of a context to the {@link CompileThread} they come up in. */
    long diagnosticHandler() {
        return diagnosticHandler;
    }

    private long find(String function) {
        try (var arena = Arena.ofConfined()) {
            var address = NativeCall.call(
                    NativeCall.find("dlsym"),
                    handle,
                    arena.allocateFrom(function).address());
            if (address == 0) {
                throw new LlvmException(
                        "libLLVM has no function %s. Use LLVM %d or later.".formatted(function, OLDEST_VERSION));
            }
            return address;
        }
    }

    /** Opens a library by the C library's own function, whose message says why it fails. */
    static long open(Path file) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(file.toString()).address();
            // Found before: to look a function up forgets the last error.
            var lastError = NativeCall.find("dlerror");
            var handle = NativeCall.call(NativeCall.find("dlopen"), name, RTLD_LAZY);
            if (handle == 0) {
                var reason = NativeCall.text(NativeCall.call(lastError));
                throw new LlvmException("cannot load libLLVM: " + reason + advice(reason));
            }
            return handle;
        }
    }

    /** What to do about a message of {@code dlopen}. */
    static String advice(String reason) {
        if (reason.contains("failed to map segment")) {
            return ". Its folder forbids running code (noexec): set RANVIER_HOME to one that does not.";
        }
        if (reason.contains("libz.so") || reason.contains("libstdc++")) {
            return ". Install what it needs: apt-get install zlib1g libstdc++6.";
        }
        return "." + ADVICE;
    }

    private String readVersion(Path file) {
        try (var arena = Arena.ofConfined()) {
            var numbers = arena.allocate(ValueLayout.JAVA_INT, 3);
            call("LLVMGetVersion", numbers.address(), numbers.address() + 4, numbers.address() + 8);
            var major = numbers.getAtIndex(ValueLayout.JAVA_INT, 0);
            if (major < OLDEST_VERSION) {
                throw new LlvmException(
                        "%s is LLVM %d; this needs LLVM %d or later.".formatted(file, major, OLDEST_VERSION));
            }
            return major + "." + numbers.getAtIndex(ValueLayout.JAVA_INT, 1) + "."
                    + numbers.getAtIndex(ValueLayout.JAVA_INT, 2);
        }
    }

    /** A C function {@code void (void *, void *)} for a method of {@link CompileThread}, for the life of the process. */
    @SuppressWarnings("restricted")
    private static long upcall(String method) {
        try {
            var handle = MethodHandles.lookup()
                    .findStatic(CompileThread.class, method, MethodType.methodType(void.class, long.class, long.class));
            var description = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
            return Linker.nativeLinker()
                    .upcallStub(handle, description, Arena.global())
                    .address();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
