package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.cpu.kernel.Reductions.Accumulators;
import dev.ranvier.stablehlo.ChloOp.Scan;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * {@code chlo.scan} with a body of elementwise ops: each element of the carries walks along the dimension by itself, or
 * with its neighbours in the lanes of a vector where they lie together. Where the steps of one walk lie together, and
 * may be grouped, they are made by vectors. The arguments are inputs, initial values, what
 * the body takes from around it, outputs and carries.
 */
public final class ScanKernel {
    /** Walks that are made together: one alone waits for the last step at each. */
    private static final int AT_ONCE = 2;

    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final Scan op;
    private final List<IrValue> pointers = new ArrayList<>();
    private final Kernel kernel;
    private final int vectorLanes;
    private final int rowLanes;
    private final int dimension;
    private final long length;
    private final long[] slice;
    private final long[] shape;

    private ScanKernel(Scan op, List<Value> captured, int vectorLanes) {
        this.op = op;
        this.dimension = Math.toIntExact(op.dimension());
        this.slice = op.body().arguments().getFirst().tensorType().shape();
        this.length = op.inputs().isEmpty()
                ? Objects.requireNonNull(op.scanDimSize(), "a verified scan without inputs has a size")
                : op.inputs().getFirst().tensorType().size(dimension);
        this.shape = new long[slice.length + 1];
        System.arraycopy(slice, 0, shape, 0, dimension);
        shape[dimension] = length;
        System.arraycopy(slice, dimension, shape, dimension + 1, slice.length - dimension);
        int count = op.operands().size() + captured.size() + op.results().size();
        for (int i = 0; i < count; i++) {
            pointers.add(f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i))));
        }
        int first = op.operands().size();
        this.vectorLanes = dimension < slice.length && slice[slice.length - 1] >= vectorLanes ? vectorLanes : 1;
        this.rowLanes = dimension == slice.length && length >= vectorLanes && Prefixes.accepts(op) ? vectorLanes : 1;
        this.kernel = Kernel.of(op, captured, pointers.subList(first, first + captured.size()), vectorLanes);
    }

    /**
     * Writes the kernel.
     *
     * @param captured what the body takes from around it
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     */
    public static KernelCode emit(Scan op, List<Value> captured, int vectorLanes) {
        return new ScanKernel(op, captured, vectorLanes).emit();
    }

    private KernelCode emit() {
        return rowLanes > 1 ? emitRows() : emitPlaces();
    }

    private KernelCode emitRows() {
        var places = Arrays.stream(slice).reduce(1, (x, y) -> x * y);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var one = new ElementEmitter(kernel, f, 1);
            walkRow(one, one.indices().delinearize(new Uniform(task), slice));
        });
        return KernelCode.of(IrText.module(f), places, length * op.body().ops().size());
    }

    private void walkRow(ElementEmitter one, List<Index> at) {
        boolean isReverse = Boolean.TRUE.equals(op.isReverse());
        var wide = new ElementEmitter(kernel, f, rowLanes);
        var carries = initial(one, at);
        long whole = length / rowLanes * rowLanes;
        f.loop(
                IrValue.i64(0),
                IrValue.i64(whole),
                rowLanes,
                step -> wide.scope(() -> {
                    var first = isReverse
                            ? wide.indices().subtractFrom(length - rowLanes, new Uniform(step))
                            : new Uniform(step);
                    var place = new ArrayList<>(at);
                    place.add(new Stepped(wide.indices().vector(first), 1));
                    var position = wide.indices().linear(place, shape);
                    var elements = load(wide, op.inputs().getFirst(), 0, position);
                    var stretch = Prefixes.ofLanes(wide, op.body(), elements.value(), isReverse);
                    var carry = f.splat(carries.get().getFirst().value(), rowLanes);
                    var all = Prefixes.combine(wide, op.body(), stretch, carry);
                    store(wide, op.outputs().getFirst(), new Real(all), pointers.size() - 2, position);
                    carries.set(List.of(new Real(Prefixes.last(f, all, isReverse))));
                }));
        walk(one, List.of(at), List.of(carries), whole);
    }

    private KernelCode emitPlaces() {
        var outer = slice.length == 0 ? slice : Arrays.copyOf(slice, slice.length - 1);
        long inner = slice.length == 0 ? 1 : slice[slice.length - 1];
        long block = (long) vectorLanes * AT_ONCE;
        long blocks = Math.ceilDiv(inner, block);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var scalars = new ElementEmitter(kernel, f, 1);
            var indices = scalars.indices();
            var row = indices.delinearize(indices.divide(new Uniform(task), blocks), outer);
            var begin = indices.vector(indices.multiply(indices.remainder(new Uniform(task), blocks), block));
            if (inner >= block) {
                var isWhole = f.compare("sle", begin, IrValue.i64(inner - block));
                f.when(isWhole, () -> walkAtOnce(row, begin));
            }
            if (inner % block != 0) {
                var isPart = f.compare("sgt", begin, IrValue.i64(inner - block));
                f.when(isPart, () -> walkRest(row, begin, inner));
            }
        });
        long rows = Arrays.stream(outer).reduce(1, (x, y) -> x * y);
        long work = Math.min(inner, block) * length * op.body().ops().size();
        return KernelCode.of(IrText.module(f), rows * blocks, work);
    }

    private void walkAtOnce(List<Index> row, IrValue begin) {
        var e = new ElementEmitter(kernel, f, vectorLanes);
        var places = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> e.indices().add(Index.of((long) i * vectorLanes), new Uniform(begin)))
                .map(place -> with(row, vectorLanes == 1 ? place : new Stepped(((Uniform) place).value(), 1)))
                .toList();
        e.scope(() -> walk(e, places));
    }

    /** By vectors, and then one by one. */
    private void walkRest(List<Index> row, IrValue begin, long inner) {
        var rest = begin;
        if (vectorLanes > 1) {
            var vectors = new ElementEmitter(kernel, f, vectorLanes);
            rest = IrValue.i64(inner / vectorLanes * vectorLanes);
            f.loop(
                    begin,
                    rest,
                    vectorLanes,
                    place -> vectors.scope(() -> walk(vectors, List.of(with(row, new Stepped(place, 1))))));
        }
        var scalars = new ElementEmitter(kernel, f, 1);
        f.loop(
                rest,
                IrValue.i64(inner),
                1,
                place -> scalars.scope(() -> walk(scalars, List.of(with(row, new Uniform(place))))));
    }

    private List<Index> with(List<Index> row, Index place) {
        var at = new ArrayList<>(row);
        at.add(place);
        return slice.length == 0 ? List.of() : List.copyOf(at);
    }

    /** Goes along the dimension at several places, whose steps do not wait for each other. */
    private void walk(ElementEmitter e, List<List<Index>> places) {
        walk(e, places, places.stream().map(at -> initial(e, at)).toList(), 0);
    }

    private void walk(ElementEmitter e, List<List<Index>> places, List<Accumulators> carries, long from) {
        int results = pointers.size() - op.results().size();
        f.loop(
                IrValue.i64(from),
                IrValue.i64(length),
                1,
                step -> e.scope(() -> {
                    var index = Boolean.TRUE.equals(op.isReverse())
                            ? e.indices().subtractFrom(length - 1, new Uniform(step))
                            : new Uniform(step);
                    var stored = new ArrayList<Runnable>();
                    for (int i = 0; i < places.size(); i++) {
                        step(e, places.get(i), index, carries.get(i), stored);
                    }
                    // After all loads, whose memory may be that of a result.
                    stored.forEach(Runnable::run);
                }));
        for (int i = 0; i < places.size(); i++) {
            var last = carries.get(i).get();
            for (int c = 0; c < last.size(); c++) {
                store(
                        e,
                        op.carries().get(c),
                        last.get(c),
                        results + op.outputs().size() + c,
                        e.indices().linear(places.get(i), slice));
            }
        }
    }

    private Accumulators initial(ElementEmitter e, List<Index> at) {
        var initial = new ArrayList<Element>();
        for (int i = 0; i < op.inits().size(); i++) {
            var position = e.indices().linear(at, slice);
            initial.add(load(e, op.inits().get(i), op.inputs().size() + i, position));
        }
        return new Accumulators(f, initial);
    }

    private void step(ElementEmitter e, List<Index> at, Index index, Accumulators carries, List<Runnable> stored) {
        int outputs = op.outputs().size();
        var place = new ArrayList<>(at);
        place.add(dimension, index);
        var position = e.indices().linear(place, shape);
        var arguments = new ArrayList<Element>();
        for (int i = 0; i < op.inputs().size(); i++) {
            arguments.add(load(e, op.inputs().get(i), i, position));
        }
        arguments.addAll(carries.get());
        for (int i = 0; i < arguments.size(); i++) {
            e.define(op.body().arguments().get(i), at, arguments.get(i));
        }
        var values = op.body().results().stream().map(value -> e.at(value, at)).toList();
        for (int i = 0; i < outputs; i++) {
            var result = op.outputs().get(i);
            var element = values.get(i);
            int argument = pointers.size() - op.results().size() + i;
            stored.add(() -> store(e, result, element, argument, position));
        }
        carries.set(values.subList(outputs, values.size()));
    }

    private Element load(ElementEmitter e, Value value, int argument, Index position) {
        return e.memory().load(value.tensorType().elementType(), pointers.get(argument), position);
    }

    private void store(ElementEmitter e, OpResult result, Element element, int argument, Index position) {
        var first = switch (position) {
            case Uniform(IrValue value) -> value;
            case Stepped(IrValue value, long step) -> value;
            case Index.PerLane _ -> throw new IllegalStateException("lanes that do not lie together");
        };
        e.memory().store(result.tensorType().elementType(), element, pointers.get(argument), first);
    }
}
