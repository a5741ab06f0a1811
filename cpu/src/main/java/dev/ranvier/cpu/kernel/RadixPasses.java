package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/**
 * The kernels of a sort by digits whose slices are few and long: threads share a slice in parts, each a task. For each
 * digit, a kernel counts its values in each part, and the next one brings the words of each part to their places, which
 * follow from all counts. Words go back and forth between two buffers; for each slice and digit a flag says in which one
 * they are, for digits in which all keys agree are left out.
 */
public final class RadixPasses {
    /** Elements that are worth a task. */
    private static final long PART = 1 << 16;

    private static final int MOST_PARTS = 8;

    private final Sort op;
    private final int parts;
    private final SortSlices slices;
    private final RadixCode form;

    /** The passes of a sort that {@link #cover covers} says yes to. */
    public RadixPasses(Sort op) {
        this.op = op;
        this.slices = SortSlices.of(op);
        this.parts = Math.toIntExact(Math.min(MOST_PARTS, slices.length() / PART));
        this.form = code(function(), List.of(), List.of());
    }

    /** Whether a sort by keys has slices that threads should share. */
    public static boolean cover(Sort op) {
        var slices = SortSlices.of(op);
        return slices.count() < MOST_PARTS && slices.length() >= 2 * PART;
    }

    /** Bytes of one of the two buffers of words. */
    public long wordBytes() {
        return slices.count() * form.wordBytes();
    }

    /** Bytes of the counts. */
    public long countBytes() {
        return slices.count() * parts * form.tableBytes();
    }

    /** Bytes of the flags. */
    public long flagBytes() {
        return slices.count() * (form.digits() + 1) * 4;
    }

    /** How many digits there are. */
    public int digits() {
        return form.digits();
    }

    private static IrFunction function() {
        return new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64, IrType.POINTER);
    }

    private RadixCode code(IrFunction f, List<Value> captured, List<IrValue> pointers) {
        return new RadixCode(op, f, captured, pointers);
    }

    /** Computes words: the arguments are what the comparator takes from around it, inputs, words and flags. */
    public KernelCode words(List<Value> captured) {
        var f = function();
        var pointers = KernelCode.addresses(f, captured.size() + op.inputs().size() + 2);
        var inputs = pointers.subList(captured.size(), pointers.size() - 2);
        var code = code(f, captured, pointers.subList(0, captured.size()));
        return kernel(f, List.of(), task -> {
            var words = ofSlice(task, pointers.get(pointers.size() - 2), form.wordBytes());
            code.words(inputs, slices.base(f, task.slice), task.begin, task.end, words);
            task.first(() -> f.store(IrValue.integer(IrType.I32, 0), flag(task, pointers.getLast(), IrValue.i64(0))));
        });
    }

    /** Counts the values of a digit: the arguments are both buffers of words, counts and flags. */
    public KernelCode count(int digit) {
        var f = function();
        var pointers = KernelCode.addresses(f, 4);
        var code = code(f, List.of(), List.of());
        var number = f.load(IrType.I64, f.element(IrType.I64, f.parameter(0), IrValue.i64(pointers.size())));
        return kernel(f, List.of((long) digit), task -> {
            var from = ofSlice(task, current(task, pointers, number, false), form.wordBytes());
            var counts = ofSlice(task, pointers.get(2), parts * form.tableBytes());
            var own = f.element(IrType.I8, counts, f.binary("mul", task.part, IrValue.i64(form.tableBytes())));
            code.count(from, task.begin, task.end, number, own);
        });
    }

    /** Brings words to their places by a digit: the arguments are both buffers of words, counts and flags. */
    public KernelCode distribute(int digit) {
        var f = function();
        var pointers = KernelCode.addresses(f, 4);
        var code = code(f, List.of(), List.of());
        var number = f.load(IrType.I64, f.element(IrType.I64, f.parameter(0), IrValue.i64(pointers.size())));
        return kernel(f, List.of((long) digit), task -> {
            var counts = ofSlice(task, pointers.get(2), parts * form.tableBytes());
            var isSame = code.places(counts, parts, task.part, f.parameter(3));
            var isOther = f.binary("xor", isSame, IrValue.integer(IrType.I1, 1));
            task.first(() -> {
                var before = f.load(IrType.I32, flag(task, pointers.get(3), number));
                var after = f.binary("xor", before, f.cast("zext", isOther, IrType.I32));
                f.store(after, flag(task, pointers.get(3), f.binary("add", number, IrValue.i64(1))));
            });
            f.when(isOther, () -> {
                var from = ofSlice(task, current(task, pointers, number, false), form.wordBytes());
                var to = ofSlice(task, current(task, pointers, number, true), form.wordBytes());
                code.distribute(from, task.begin, task.end, number, f.parameter(3), to);
            });
        });
    }

    /** Writes the results: the arguments are both buffers of words, counts and flags, inputs and results. */
    public KernelCode results() {
        var f = function();
        int count = op.inputs().size();
        var pointers = KernelCode.addresses(f, 4 + 2 * count);
        var code = code(f, List.of(), List.of());
        return kernel(f, List.of(), task -> {
            var words = ofSlice(task, current(task, pointers, IrValue.i64(form.digits()), false), form.wordBytes());
            var base = slices.base(f, task.slice);
            var inputs = pointers.subList(4, 4 + count);
            code.results(words, base, task.begin, task.end, inputs, pointers.subList(4 + count, 4 + 2 * count));
        });
    }

    /** A part of a slice. */
    private record Task(IrFunction f, IrValue slice, IrValue part, IrValue begin, IrValue end) {
        /** What the task of the first part does for its slice. */
        void first(Runnable then) {
            f.when(f.compare("eq", part, IrValue.i64(0)), then);
        }
    }

    @FunctionalInterface
    private interface TaskBody {
        void of(Task task);
    }

    private KernelCode kernel(IrFunction f, List<Long> sizes, TaskBody body) {
        long length = Math.ceilDiv(slices.length(), parts);
        f.loop(f.parameter(1), f.parameter(2), 1, number -> {
            var slice = f.binary("udiv", number, IrValue.i64(parts));
            var part = f.binary("urem", number, IrValue.i64(parts));
            var begin = f.binary("mul", part, IrValue.i64(length));
            var end = f.binary("add", begin, IrValue.i64(length));
            body.of(new Task(f, slice, part, begin, f.intrinsic("llvm.smin", end, IrValue.i64(slices.length()))));
        });
        return KernelCode.of(IrText.module(f), sizes, slices.count() * parts, length * 4)
                .withScratch(form.tableBytes());
    }

    private static IrValue ofSlice(Task task, IrValue buffer, long bytes) {
        var f = task.f;
        return f.element(IrType.I8, buffer, f.binary("mul", task.slice, IrValue.i64(bytes)));
    }

    private IrValue flag(Task task, IrValue flags, IrValue digit) {
        return task.f.element(IrType.I32, ofSlice(task, flags, (form.digits() + 1) * 4L), digit);
    }

    /** The buffer where the words are, or the other one, when a digit's turn comes. */
    private IrValue current(Task task, List<IrValue> pointers, IrValue digit, boolean other) {
        var f = task.f;
        var flag = f.load(IrType.I32, flag(task, pointers.get(3), digit));
        var isSecond = f.compare(other ? "eq" : "ne", flag, IrValue.integer(IrType.I32, 0));
        return f.select(isSecond, pointers.get(1), pointers.get(0));
    }
}
