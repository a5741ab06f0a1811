package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.IndexingOp.DynamicUpdateSlice;
import dev.ranvier.stablehlo.IndexingOp.Scatter;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ops that change some elements of a tensor that is there already: their results hold the operand before they run. */
public final class UpdateKernel {
    /** Columns of the windows of a scatter that one task does. */
    private static final long MOST_COLUMNS = 128;

    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final Kernel kernel;
    private final List<IrValue> results = new ArrayList<>();

    /** @param inputs what the op reads beside the tensors that it changes, in the order of the arguments */
    private UpdateKernel(Op op, List<Value> inputs, int vectorLanes) {
        var pointers = new ArrayList<IrValue>();
        for (int i = 0; i < inputs.size() + op.results().size(); i++) {
            var pointer = f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i)));
            (i < inputs.size() ? pointers : results).add(pointer);
        }
        this.kernel = Kernel.of(op, inputs, pointers, vectorLanes);
    }

    /**
     * Writes {@code dynamic_update_slice}; its tasks are the rows of the update. The arguments are the update, the start
     * indices and the result.
     */
    public static KernelCode emit(DynamicUpdateSlice op, int vectorLanes) {
        var inputs = new ArrayList<Value>(List.of(op.update()));
        inputs.addAll(op.startIndices());
        return new UpdateKernel(op, inputs, vectorLanes).dynamicUpdateSlice(op, vectorLanes);
    }

    private KernelCode dynamicUpdateSlice(DynamicUpdateSlice op, int vectorLanes) {
        var update = op.update().tensorType();
        var operand = op.operand().tensorType();
        var one = new ElementEmitter(kernel, f, 1);
        var starts = new ArrayList<Index>();
        for (int d = 0; d < update.rank(); d++) {
            long greatest = operand.size(d) - update.size(d);
            starts.add(
                    one.indices().clamp(Moves.scalarIndex(one, op.startIndices().get(d)), greatest));
        }
        int last = update.rank() - 1;
        long inner = last < 0 ? 1 : update.size(last);
        var outer = new long[Math.max(last, 0)];
        long rows = 1;
        for (int d = 0; d < last; d++) {
            outer[d] = update.size(d);
            rows *= outer[d];
        }
        f.loop(f.parameter(1), f.parameter(2), 1, row -> {
            var at = one.indices().delinearize(new Uniform(row), outer);
            int lanes = inner >= vectorLanes ? vectorLanes : 1;
            long whole = inner / lanes * lanes;
            f.loop(IrValue.i64(0), IrValue.i64(whole), lanes, index -> store(op, lanes, starts, at, index));
            f.loop(IrValue.i64(whole), IrValue.i64(inner), 1, index -> store(op, 1, starts, at, index));
        });
        return KernelCode.of(IrText.module(f), rows, inner);
    }

    private void store(DynamicUpdateSlice op, int lanes, List<Index> starts, List<Index> row, IrValue index) {
        var e = new ElementEmitter(kernel, f, lanes);
        var at = new ArrayList<>(row);
        if (op.update().tensorType().rank() > 0) {
            at.add(lanes == 1 ? new Uniform(index) : new Stepped(index, 1));
        }
        var one = new Indices(f, 1);
        var target = new ArrayList<Index>();
        for (int d = 0; d < at.size(); d++) {
            var first = at.get(d) instanceof Stepped stepped ? new Uniform(stepped.first()) : at.get(d);
            target.add(one.add(starts.get(d), first));
        }
        var position = one.vector(one.linear(target, op.operand().tensorType().shape()));
        var type = op.update().tensorType().elementType();
        e.memory().store(type, e.at(op.update(), List.copyOf(at)), results.getFirst(), position);
    }

    /**
     * Writes {@code scatter}, whose tasks go through the updates in row-major order, each for some columns of the windows
     * where those of all windows are the same. The arguments are the indices, the updates, what the update computation takes
     * from around it, and the results.
     */
    public static KernelCode emit(Scatter op, List<Value> captured, int vectorLanes) {
        var inputs = new ArrayList<Value>(List.of(op.scatterIndices()));
        inputs.addAll(op.updates());
        inputs.addAll(captured);
        return new UpdateKernel(op, inputs, vectorLanes).scatter(op, vectorLanes);
    }

    private KernelCode scatter(Scatter op, int vectorLanes) {
        var e = new ElementEmitter(kernel, f, 1);
        var updates = op.updates().getFirst().tensorType();
        var windows = new ArrayList<Integer>();
        for (int d = 0; d < updates.rank(); d++) {
            if (!op.scatterDimensionNumbers().updateWindowDims().contains(d)) {
                windows.add(d);
            }
        }
        var at = Collections.nCopies(updates.rank(), Index.of(0));
        boolean hasRows = hasRows(op);
        long columns = hasRows ? updates.size(updates.rank() - 1) : 1;
        int lanes = columns < vectorLanes ? 1 : vectorLanes;
        int last = op.inputs().getFirst().tensorType().rank() - 1;
        boolean isShared = hasRows
                && op.scatterDimensionNumbers().scatterDimsToOperandDims().indexOf(last) < 0;
        long piece = isShared ? Math.clamp(columns, 1, MOST_COLUMNS) : columns;
        long tasks = isShared ? Math.ceilDiv(columns, piece) : 1;
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var begin = isShared ? f.binary("mul", task, IrValue.i64(piece)) : IrValue.i64(0);
            var end = tasks == 1
                    ? IrValue.i64(columns)
                    : f.intrinsic("llvm.smin", f.binary("add", begin, IrValue.i64(piece)), IrValue.i64(columns));
            var row = hasRows ? new Row(begin, end, lanes) : null;
            e.scope(() -> loops(e, updates, windows, at, window -> scatterWindow(e, op, window, row)));
        });
        return KernelCode.of(IrText.module(f), tasks, updates.elementCount() / Math.max(1, tasks));
    }

    /** The columns of each row of a window that a task does, by vectors of so many lanes where they fill them. */
    private record Row(IrValue begin, IrValue end, int lanes) {}

    /** Whether rows of windows are rows of the updates and of the result, whose elements are combined each by itself. */
    private static boolean hasRows(Scatter op) {
        var numbers = op.scatterDimensionNumbers();
        int rank = op.updates().getFirst().tensorType().rank();
        var computation = op.updateComputation().ops();
        return rank > 0
                && numbers.updateWindowDims().contains(rank - 1)
                && windowDimensions(op).getLast()
                        == op.inputs().getFirst().tensorType().rank() - 1
                && computation.subList(0, computation.size() - 1).stream()
                        .allMatch(each -> each instanceof ShapeOp.Constant
                                || (Pointwise.is(each) && each.regions().isEmpty()));
    }

    /** Loops over some dimensions of a tensor, with the indices along the others as in {@code at}. */
    private void loops(
            ElementEmitter e, TensorType type, List<Integer> dimensions, List<Index> at, Consumer<List<Index>> body) {
        if (dimensions.isEmpty()) {
            body.accept(at);
            return;
        }
        int dimension = dimensions.getFirst();
        f.loop(
                IrValue.i64(0),
                IrValue.i64(type.size(dimension)),
                1,
                index -> e.scope(() -> {
                    var inner = new ArrayList<>(at);
                    inner.set(dimension, new Uniform(index));
                    loops(e, type, dimensions.subList(1, dimensions.size()), List.copyOf(inner), body);
                }));
    }

    /** Specification section "scatter"; as by the reference interpreter, a window that is not inside as a whole is left out. */
    private void scatterWindow(ElementEmitter e, Scatter op, List<Index> at, @Nullable Row row) {
        var type = op.inputs().getFirst().tensorType();
        var updates = op.updates().getFirst().tensorType();
        var numbers = op.scatterDimensionNumbers();
        var start = windowStart(e, op, at);
        var windowDimensions = windowDimensions(op);
        IrValue inside = IrValue.integer(IrType.I1, 1);
        for (int d = 0; d < type.rank(); d++) {
            int window = windowDimensions.indexOf(d);
            long size = window < 0 ? 1 : updates.size(numbers.updateWindowDims().dimension(window));
            inside = Moves.and(e, inside, e.indices().within(start.get(d), 0, type.size(d) - size + 1));
        }
        var loops =
                numbers.updateWindowDims().stream().mapToObj(Math::toIntExact).toList();
        f.when(
                inside,
                () -> e.scope(() -> {
                    if (row == null) {
                        loops(e, updates, loops, at, element -> update(e, op, start, element));
                    } else {
                        loops(
                                e,
                                updates,
                                loops.subList(0, loops.size() - 1),
                                at,
                                first -> updateRow(e, op, start, first, row));
                    }
                }));
    }

    private void updateRow(ElementEmitter e, Scatter op, List<Index> start, List<Index> first, Row row) {
        var rest = row.begin();
        if (row.lanes() > 1) {
            var wide = e.withLanes(row.lanes());
            var length = f.binary("sub", row.end(), row.begin());
            rest = f.binary("add", row.begin(), f.binary("and", length, IrValue.i64(-row.lanes())));
            f.loop(
                    row.begin(),
                    rest,
                    row.lanes(),
                    column -> wide.scope(() -> update(wide, op, start, withLast(first, new Stepped(column, 1)))));
        }
        f.loop(rest, row.end(), 1, column -> e.scope(() -> update(e, op, start, withLast(first, new Uniform(column)))));
    }

    private static List<Index> withLast(List<Index> indices, Index last) {
        var result = new ArrayList<>(indices);
        result.set(indices.size() - 1, last);
        return List.copyOf(result);
    }

    /** Combines an element of the updates, or one for each lane, with that of the result. */
    private void update(ElementEmitter e, Scatter op, List<Index> start, List<Index> element) {
        var target = new ArrayList<>(start);
        var dimensions = windowDimensions(op);
        for (int window = 0; window < dimensions.size(); window++) {
            int dimension = dimensions.get(window);
            long ofUpdates = op.scatterDimensionNumbers().updateWindowDims().get(window);
            target.set(dimension, e.indices().add(start.get(dimension), element.get((int) ofUpdates)));
        }
        combine(
                e,
                op,
                element,
                e.indices().linear(target, op.inputs().getFirst().tensorType().shape()));
    }

    private void combine(ElementEmitter e, Scatter op, List<Index> at, Index position) {
        var arguments = new ArrayList<Element>();
        for (int i = 0; i < results.size(); i++) {
            var elementType = op.inputs().get(i).tensorType().elementType();
            arguments.add(e.memory().load(elementType, results.get(i), position));
        }
        op.updates().forEach(update -> arguments.add(e.at(update, at)));
        var combined = e.region(op.updateComputation(), arguments);
        for (int i = 0; i < results.size(); i++) {
            var elementType = op.inputs().get(i).tensorType().elementType();
            e.memory()
                    .store(
                            elementType,
                            combined.get(i),
                            results.get(i),
                            position instanceof Stepped stepped
                                    ? stepped.first()
                                    : e.indices().vector(position));
        }
    }

    /** The dimensions of the result that windows extend in, in the order of the window's dimensions. */
    private static List<Integer> windowDimensions(Scatter op) {
        var numbers = op.scatterDimensionNumbers();
        var dimensions = new ArrayList<Integer>();
        for (int d = 0; d < op.inputs().getFirst().tensorType().rank(); d++) {
            if (!numbers.insertedWindowDims().contains(d)
                    && !numbers.inputBatchingDims().contains(d)) {
                dimensions.add(d);
            }
        }
        return dimensions;
    }

    private static List<Index> windowStart(ElementEmitter e, Scatter op, List<Index> at) {
        var numbers = op.scatterDimensionNumbers();
        var batch = new ArrayList<Index>();
        for (int d = 0; d < at.size(); d++) {
            if (!numbers.updateWindowDims().contains(d)) {
                batch.add(at.get(d));
            }
        }
        var start = new ArrayList<Index>();
        for (int d = 0; d < op.inputs().getFirst().tensorType().rank(); d++) {
            int mapped = numbers.scatterDimsToOperandDims().indexOf(d);
            int batching = numbers.inputBatchingDims().indexOf(d);
            if (batching >= 0) {
                long dimension = numbers.scatterIndicesBatchingDims().get(batching);
                start.add(batch.get((int) (dimension > numbers.indexVectorDim() ? dimension - 1 : dimension)));
            } else {
                start.add(mapped >= 0 ? startIndex(e, op, batch, mapped) : Index.of(0));
            }
        }
        return start;
    }

    private static Index startIndex(ElementEmitter e, Scatter op, List<Index> batch, int component) {
        var type = op.scatterIndices().tensorType();
        int vector = (int) op.scatterDimensionNumbers().indexVectorDim();
        var indices = new ArrayList<>(batch);
        if (vector < type.rank()) {
            indices.add(vector, Index.of(component));
        }
        var value = e.at(op.scatterIndices(), List.copyOf(indices)).value();
        return e.indices().of(Moves.indexValue(e, (ScalarType) type.elementType(), value));
    }
}
