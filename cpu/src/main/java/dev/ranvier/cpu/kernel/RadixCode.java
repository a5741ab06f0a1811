package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/**
 * What kernels do that sort by keys ({@link SortOrder}), digit by digit, the least first, which keeps the order of equal
 * ones. A key is the upper half of a word; the lower one is the place where its element was, or the element itself if it
 * is small and the only one.
 */
final class RadixCode {
    private final IrFunction f;
    private final SortOrder order;
    private final SortSlices slices;
    private final ElementEmitter e;
    private final List<ElementType> types;
    private final IrType word;
    private final int keyPlace;
    private final int digitBits;
    private final int digits;
    private final boolean carriesElement;
    private final Value left;

    /**
     * Code in {@code f}.
     *
     * @param captured what the comparator takes from around it, at {@code pointers}; nothing where no keys are computed
     */
    RadixCode(Sort op, IrFunction f, List<Value> captured, List<IrValue> pointers) {
        this.f = f;
        this.order = SortOrder.of(op).orElseThrow();
        this.slices = SortSlices.of(op);
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

    SortSlices slices() {
        return slices;
    }

    /** How many digits a key has. */
    int digits() {
        return digits;
    }

    /** The bytes of the words of a slice. */
    long wordBytes() {
        return slices.length() * keyPlace / 4;
    }

    /** The bytes of a number for each value of a digit. */
    long tableBytes() {
        return 4L << digitBits;
    }

    /** Computes the words of some elements of a slice. */
    void words(List<IrValue> inputs, IrValue base, IrValue begin, IrValue end, IrValue words) {
        f.loop(
                begin,
                end,
                1,
                i -> e.scope(() -> {
                    var position = slices.position(f, base, i);
                    var type = types.get(order.operand());
                    var element = e.memory().load(type, inputs.get(order.operand()), new Uniform(position));
                    e.define(left, List.of(), element);
                    var key = f.cast(
                            "zext", order.of(f, e.at(order.key(), List.of()).value()), word);
                    var shifted = f.binary("shl", key, IrValue.integer(word, keyPlace));
                    f.store(
                            f.binary("or", shifted, payload(inputs.getFirst(), position, i)),
                            f.element(word, words, i));
                }));
    }

    /** The element's bits, or its place. */
    private IrValue payload(IrValue input, IrValue position, IrValue place) {
        if (!carriesElement) {
            return word.bits() > 64 ? f.cast("zext", place, word) : place;
        }
        var bits = IrType.integer(8 * types.getFirst().byteWidth());
        return f.cast("zext", f.load(bits, f.element(bits, input, position)), word);
    }

    private IrValue value(IrValue words, IrValue i, IrValue digit) {
        var place = f.binary("add", f.binary("mul", digit, IrValue.i64(digitBits)), IrValue.i64(keyPlace));
        var shift = word.bits() > 64 ? f.cast("zext", place, word) : place;
        var shifted = f.binary("lshr", f.load(word, f.element(word, words, i)), shift);
        var low = word.bits() > 64 ? f.cast("trunc", shifted, IrType.I64) : shifted;
        return f.binary("and", low, IrValue.i64((1L << digitBits) - 1));
    }

    /** Counts of how many words a digit has each value. */
    void count(IrValue words, IrValue begin, IrValue end, IrValue digit, IrValue counts) {
        var zero = IrValue.integer(IrType.I32, 0);
        f.loop(IrValue.i64(0), IrValue.i64(1L << digitBits), 1, i -> f.store(zero, f.element(IrType.I32, counts, i)));
        f.loop(begin, end, 1, i -> {
            var slot = f.element(IrType.I32, counts, value(words, i, digit));
            f.store(f.binary("add", f.load(IrType.I32, slot), IrValue.integer(IrType.I32, 1)), slot);
        });
    }

    /**
     * From how many words of each part have each value to where the first of one part goes.
     *
     * @param counts a table for each part
     * @param places the table that is written, which may be that of the counts of a single part
     * @return whether all words have the same value
     */
    IrValue places(IrValue counts, int parts, IrValue part, IrValue places) {
        var zero = IrValue.integer(IrType.I32, 0);
        var sum = f.local(IrType.I32);
        var most = f.local(IrType.I32);
        f.store(zero, sum);
        f.store(zero, most);
        f.loop(IrValue.i64(0), IrValue.i64(1L << digitBits), 1, i -> {
            var before = f.load(IrType.I32, sum);
            var place = before;
            var total = zero;
            for (int p = 0; p < parts; p++) {
                var count = f.load(IrType.I32, f.element(IrType.I32, counts, at(p, i)));
                var isBefore = f.compare("slt", IrValue.i64(p), part);
                place = f.binary("add", place, f.select(isBefore, count, zero));
                total = f.binary("add", total, count);
            }
            f.store(place, f.element(IrType.I32, places, i));
            f.store(f.binary("add", before, total), sum);
            f.store(f.intrinsic("llvm.smax", f.load(IrType.I32, most), total), most);
        });
        return f.compare("eq", f.load(IrType.I32, most), IrValue.integer(IrType.I32, slices.length()));
    }

    private IrValue at(int part, IrValue value) {
        return part == 0 ? value : f.binary("add", value, IrValue.i64((long) part << digitBits));
    }

    /** Copies words to their places by a digit; the table of places has then those behind them. */
    void distribute(IrValue from, IrValue begin, IrValue end, IrValue digit, IrValue places, IrValue to) {
        f.loop(begin, end, 1, i -> {
            var slot = f.element(IrType.I32, places, value(from, i, digit));
            var place = f.load(IrType.I32, slot);
            f.store(f.binary("add", place, IrValue.integer(IrType.I32, 1)), slot);
            var copied = f.load(word, f.element(word, from, i));
            f.store(copied, f.element(word, to, f.cast("zext", place, IrType.I64)));
        });
    }

    /** Writes some elements of a sorted slice. */
    void results(IrValue words, IrValue base, IrValue begin, IrValue end, List<IrValue> inputs, List<IrValue> results) {
        if (carriesElement) {
            var bits = IrType.integer(8 * types.getFirst().byteWidth());
            f.loop(begin, end, 1, i -> {
                var payload = f.cast("trunc", f.load(word, f.element(word, words, i)), bits);
                f.store(payload, f.element(bits, results.getFirst(), slices.position(f, base, i)));
            });
            return;
        }
        f.loop(begin, end, 1, i -> {
            var loaded = f.load(word, f.element(word, words, i));
            var low = word.bits() > 64 ? f.cast("trunc", loaded, IrType.I64) : loaded;
            var source = slices.position(f, base, f.binary("and", low, IrValue.i64(0xFFFF_FFFFL)));
            for (int k = 0; k < types.size(); k++) {
                var element = e.memory().load(types.get(k), inputs.get(k), new Uniform(source));
                e.memory().store(types.get(k), element, results.get(k), slices.position(f, base, i));
            }
        });
    }
}
