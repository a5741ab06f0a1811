package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.cpu.kernel.Reductions.Accumulators;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp.SelectAndScatter;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code select_and_scatter}, whose single task goes through the source in row-major order. The arguments are the operand,
 * the source, the initial value, what the regions take from around them, and the result.
 */
public final class SelectKernel {
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final SelectAndScatter op;
    private final ElementEmitter e;
    private final IrValue result;
    private final Window window;

    private SelectKernel(SelectAndScatter op, List<Value> captured) {
        this.op = op;
        var inputs = new ArrayList<Value>(List.of(op.operand(), op.source(), op.initValue()));
        inputs.addAll(captured);
        var pointers = new ArrayList<IrValue>();
        for (int i = 0; i <= inputs.size(); i++) {
            pointers.add(f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i))));
        }
        this.result = pointers.removeLast();
        this.e = new ElementEmitter(Kernel.of(op, inputs, pointers, 1), f, 1);
        int rank = op.operand().tensorType().rank();
        this.window = new Window(
                Window.orOnes(op.windowDimensions(), rank),
                Window.orOnes(op.windowStrides(), rank),
                Int64Array.filled(rank, 1),
                Int64Array.filled(rank, 1),
                Window.low(op.padding(), rank));
    }

    /**
     * Writes the kernel.
     *
     * @param captured what the regions take from around them
     */
    public static KernelCode emit(SelectAndScatter op, List<Value> captured) {
        return new SelectKernel(op, captured).emit();
    }

    private KernelCode emit() {
        var type = op.operand().tensorType();
        f.loop(
                f.parameter(1),
                f.parameter(2),
                1,
                _ -> e.scope(() -> {
                    var initial = e.at(op.initValue(), List.of());
                    f.loop(
                            IrValue.i64(0),
                            IrValue.i64(type.elementCount()),
                            1,
                            position -> e.memory().store(type.elementType(), initial, result, position));
                    eachOf(op.source().tensorType().shape(), new ArrayList<>(), this::scatter);
                }));
        return KernelCode.of(IrText.module(f), 1, type.elementCount());
    }

    /** What is written for each index of a loop nest. */
    @FunctionalInterface
    private interface At {
        void write(List<Index> at);
    }

    private void eachOf(long[] shape, List<Index> at, At body) {
        if (at.size() == shape.length) {
            body.write(List.copyOf(at));
            return;
        }
        f.loop(
                IrValue.i64(0),
                IrValue.i64(shape[at.size()]),
                1,
                index -> e.scope(() -> {
                    var inner = new ArrayList<>(at);
                    inner.add(new Uniform(index));
                    eachOf(shape, inner, body);
                }));
    }

    /** Specification section "select_and_scatter": the place that the others do not beat takes the source's element. */
    private void scatter(List<Index> source) {
        var type = op.operand().tensorType();
        var best = new Accumulators(f, List.of(e.constant(type.elementType(), 0, 0)));
        var bestPosition = f.local(IrType.I64);
        f.store(IrValue.i64(-1), bestPosition);
        eachOf(window.sizes().toArray(), new ArrayList<>(), offsets -> {
            var place = WindowPlace.of(e, window, type, source, offsets);
            f.when(
                    place.inside(),
                    () -> e.scope(() -> {
                        var candidate = e.at(op.operand(), place.indices());
                        var held = f.load(IrType.I64, bestPosition);
                        var kept = e.region(op.select(), List.of(best.get().getFirst(), candidate))
                                .getFirst()
                                .value();
                        var first = f.compare("slt", held, IrValue.i64(0));
                        var keep = f.select(first, IrValue.integer(IrType.I1, 0), kept);
                        var position = e.indices().vector(e.indices().linear(place.indices(), type.shape()));
                        best.set(List.of(e.choose(keep, best.get().getFirst(), candidate)));
                        f.store(f.select(keep, held, position), bestPosition);
                    }));
        });
        var position = f.load(IrType.I64, bestPosition);
        f.when(
                f.compare("sge", position, IrValue.i64(0)),
                () -> e.scope(() -> {
                    var old = e.memory().load(type.elementType(), result, new Uniform(position));
                    var added = e.at(op.source(), source);
                    var combined = e.region(op.scatter(), List.of(old, added)).getFirst();
                    e.memory().store(type.elementType(), combined, result, position);
                }));
    }
}
