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
 * keeps the order of equal ones. A key is the upper half of a word; the lower one is the place where it was, or the
 * element itself if it is small and the only one. Digits in which all keys agree are left out.
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
    private final IrType word;
    private final int keyPlace;
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
        this.keyPlace = Math.max(32, order.bits());
        this.word = IrType.integer(2 * keyPlace);
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
        var words = List.of(memory(length * keyPlace / 4), memory(length * keyPlace / 4));
        var counts = memory((4L * digits) << digitBits);
        var copy = memory(widest * length);
        var base = slices.base(f, slice);
        count(base, words.getFirst(), counts);
        var from = variable(words.getFirst());
        var to = variable(words.getLast());
        for (int digit = 0; digit < digits; digit++) {
            int current = digit;
            var table = f.element(IrType.I32, counts, IrValue.i64((long) digit << digitBits));
            var any = f.load(word, pointer(from));
            var same = f.load(IrType.I32, f.element(IrType.I32, table, digit(any, digit)));
            f.when(f.compare("ne", same, IrValue.integer(IrType.I32, length)), () -> {
                accumulate(table);
                distribute(table, current, pointer(from), pointer(to));
                var held = pointer(from);
                f.store(pointer(to), from);
                f.store(held, to);
            });
        }
        write(base, pointer(from), copy);
        for (var block : List.of(words.getFirst(), words.getLast(), counts, copy)) {
            f.callVoid("free", block);
        }
    }

    private IrValue memory(long bytes) {
        return f.call(IrType.POINTER, "malloc", IrValue.i64(bytes));
    }

    /** Computes the keys, and counts for each digit how many have each value of it. */
    private void count(IrValue base, IrValue words, IrValue counts) {
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
                    var key = f.cast(
                            "zext", order.of(f, e.at(order.key(), List.of()).value()), word);
                    var value =
                            f.binary("or", f.binary("shl", key, IrValue.integer(word, keyPlace)), payload(position, i));
                    f.store(value, f.element(word, words, i));
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
            return word.bits() > 64 ? f.cast("zext", place, word) : place;
        }
        var bits = IrType.integer(8 * types.getFirst().byteWidth());
        return f.cast("zext", f.load(bits, f.element(bits, results.getFirst(), position)), word);
    }

    private IrValue digit(IrValue value, int digit) {
        var shifted = f.binary("lshr", value, IrValue.integer(word, keyPlace + (long) digit * digitBits));
        long mask = (1L << digitBits) - 1;
        return f.binary("and", f.cast("trunc", shifted, IrType.I64), IrValue.i64(mask));
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

    private void distribute(IrValue table, int digit, IrValue from, IrValue to) {
        f.loop(IrValue.i64(0), IrValue.i64(slices.length()), 1, i -> {
            var value = f.load(word, f.element(word, from, i));
            var slot = f.element(IrType.I32, table, digit(value, digit));
            var place = f.load(IrType.I32, slot);
            f.store(f.binary("add", place, IrValue.integer(IrType.I32, 1)), slot);
            f.store(value, f.element(word, to, f.cast("zext", place, IrType.I64)));
        });
    }

    private void write(IrValue base, IrValue words, IrValue copy) {
        var length = IrValue.i64(slices.length());
        if (carriesElement) {
            var bits = IrType.integer(8 * types.getFirst().byteWidth());
            f.loop(IrValue.i64(0), length, 1, i -> {
                var payload = f.cast("trunc", f.load(word, f.element(word, words, i)), bits);
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
                var place = f.binary(
                        "and",
                        f.cast("trunc", f.load(word, f.element(word, words, i)), IrType.I64),
                        IrValue.i64(0xFFFF_FFFFL));
                var element = e.memory().load(type, copy, new Uniform(place));
                e.memory().store(type, element, result, slices.position(f, base, i));
            });
        }
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
