package dev.ranvier.llvm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What the tests share: a compiler, and calls of what it makes. */
final class Llvm {
    private static final Compiler COMPILER = new Compiler(2);

    private Llvm() {}

    /** A compiler; the test is skipped where there is no libLLVM. */
    static Compiler compiler() {
        try {
            LlvmLibrary.get();
        } catch (LlvmException e) {
            Assumptions.abort(e.toString());
        }
        return COMPILER;
    }

    static byte[] compile(String ir) {
        return compiler().compile(ir, Target.host(), Compiler.PASSES);
    }

    static NativeCode load(String... modules) {
        var objects = List.of(modules).stream().map(Llvm::compile).toList();
        return NativeCode.load(objects, NativeCode.C_SYMBOLS);
    }

    @SuppressWarnings("restricted")
    static MethodHandle function(NativeCode code, String symbol, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(code.address(symbol)), type);
    }
}
