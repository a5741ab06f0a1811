package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.llvm.Compiler;
import dev.ranvier.llvm.NativeCode;
import dev.ranvier.llvm.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** A function of one or two operands as machine code that applies it to arrays, by vectors of some lanes. */
final class NativeFunction {
    private static final Compiler COMPILER = new Compiler(1);

    /** Writes the code for one vector. */
    interface Emitter {
        IrValue emit(IrFunction f, IrValue x, IrValue y);
    }

    private final IrType type;
    private final MethodHandle code;

    NativeFunction(Emitter emitter, IrType type) {
        this(emitter, type, Target.host());
    }

    @SuppressWarnings("restricted")
    NativeFunction(Emitter emitter, IrType type, Target target) {
        this.type = type;
        var loaded = NativeCode.load(
                List.of(COMPILER.compile(ir(emitter, type), target, Compiler.PASSES)), NativeCode.C_SYMBOLS);
        this.code = Linker.nativeLinker()
                .downcallHandle(
                        MemorySegment.ofAddress(loaded.address("array")),
                        FunctionDescriptor.ofVoid(
                                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    }

    /** {@code void array(ptr x, ptr y, ptr result, i64 count)}. */
    static String ir(Emitter emitter, IrType type) {
        var f = new IrFunction("array", IrType.POINTER, IrType.POINTER, IrType.POINTER, IrType.I64);
        var scalar = type.withLanes(1);
        f.loop(IrValue.i64(0), f.parameter(3), type.lanes(), index -> {
            var x = f.load(type, f.element(scalar, f.parameter(0), index));
            var y = f.load(type, f.element(scalar, f.parameter(1), index));
            f.store(emitter.emit(f, x, y), f.element(scalar, f.parameter(2), index));
        });
        return f.definition() + String.join("\n", f.declarations())
                + "\nattributes #0 = { nounwind \"min-legal-vector-width\"=\"512\" \"prefer-vector-width\"=\"512\" }\n";
    }

    /** The results for arrays whose size is a multiple of the lanes. */
    MemorySegment apply(Arena arena, MemorySegment x, MemorySegment y) {
        var result = arena.allocate(x.byteSize(), 64);
        call(x, y, result);
        return result;
    }

    void call(MemorySegment x, MemorySegment y, MemorySegment result) {
        long count = x.byteSize() * 8 / type.bits();
        if (count % type.lanes() != 0) {
            throw new IllegalArgumentException(count + " is no multiple of " + type.lanes());
        }
        try {
            code.invokeExact(x, y, result, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
