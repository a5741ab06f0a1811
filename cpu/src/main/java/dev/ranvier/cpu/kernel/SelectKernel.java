package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.cpu.kernel.Reductions.Accumulators;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp.SelectAndScatter;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code select_and_scatter}. A task has one index of each of the first dimensions that windows do not span, and goes
 * through the rest of the source in row-major order; by vectors, where windows do not span the last dimension. The
 * arguments are the operand, the source, the initial value, what the regions take from around them, and the result.
 */
public final class SelectKernel {
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final SelectAndScatter op;
    private final ElementEmitter one;
    private final IrValue result;
    private final Window window;
    private final long[] shape;
    private final int outer;
    private final int lanes;

    private SelectKernel(SelectAndScatter op, List<Value> captured, int vectorLanes) {
        this.op = op;
        this.shape = op.operand().tensorType().shape();
        var inputs = new ArrayList<Value>(List.of(op.operand(), op.source(), op.initValue()));
        inputs.addAll(captured);
        var pointers = KernelCode.addresses(f, inputs.size() + 1);
        this.result = pointers.removeLast();
        this.one = new ElementEmitter(Kernel.of(op, inputs, pointers, vectorLanes), f, 1);
        int rank = shape.length;
        this.window = new Window(
                Window.orOnes(op.windowDimensions(), rank),
                Window.orOnes(op.windowStrides(), rank),
                Int64Array.filled(rank, 1),
                Int64Array.filled(rank, 1),
                Window.low(op.padding(), rank),
                Int64Array.of(op.source().tensorType().shape()));
        boolean wide = rank > 0 && isPlain(rank - 1) && shape[rank - 1] >= vectorLanes;
        this.lanes = wide ? vectorLanes : 1;
        int first = 0;
        while (first < (wide ? rank - 1 : rank) && isPlain(first)) {
            first++;
        }
        this.outer = first;
    }

    /** Whether each element along a dimension is in windows of its own. */
    private boolean isPlain(int dimension) {
        return window.sizes().get(dimension) == 1
                && window.strides().get(dimension) == 1
                && window.counts().get(dimension) == shape[dimension]
                && window.isInside(dimension, shape[dimension]);
    }

    /**
     * Writes the kernel.
     *
     * @param captured what the regions take from around them
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     */
    public static KernelCode emit(SelectAndScatter op, List<Value> captured, int vectorLanes) {
        return new SelectKernel(op, captured, vectorLanes).emit();
    }

    private KernelCode emit() {
        var outerShape = Arrays.copyOf(shape, outer);
        long tasks = Arrays.stream(outerShape).reduce(1, (x, y) -> x * y);
        long inner = Arrays.stream(shape).skip(outer).reduce(1, (x, y) -> x * y);
        long whole = inner / lanes * lanes;
        f.loop(
                f.parameter(1),
                f.parameter(2),
                1,
                task -> one.scope(() -> {
                    var begin = f.binary("mul", task, IrValue.i64(inner));
                    fill(one.withLanes(lanes), begin, 0, whole);
                    fill(one, begin, whole, inner);
                    eachSource(one.indices().delinearize(new Uniform(task), outerShape));
                }));
        return KernelCode.of(IrText.module(f), tasks, inner);
    }

    /** Elements of the result from {@code begin} on become the initial value. */
    private void fill(ElementEmitter e, IrValue begin, long from, long to) {
        var type = op.operand().tensorType().elementType();
        var initial = e.at(op.initValue(), List.of());
        f.loop(
                IrValue.i64(from),
                IrValue.i64(to),
                e.lanes(),
                i -> e.memory().store(type, initial, result, f.binary("add", begin, i)));
    }

    /** The elements of the source whose first indices are given. */
    private void eachSource(List<Index> at) {
        int dimension = at.size();
        if (dimension == shape.length) {
            scatter(one, at);
            return;
        }
        long count = window.counts().get(dimension);
        boolean isLast = dimension == shape.length - 1;
        long whole = isLast && lanes > 1 ? count / lanes * lanes : 0;
        if (whole > 0) {
            var wide = one.withLanes(lanes);
            f.loop(
                    IrValue.i64(0),
                    IrValue.i64(whole),
                    lanes,
                    index -> wide.scope(() -> scatter(wide, plus(at, new Stepped(index, 1)))));
        }
        f.loop(
                IrValue.i64(whole),
                IrValue.i64(count),
                1,
                index -> one.scope(() -> eachSource(plus(at, new Uniform(index)))));
    }

    private static List<Index> plus(List<Index> indices, Index index) {
        var longer = new ArrayList<>(indices);
        longer.add(index);
        return longer;
    }

    /** What is written for a place of a window that lies within the operand. */
    @FunctionalInterface
    private interface PlaceCode {
        void write(List<Index> place, IrValue number);
    }

    private void eachPlace(ElementEmitter e, List<Index> source, List<Index> offsets, PlaceCode code) {
        int dimension = offsets.size();
        if (dimension == shape.length) {
            var place = WindowPlace.of(e, window, op.operand().tensorType(), source, offsets);
            var number =
                    e.indices().lanes(e.indices().linear(offsets, window.sizes().toArray()));
            f.when(place.inside(), () -> e.scope(() -> code.write(place.indices(), number)));
        } else if (window.sizes().get(dimension) == 1) {
            eachPlace(e, source, plus(offsets, Index.of(0)), code);
        } else {
            f.loop(
                    IrValue.i64(0),
                    IrValue.i64(window.sizes().get(dimension)),
                    1,
                    offset -> e.scope(() -> eachPlace(e, source, plus(offsets, new Uniform(offset)), code)));
        }
    }

    /** Specification section "select_and_scatter": the place that the others do not beat takes the source's element. */
    private void scatter(ElementEmitter e, List<Index> source) {
        var type = op.operand().tensorType().elementType();
        var best = new Accumulators(f, List.of(e.constant(type, 0, 0)));
        var none = f.splat(IrValue.i64(-1), e.lanes());
        var bestNumber = f.local(none.type());
        f.store(none, bestNumber);
        eachPlace(e, source, List.of(), (place, number) -> {
            var candidate = e.at(op.operand(), place);
            var held = f.load(none.type(), bestNumber);
            var kept = e.region(op.select(), List.of(best.get().getFirst(), candidate))
                    .getFirst()
                    .value();
            var hasOne = f.compare("ne", held, none);
            var keep = f.binary("and", hasOne, kept);
            best.set(List.of(e.choose(keep, best.get().getFirst(), candidate)));
            f.store(f.select(keep, held, number), bestNumber);
        });
        var added = e.at(op.source(), source);
        eachPlace(e, source, List.of(), (place, number) -> {
            var isBest = f.compare("eq", f.load(none.type(), bestNumber), number);
            var at = e.indices().linear(place, shape);
            var old = e.memory().load(type, result, at);
            var combined = e.region(op.scatter(), List.of(old, added)).getFirst();
            e.memory().store(type, e.choose(isBest, combined, old), result, first(at));
        });
    }

    /** Where the elements of a vector begin in memory. */
    private static IrValue first(Index position) {
        return switch (position) {
            case Uniform(IrValue value) -> value;
            case Stepped(IrValue first, long _) -> first;
            case Index.PerLane _ -> throw new IllegalStateException("elements that do not follow each other");
        };
    }
}
