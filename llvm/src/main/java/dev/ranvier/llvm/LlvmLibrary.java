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
import org.jspecify.annotations.Nullable;

/**
 * libLLVM, loaded into the process at the first call. The file is the one that environment variable {@code RANVIER_LLVM}
 * names, else the one of Maven artifact {@code org.bytedeco:llvm}.
 *
 * <p>Functions are called by name, see {@code llvm-c/Core.h}, {@code TargetMachine.h} and {@code Transforms/PassBuilder.h}
 * of LLVM. LLVM's fatal errors would abort the process; {@link CompileThread} catches them.
 */
public final class LlvmLibrary {
    private static final String ADVICE =
            "With pip: install the wheel ranvier-llvm, which ./ranvier wheel builds. To use another LLVM, install it (apt-get install"
                    + " libllvm19) and set RANVIER_LLVM to its libLLVM.so.";

    static final KeptLibrary KEPT = new KeptLibrary(
            "libLLVM",
            "RANVIER_LLVM",
            "llvm",
            "20.1.7-1.5.12",
            "/org/bytedeco/llvm/linux-x86_64/",
            List.of(new KeptFile(
                    "libLLVM.so", 176_497_096, "6cb7e2a7f38a617ea76fe503ccccbb6e6b8ece399dbf1a26ff1002479250eeaa")),
            ADVICE);

    /** The pass list of {@link Compiler#PASSES} needs the parameters that these versions know. */
    private static final int OLDEST_VERSION = 18;

    private static @Nullable LlvmLibrary loaded;

    private final NativeLibrary library;
    private final String version;
    private final long diagnosticHandler;

    private LlvmLibrary(Path file) {
        library = NativeLibrary.open(KEPT.name(), file, LlvmLibrary::advice);
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
            loaded = new LlvmLibrary(KEPT.file());
        }
        return loaded;
    }

    /** LLVM's version, such as {@code 20.1.7}. */
    public String version() {
        return version;
    }

    /** What distinguishes the library that {@link #get} loads from others, known without loading it. */
    static String identity() {
        return identity(System.getenv(KEPT.variable()));
    }

    static String identity(@Nullable String named) {
        if (named == null || named.isEmpty()) {
            return KEPT.version();
        }
        var file = Path.of(named);
        try {
            return "%s %d %s".formatted(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new LlvmException("cannot read RANVIER_LLVM=" + named, e);
        }
    }

    /** Calls a function of the C API; see {@link NativeCall#call} for its result. */
    long call(String function, long... arguments) {
        return library.call(function, arguments);
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

    /** What to do about a message of {@code dlopen} or {@code dlsym}. */
    static String advice(String reason) {
        if (reason.contains("undefined symbol")) {
            return "Use LLVM " + OLDEST_VERSION + " or later.";
        }
        if (reason.contains("libz.so") || reason.contains("libstdc++")) {
            return "Install what it needs: apt-get install zlib1g libstdc++6.";
        }
        return ADVICE;
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
