package dev.ranvier.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One module on its way through LLVM, in a context of its own. */
final class Compilation implements AutoCloseable {
    private static final int RETURN_STATUS = 2;

    /** What {@link #emit} makes: LLVM's {@code LLVMCodeGenFileType}. */
    enum FileType {
        ASSEMBLY(0),
        OBJECT(1);

        private final int number;

        FileType(int number) {
            this.number = number;
        }
    }

    private final LlvmLibrary llvm;
    private final TargetMachine machine;
    private final List<String> errors;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment result = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment message = arena.allocate(ValueLayout.JAVA_LONG);
    private final long context;
    private long module;

    /** A compilation without a module yet; LLVM's diagnostics are added to {@code errors}. */
    Compilation(LlvmLibrary llvm, TargetMachine machine, List<String> errors) {
        this.llvm = llvm;
        this.machine = machine;
        this.errors = errors;
        context = llvm.call("LLVMContextCreate");
        llvm.call("LLVMContextSetDiagnosticHandler", context, llvm.diagnosticHandler());
    }

    /** Reads IR text and verifies it. */
    void parse(String ir) {
        // On the first line, so that the line numbers of messages are those of the caller's text.
        var text = "target datalayout = \"%s\" ".formatted(machine.dataLayout()) + ir;
        var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
        var name = arena.allocateFrom("ir").address();
        // The parser takes the buffer over.
        var buffer = llvm.call("LLVMCreateMemoryBufferWithMemoryRangeCopy", bytes.address(), bytes.byteSize(), name);
        if ((int) llvm.call("LLVMParseIRInContext", context, buffer, result.address(), message.address()) != 0) {
            throw new LlvmException("LLVM cannot read this module: " + takeMessage());
        }
        module = result.get(ValueLayout.JAVA_LONG, 0);
        if ((int) llvm.call("LLVMVerifyModule", module, RETURN_STATUS, message.address()) != 0) {
            throw new LlvmException("LLVM's verifier refuses this module: " + takeMessage());
        }
        takeMessage();
    }

    /** Runs passes of the new pass manager, in the syntax of LLVM's {@code opt -passes=}. */
    void optimize(String passes) {
        var options = llvm.call("LLVMCreatePassBuilderOptions");
        var list = arena.allocateFrom(passes).address();
        var failure = llvm.call("LLVMRunPasses", module, list, machine.handle(), options);
        llvm.call("LLVMDisposePassBuilderOptions", options);
        if (failure != 0) {
            var text = llvm.call("LLVMGetErrorMessage", failure);
            var reason = NativeCall.text(text);
            llvm.call("LLVMDisposeErrorMessage", text);
            throw new LlvmException("LLVM cannot run the passes '%s': %s".formatted(passes, reason));
        }
        check();
    }

    /** Makes code for the machine. */
    byte[] emit(FileType type) {
        if ((int) llvm.call(
                        "LLVMTargetMachineEmitToMemoryBuffer",
                        machine.handle(),
                        module,
                        type.number,
                        message.address(),
                        result.address())
                != 0) {
            throw new LlvmException("LLVM cannot make code of this module: " + takeMessage());
        }
        var buffer = result.get(ValueLayout.JAVA_LONG, 0);
        var start = MemorySegment.ofAddress(llvm.call("LLVMGetBufferStart", buffer));
        var bytes = sized(start, llvm.call("LLVMGetBufferSize", buffer)).toArray(ValueLayout.JAVA_BYTE);
        llvm.call("LLVMDisposeMemoryBuffer", buffer);
        check();
        return bytes;
    }

    /** The module as IR text. */
    String text() {
        return llvm.take(llvm.call("LLVMPrintModuleToString", module));
    }

    @Override
    public void close() {
        if (module != 0) {
            llvm.call("LLVMDisposeModule", module);
        }
        llvm.call("LLVMContextDispose", context);
        arena.close();
    }

    private void check() {
        if (!errors.isEmpty()) {
            throw new LlvmException("LLVM cannot make code of this module: " + String.join("\n", errors));
        }
    }

    private String takeMessage() {
        return llvm.take(message.get(ValueLayout.JAVA_LONG, 0));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment sized(MemorySegment start, long size) {
        return start.reinterpret(size);
    }
}
