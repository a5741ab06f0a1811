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
 * {@code sort} by keys ({@link SortOrder}): each task sorts one slice by the digits of its keys, the least first, which
 * keeps the order of equal ones. With each key goes the place where it was, or the element itself if it is small and
 * the only one. Digits in which all keys agree are left out.
 *
 * <p>The arguments are what the comparator takes from around it, and the results, which hold the inputs before.
 */
final class RadixSortKernel {
    /** Slices shorter than this are sorted faster by merging. */
    private static final long SHORTEST = 512;

    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final SortOrder order;
    private final SortSlices slices;
    private final ElementEmitter e;
    private final List<IrValue> results = new ArrayList<>();
    private final List<ElementType> types;
    private final IrType key;
    private final int digitBits;
    private final int digits;
    private final boolean carriesElement;
    private final Value left;

    private RadixSortKernel(Sort op, SortOrder order, List<Value> captured) {
        this.order = order;
        this.slices = SortSlices.of(op);
        var pointers = new ArrayList<IrValue>();
        for (int i = 0; i < captured.size() + op.results().size(); i++) {
            var pointer = f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i)));
            (i < captured.size() ? pointers : results).add(pointer);
        }
        this.e = new ElementEmitter(Kernel.of(op, captured, pointers, 1), f, 1);
        this.types = op.inputs().stream()
                .map(input -> input.tensorType().elementType())
                .toList();
        this.key = IrType.integer(order.bits());
        this.digitBits = order.bits() >= 32 ? 11 : 8;
        this.digits = Math.ceilDiv(order.bits(), digitBits);
        this.carriesElement = types.size() == 1 && types.getFirst().byteWidth() <= 4;
        this.left = op.comparator().arguments().get(2 * order.operand());
    }

    /** Whether keys of a sort, of slices that are long enough, can be had. */
    static boolean covers(Sort op) {
        long length = SortSlices.of(op).length();
        return length >= SHORTEST
                && length <= Integer.MAX_VALUE
                && SortOrder.of(op).isPresent();
    }

    static KernelCode emit(Sort op, List<Value> captured) {
        return new RadixSortKernel(op, SortOrder.of(op).orElseThrow(), captured).emit();
    }

    private KernelCode emit() {
        f.loop(f.parameter(1), f.parameter(2), 1, slice -> e.scope(() -> sortSlice(slice)));
        return KernelCode.of(IrText.module(f), slices.count(), slices.length() * (digits + 2) * 4);
    }

    private void sortSlice(IrValue slice) {
        long length = slices.length();
        long widest = types.stream().mapToLong(ElementType::byteWidth).max().orElse(0);
        var keys = List.of(memory(length * order.bits() / 8), memory(length * order.bits() / 8));
        var payloads = List.of(memory(4 * length), memory(4 * length));
        var counts = memory((4L * digits) << digitBits);
        var copy = memory(widest * length);
        var base = slices.base(f, slice);
        count(base, keys.getFirst(), payloads.getFirst(), counts);
        var fromKeys = variable(keys.get(0));
        var toKeys = variable(keys.get(1));
        var from = variable(payloads.get(0));
        var to = variable(payloads.get(1));
        for (int digit = 0; digit < digits; digit++) {
            int current = digit;
            var table = f.element(IrType.I32, counts, IrValue.i64((long) digit << digitBits));
            var first = f.load(
                    IrType.I32, f.element(IrType.I32, table, digit(pointerKey(fromKeys, IrValue.i64(0)), digit)));
            f.when(f.compare("ne", first, IrValue.integer(IrType.I32, length)), () -> {
                accumulate(table);
                distribute(table, current, List.of(pointer(fromKeys), pointer(toKeys), pointer(from), pointer(to)));
                swap(fromKeys, toKeys);
                swap(from, to);
            });
        }
        write(base, pointer(from), copy);
        for (var block : List.of(keys.get(0), keys.get(1), payloads.get(0), payloads.get(1), counts, copy)) {
            f.callVoid("free", block);
        }
    }

    private IrValue memory(long bytes) {
        return f.call(IrType.POINTER, "malloc", IrValue.i64(bytes));
    }

    /** Computes the keys, and counts for each digit how many have each value of it. */
    private void count(IrValue base, IrValue keys, IrValue payloads, IrValue counts) {
        var zero = IrValue.integer(IrType.I32, 0);
        f.loop(
                IrValue.i64(0),
                IrValue.i64((long) digits << digitBits),
                1,
                i -> f.store(zero, f.element(IrType.I32, counts, i)));
        f.loop(
                IrValue.i64(0),
                IrValue.i64(slices.length()),
                1,
                i -> e.scope(() -> {
                    var position = slices.position(f, base, i);
                    var type = types.get(order.operand());
                    var element = e.memory().load(type, results.get(order.operand()), new Uniform(position));
                    e.define(left, List.of(), element);
                    var value = order.of(f, e.at(order.key(), List.of()).value());
                    f.store(value, f.element(key, keys, i));
                    f.store(payload(position, i), f.element(IrType.I32, payloads, i));
                    for (int digit = 0; digit < digits; digit++) {
                        var table = f.element(IrType.I32, counts, IrValue.i64((long) digit << digitBits));
                        var slot = f.element(IrType.I32, table, digit(value, digit));
                        f.store(f.binary("add", f.load(IrType.I32, slot), IrValue.integer(IrType.I32, 1)), slot);
                    }
                }));
    }

    /** The element's bits, or its place. */
    private IrValue payload(IrValue position, IrValue place) {
        if (!carriesElement) {
            return f.cast("trunc", place, IrType.I32);
        }
        var bits = IrType.integer(8 * types.getFirst().byteWidth());
        return f.cast("zext", f.load(bits, f.element(bits, results.getFirst(), position)), IrType.I32);
    }

    private IrValue digit(IrValue value, int digit) {
        var shifted = f.binary("lshr", value, IrValue.integer(key, (long) digit * digitBits));
        long mask = (1L << Math.min(digitBits, order.bits() - digit * digitBits)) - 1;
        var held = f.binary("and", shifted, IrValue.integer(key, mask));
        return order.bits() < 64 ? f.cast("zext", held, IrType.I64) : held;
    }

    /** From how many there are of each value to where the first of each goes. */
    private void accumulate(IrValue table) {
        var sum = variable(IrValue.integer(IrType.I32, 0));
        f.loop(IrValue.i64(0), IrValue.i64(1L << digitBits), 1, i -> {
            var slot = f.element(IrType.I32, table, i);
            var count = f.load(IrType.I32, slot);
            var before = f.load(IrType.I32, sum);
            f.store(before, slot);
            f.store(f.binary("add", before, count), sum);
        });
    }

    private void distribute(IrValue table, int digit, List<IrValue> arrays) {
        f.loop(IrValue.i64(0), IrValue.i64(slices.length()), 1, i -> {
            var value = f.load(key, f.element(key, arrays.get(0), i));
            var payload = f.load(IrType.I32, f.element(IrType.I32, arrays.get(2), i));
            var slot = f.element(IrType.I32, table, digit(value, digit));
            var place = f.load(IrType.I32, slot);
            f.store(f.binary("add", place, IrValue.integer(IrType.I32, 1)), slot);
            var target = f.cast("zext", place, IrType.I64);
            f.store(value, f.element(key, arrays.get(1), target));
            f.store(payload, f.element(IrType.I32, arrays.get(3), target));
        });
    }

    private void write(IrValue base, IrValue payloads, IrValue copy) {
        var length = IrValue.i64(slices.length());
        if (carriesElement) {
            var bits = IrType.integer(8 * types.getFirst().byteWidth());
            f.loop(IrValue.i64(0), length, 1, i -> {
                var payload = f.cast("trunc", f.load(IrType.I32, f.element(IrType.I32, payloads, i)), bits);
                f.store(payload, f.element(bits, results.getFirst(), slices.position(f, base, i)));
            });
            return;
        }
        for (int k = 0; k < types.size(); k++) {
            var type = types.get(k);
            var result = results.get(k);
            f.loop(IrValue.i64(0), length, 1, i -> {
                var element = e.memory().load(type, result, new Uniform(slices.position(f, base, i)));
                e.memory().store(type, element, copy, i);
            });
            f.loop(IrValue.i64(0), length, 1, i -> {
                var place = f.cast("zext", f.load(IrType.I32, f.element(IrType.I32, payloads, i)), IrType.I64);
                var element = e.memory().load(type, copy, new Uniform(place));
                e.memory().store(type, element, result, slices.position(f, base, i));
            });
        }
    }

    private IrValue pointerKey(IrValue variable, IrValue index) {
        return f.load(key, f.element(key, pointer(variable), index));
    }

    private void swap(IrValue first, IrValue second) {
        var held = pointer(first);
        f.store(pointer(second), first);
        f.store(held, second);
    }

    private IrValue variable(IrValue initial) {
        var variable = f.local(initial.type());
        f.store(initial, variable);
        return variable;
    }

    private IrValue pointer(IrValue variable) {
        return f.load(IrType.POINTER, variable);
    }
}
