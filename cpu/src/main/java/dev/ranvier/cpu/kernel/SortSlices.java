package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.ReductionOp.Sort;

/**
 * The slices of a sort's operands.
 *
 * @param count how many there are
 * @param length how many elements each has
 * @param stride how far apart these lie
 */
record SortSlices(long count, long length, long stride) {
    static SortSlices of(Sort op) {
        var shape = op.inputs().getFirst().tensorType().shape();
        long dimension = op.dimension() == null ? -1 : op.dimension();
        int axis = (int) (dimension < 0 ? dimension + shape.length : dimension);
        long behind = 1;
        for (int d = axis + 1; d < shape.length; d++) {
            behind *= shape[d];
        }
        long length = shape[axis];
        long count = length == 0 ? 0 : op.inputs().getFirst().tensorType().elementCount() / length;
        return new SortSlices(count, length, behind);
    }

    /** The position of a slice's first element. */
    IrValue base(IrFunction f, IrValue slice) {
        var outer = f.binary("mul", f.binary("udiv", slice, IrValue.i64(stride)), IrValue.i64(stride * length));
        return f.binary("add", outer, f.binary("urem", slice, IrValue.i64(stride)));
    }

    /** The position of an element. */
    IrValue position(IrFunction f, IrValue base, IrValue index) {
        return f.binary("add", base, f.binary("mul", index, IrValue.i64(stride)));
    }
}
