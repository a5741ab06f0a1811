package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.ChloOp.Scan;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * {@code chlo.scan} with a body of elementwise ops: each element of the carries walks along the dimension by itself, or
 * with its neighbours in the lanes of a vector where they lie together. The arguments are inputs, initial values, what
 * the body takes from around it, outputs and carries.
 */
public final class ScanKernel {
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final Scan op;
    private final List<IrValue> pointers = new ArrayList<>();
    private final Kernel kernel;
    private final int vectorLanes;
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
        var outer = slice.length == 0 ? slice : Arrays.copyOf(slice, slice.length - 1);
        long inner = slice.length == 0 ? 1 : slice[slice.length - 1];
        long whole = inner / vectorLanes * vectorLanes;
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var scalars = new ElementEmitter(kernel, f, 1);
            var row = scalars.indices().delinearize(new Uniform(task), outer);
            if (vectorLanes > 1) {
                var vectors = new ElementEmitter(kernel, f, vectorLanes);
                f.loop(
                        IrValue.i64(0),
                        IrValue.i64(whole),
                        vectorLanes,
                        place -> vectors.scope(() -> walk(vectors, with(row, new Stepped(place, 1)))));
            }
            f.loop(
                    IrValue.i64(vectorLanes > 1 ? whole : 0),
                    IrValue.i64(inner),
                    1,
                    place -> scalars.scope(() -> walk(scalars, with(row, new Uniform(place)))));
        });
        long rows = Arrays.stream(outer).reduce(1, (x, y) -> x * y);
        return KernelCode.of(
                IrText.module(f), rows, inner * length * op.body().ops().size());
    }

    private List<Index> with(List<Index> row, Index place) {
        var at = new ArrayList<>(row);
        at.add(place);
        return slice.length == 0 ? List.of() : List.copyOf(at);
    }

    private void walk(ElementEmitter e, List<Index> at) {
        int inputs = op.inputs().size();
        int outputs = op.outputs().size();
        int results = pointers.size() - op.results().size();
        var initial = new ArrayList<Element>();
        for (int i = 0; i < op.inits().size(); i++) {
            initial.add(load(e, op.inits().get(i), inputs + i, e.indices().linear(at, slice)));
        }
        var carries = new Reductions.Accumulators(f, initial);
        f.loop(
                IrValue.i64(0),
                IrValue.i64(length),
                1,
                step -> e.scope(() -> {
                    var index = Boolean.TRUE.equals(op.isReverse())
                            ? e.indices().subtractFrom(length - 1, new Uniform(step))
                            : new Uniform(step);
                    var place = new ArrayList<>(at);
                    place.add(dimension, index);
                    var position = e.indices().linear(place, shape);
                    var arguments = new ArrayList<Element>();
                    for (int i = 0; i < inputs; i++) {
                        arguments.add(load(e, op.inputs().get(i), i, position));
                    }
                    arguments.addAll(carries.get());
                    for (int i = 0; i < arguments.size(); i++) {
                        e.define(op.body().arguments().get(i), at, arguments.get(i));
                    }
                    var values = op.body().results().stream()
                            .map(value -> e.at(value, at))
                            .toList();
                    for (int i = 0; i < outputs; i++) {
                        store(e, op.outputs().get(i), values.get(i), results + i, position);
                    }
                    carries.set(values.subList(outputs, values.size()));
                }));
        var last = carries.get();
        for (int i = 0; i < last.size(); i++) {
            store(
                    e,
                    op.carries().get(i),
                    last.get(i),
                    results + outputs + i,
                    e.indices().linear(at, slice));
        }
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
