package dev.ranvier.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/**
 * LLVM's code generator for a target, for one thread.
 *
 * @param handle an {@code LLVMTargetMachineRef}
 * @param dataLayout the sizes and alignments of the target, as IR text names them
 */
record TargetMachine(long handle, String dataLayout) {
    private static final int DEFAULT_OPTIMIZATION = 2;
    private static final int POSITION_INDEPENDENT = 2;
    private static final int SMALL_CODE = 3;

    static TargetMachine create(Target target) {
        var llvm = LlvmLibrary.get();
        try (var arena = Arena.ofConfined()) {
            var found = arena.allocate(ValueLayout.JAVA_LONG);
            var message = arena.allocate(ValueLayout.JAVA_LONG);
            var triple = arena.allocateFrom(target.triple()).address();
            if ((int) llvm.call("LLVMGetTargetFromTriple", triple, found.address(), message.address()) != 0) {
                throw new LlvmException(llvm.take(message.get(ValueLayout.JAVA_LONG, 0)));
            }
            var machine = llvm.call(
                    "LLVMCreateTargetMachine",
                    found.get(ValueLayout.JAVA_LONG, 0),
                    triple,
                    arena.allocateFrom(target.cpu()).address(),
                    arena.allocateFrom(target.features()).address(),
                    DEFAULT_OPTIMIZATION,
                    POSITION_INDEPENDENT,
                    SMALL_CODE);
            var layout = llvm.call("LLVMCreateTargetDataLayout", machine);
            var text = llvm.take(llvm.call("LLVMCopyStringRepOfTargetData", layout));
            llvm.call("LLVMDisposeTargetData", layout);
            return new TargetMachine(machine, text);
        }
    }

    void dispose() {
        LlvmLibrary.get().call("LLVMDisposeTargetMachine", handle);
    }
}
