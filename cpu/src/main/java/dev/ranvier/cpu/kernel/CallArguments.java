package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a call, read where they are needed. */
record CallArguments(IrFunction f) {
    IrValue address(int index) {
        return f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(index)));
    }

    /** An address, moved by a size in bytes. */
    IrValue address(int index, int offset) {
        return f.element(IrType.I8, address(index), size(offset));
    }

    IrValue size(int index) {
        return f.load(IrType.I64, f.element(IrType.I64, f.parameter(0), IrValue.i64(index)));
    }

    /**
     * For the {@code number}-th of all combinations of outer indices, the offsets of {@code operands} operands: from
     * {@code first} there are the count of dimensions, and for each, the innermost first, its size and the operands'
     * strides.
     */
    List<IrValue> offsets(int first, IrValue number, int operands) {
        return offsets(IrValue.i64(first), number, operands);
    }

    /** The same, with the index of the dimensions among the arguments computed. */
    List<IrValue> offsets(IrValue first, IrValue number, int operands) {
        var rest = f.local(IrType.I64);
        f.store(number, rest);
        var offsets = new ArrayList<IrValue>();
        for (int i = 0; i < operands; i++) {
            var offset = f.local(IrType.I64);
            f.store(IrValue.i64(0), offset);
            offsets.add(offset);
        }
        var count = f.load(IrType.I64, f.element(IrType.I64, f.parameter(0), first));
        f.loop(IrValue.i64(0), count, 1, d -> {
            var at = f.element(
                    IrType.I64,
                    f.parameter(0),
                    f.binary(
                            "add",
                            f.binary("mul", d, IrValue.i64(1 + operands)),
                            f.binary("add", first, IrValue.i64(1))));
            var size = f.load(IrType.I64, at);
            var before = f.load(IrType.I64, rest);
            var index = f.binary("urem", before, size);
            f.store(f.binary("udiv", before, size), rest);
            for (int i = 0; i < operands; i++) {
                var stride = f.load(IrType.I64, f.element(IrType.I64, at, IrValue.i64(1 + i)));
                var offset = offsets.get(i);
                f.store(f.binary("add", f.load(IrType.I64, offset), f.binary("mul", index, stride)), offset);
            }
        });
        return offsets.stream().map(offset -> f.load(IrType.I64, offset)).toList();
    }
}
