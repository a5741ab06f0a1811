package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sort} by any comparator: each task sorts one slice, by merging runs that double in length. The order is stable
 * whether asked for or not. The arguments are what the comparator takes from around it, and the results, which hold the inputs before.
 */
public final class SortKernel {
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final Sort op;
    private final ElementEmitter e;
    private final List<IrValue> results = new ArrayList<>();
    private final List<ElementType> types;
    private final SortSlices slices;
    private final long length;

    private SortKernel(Sort op, List<Value> captured) {
        this.op = op;
        var pointers = new ArrayList<IrValue>();
        for (int i = 0; i < captured.size() + op.results().size(); i++) {
            var pointer = f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i)));
            (i < captured.size() ? pointers : results).add(pointer);
        }
        this.e = new ElementEmitter(Kernel.of(op, captured, pointers, 1), f, 1);
        this.types = op.inputs().stream()
                .map(input -> input.tensorType().elementType())
                .toList();
        this.slices = SortSlices.of(op);
        this.length = slices.length();
    }

    /**
     * Writes the kernel.
     *
     * @param captured what the comparator takes from around it
     */
    public static KernelCode emit(Sort op, List<Value> captured) {
        return new SortKernel(op, captured).emit();
    }

    private KernelCode emit() {
        f.loop(f.parameter(1), f.parameter(2), 1, slice -> e.scope(() -> sortSlice(slice)));
        long work = length * (65 - Long.numberOfLeadingZeros(length)) * 4;
        return KernelCode.of(IrText.module(f), slices.count(), work);
    }

    private void sortSlice(IrValue slice) {
        long bytes = 0;
        for (var type : types) {
            bytes += 2 * length * type.byteWidth();
        }
        var scratch = f.call(IrType.POINTER, "malloc", IrValue.i64(bytes));
        var from = new ArrayList<IrValue>();
        var to = new ArrayList<IrValue>();
        long offset = 0;
        for (var type : types) {
            from.add(variable(f.element(IrType.I8, scratch, IrValue.i64(offset))));
            to.add(variable(f.element(IrType.I8, scratch, IrValue.i64(offset + length * type.byteWidth()))));
            offset += 2 * length * type.byteWidth();
        }
        var base = slices.base(f, slice);
        f.loop(IrValue.i64(0), IrValue.i64(length), 1, i -> {
            for (int k = 0; k < types.size(); k++) {
                store(k, load(k, results.get(k), slices.position(f, base, i)), pointer(from.get(k)), i);
            }
        });
        mergeRuns(from, to);
        f.loop(IrValue.i64(0), IrValue.i64(length), 1, i -> {
            for (int k = 0; k < types.size(); k++) {
                store(k, load(k, pointer(from.get(k)), i), results.get(k), slices.position(f, base, i));
            }
        });
        f.callVoid("free", scratch);
    }

    private void mergeRuns(List<IrValue> from, List<IrValue> to) {
        var width = variable(IrValue.i64(1));
        f.repeat(_ -> f.compare("slt", number(width), IrValue.i64(length)), () -> {
            var run = number(width);
            var start = variable(IrValue.i64(0));
            f.repeat(_ -> f.compare("slt", number(start), IrValue.i64(length)), () -> {
                var low = number(start);
                var middle = least(f.binary("add", low, run));
                var high = least(f.binary("add", middle, run));
                merge(from, to, low, middle, high);
                f.store(high, start);
            });
            for (int k = 0; k < types.size(); k++) {
                var first = pointer(from.get(k));
                f.store(pointer(to.get(k)), from.get(k));
                f.store(first, to.get(k));
            }
            f.store(f.binary("shl", run, IrValue.i64(1)), width);
        });
    }

    private IrValue least(IrValue end) {
        return f.intrinsic("llvm.smin", end, IrValue.i64(length));
    }

    private void merge(List<IrValue> from, List<IrValue> to, IrValue low, IrValue middle, IrValue high) {
        var left = variable(low);
        var right = variable(middle);
        f.loop(
                low,
                high,
                1,
                place -> e.scope(() -> {
                    var i = number(left);
                    var j = number(right);
                    var heldI = least(i, length - 1);
                    var heldJ = least(j, length - 1);
                    var arguments = new ArrayList<Element>();
                    for (int k = 0; k < types.size(); k++) {
                        arguments.add(load(k, pointer(from.get(k)), heldJ));
                        arguments.add(load(k, pointer(from.get(k)), heldI));
                    }
                    var less = e.region(op.comparator(), arguments).getFirst().value();
                    var leftDone = f.compare("sge", i, middle);
                    var rightMore = f.compare("slt", j, high);
                    var takeRight = f.binary("or", leftDone, f.binary("and", rightMore, less));
                    for (int k = 0; k < types.size(); k++) {
                        var chosen = e.choose(takeRight, arguments.get(2 * k), arguments.get(2 * k + 1));
                        store(k, chosen, pointer(to.get(k)), place);
                    }
                    var step = f.cast("zext", takeRight, IrType.I64);
                    f.store(f.binary("add", j, step), right);
                    f.store(f.binary("add", i, f.binary("xor", step, IrValue.i64(1))), left);
                }));
    }

    private IrValue least(IrValue index, long greatest) {
        return f.intrinsic("llvm.smin", index, IrValue.i64(greatest));
    }

    private Element load(int input, IrValue base, IrValue position) {
        return e.memory().load(types.get(input), base, new Uniform(position));
    }

    private void store(int input, Element element, IrValue base, IrValue position) {
        e.memory().store(types.get(input), element, base, position);
    }

    private IrValue variable(IrValue initial) {
        var variable = f.local(initial.type());
        f.store(initial, variable);
        return variable;
    }

    private IrValue number(IrValue variable) {
        return f.load(IrType.I64, variable);
    }

    private IrValue pointer(IrValue variable) {
        return f.load(IrType.POINTER, variable);
    }
}
