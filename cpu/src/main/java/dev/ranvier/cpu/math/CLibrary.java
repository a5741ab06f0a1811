package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;

/** Functions of the C library of {@code double}, lane by lane. */
final class CLibrary {
    private CLibrary() {}

    /** {@code value}, but the C library's result in lanes where the condition holds, which is rare. */
    static IrValue where(Arithmetic a, IrValue condition, IrValue value, String function, IrValue... operands) {
        return a.unless(condition, value, () -> call(a.function(), function, operands));
    }

    /** The function for each lane. */
    static IrValue call(IrFunction f, String function, IrValue... operands) {
        var type = operands[0].type();
        return f.callInternal(
                type,
                "each." + function + "." + type.mangled(),
                (inner, parameters) -> lanes(inner, function, parameters.toArray(IrValue[]::new)),
                operands);
    }

    private static IrValue lanes(IrFunction f, String function, IrValue... operands) {
        var type = operands[0].type();
        if (!type.isVector()) {
            return lane(f, function, operands);
        }
        var scalar = type.withLanes(1);
        var memory = new IrValue[operands.length];
        for (int i = 0; i < operands.length; i++) {
            memory[i] = f.local(type);
            f.store(operands[i], memory[i]);
        }
        f.loop(IrValue.i64(0), IrValue.i64(type.lanes()), 1, index -> {
            var arguments = new IrValue[operands.length];
            for (int i = 0; i < operands.length; i++) {
                arguments[i] = f.load(scalar, f.element(scalar, memory[i], index));
            }
            f.store(lane(f, function, arguments), f.element(scalar, memory[0], index));
        });
        return f.load(type, memory[0]);
    }

    private static IrValue lane(IrFunction f, String function, IrValue... operands) {
        var arguments = new IrValue[operands.length];
        for (int i = 0; i < operands.length; i++) {
            arguments[i] = f.cast("fpext", operands[i], IrType.DOUBLE);
        }
        return f.cast("fptrunc", f.call(IrType.DOUBLE, function, arguments), operands[0].type());
    }
}
