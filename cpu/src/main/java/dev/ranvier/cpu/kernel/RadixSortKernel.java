package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/**
 * {@code sort} by the digits of keys: each task sorts one slice. Digits in which all keys agree are left out. The arguments
 * are what the comparator takes from around it, the inputs and the results.
 */
public final class RadixSortKernel {
    /** Slices shorter than this are sorted faster by merging. */
    private static final long SHORTEST = 512;

    private final IrFunction f =
            new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64, IrType.POINTER);
    private final List<IrValue> inputs;
    private final List<IrValue> results;
    private final RadixCode code;
    private final SortSlices slices;

    private RadixSortKernel(Sort op, List<Value> captured) {
        int count = op.inputs().size();
        var pointers = KernelCode.addresses(f, captured.size() + 2 * count);
        this.inputs = pointers.subList(captured.size(), captured.size() + count);
        this.results = pointers.subList(captured.size() + count, pointers.size());
        this.code = new RadixCode(op, f, captured, pointers.subList(0, captured.size()));
        this.slices = code.slices();
    }

    /** Whether keys of a sort, of slices that are long enough, can be had. */
    public static boolean covers(Sort op) {
        long length = SortSlices.of(op).length();
        return length >= SHORTEST
                && length <= Integer.MAX_VALUE
                && SortOrder.of(op).isPresent();
    }

    /**
     * Writes the kernel.
     *
     * @param captured what the comparator takes from around it
     */
    public static KernelCode emit(Sort op, List<Value> captured) {
        return new RadixSortKernel(op, captured).emit();
    }

    private KernelCode emit() {
        f.loop(f.parameter(1), f.parameter(2), 1, this::sortSlice);
        long work = slices.length() * (code.digits() + 2) * 4;
        long scratch = 2 * code.wordBytes() + code.tableBytes();
        return KernelCode.of(IrText.module(f), slices.count(), work).withScratch(scratch);
    }

    private void sortSlice(IrValue slice) {
        var begin = IrValue.i64(0);
        var end = IrValue.i64(slices.length());
        var words = f.parameter(3);
        var others = f.element(IrType.I8, words, IrValue.i64(code.wordBytes()));
        var table = f.element(IrType.I8, others, IrValue.i64(code.wordBytes()));
        var base = slices.base(f, slice);
        code.words(inputs, base, begin, end, words);
        var from = variable(words);
        var to = variable(others);
        f.loop(IrValue.i64(0), IrValue.i64(code.digits()), 1, digit -> {
            var source = f.load(IrType.POINTER, from);
            code.count(source, begin, end, digit, table);
            var isSame = code.places(table, 1, IrValue.i64(0), table);
            f.when(f.binary("xor", isSame, IrValue.integer(IrType.I1, 1)), () -> {
                var target = f.load(IrType.POINTER, to);
                code.distribute(source, begin, end, digit, table, target);
                f.store(target, from);
                f.store(source, to);
            });
        });
        code.results(f.load(IrType.POINTER, from), base, begin, end, inputs, results);
    }

    private IrValue variable(IrValue initial) {
        var variable = f.local(initial.type());
        f.store(initial, variable);
        return variable;
    }
}
