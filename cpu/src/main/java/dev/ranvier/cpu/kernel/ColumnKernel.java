package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reductions of the axis in the middle of three, and results that span all of them: a task goes through the rows of a
 * block of columns once and combines each with what it has, in order.
 */
public final class ColumnKernel {
    /** Bytes of the partial results of a block: they stay in the first cache beside the rows. */
    private static final long BLOCK_BYTES = 1 << 13;

    /** Instructions of a loop's body: shorter ones take several rows. */
    private static final int LONG_BODY = 16;

    private static final int MOST_ROWS = 4;

    private final Region body;
    private final int vectorLanes;
    private final List<Reduce> reduces = new ArrayList<>();
    private final List<Value> wide = new ArrayList<>();
    private final TensorType space;
    private final long columns;
    private final long block;
    private final long blocks;
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final List<IrValue> outputs;
    private final Kernel kernel;
    private final List<List<IrValue>> partial = new ArrayList<>();

    private ColumnKernel(Region body, int vectorLanes) {
        this.body = body;
        this.vectorLanes = vectorLanes;
        long bytes = 0;
        for (var op : body.ops()) {
            if (op instanceof Reduce reduce) {
                reduces.add(reduce);
                bytes += reduce.inputs().stream()
                        .mapToLong(input -> input.tensorType().elementType().byteWidth())
                        .sum();
            }
        }
        this.space = reduces.getFirst().inputs().getFirst().tensorType();
        body.results().stream()
                .filter(value -> value.tensorType().dimensions().equals(space.dimensions()))
                .forEach(wide::add);
        this.columns = space.size(2);
        long most = Math.max(vectorLanes, BLOCK_BYTES / bytes / vectorLanes * vectorLanes);
        this.block = Math.min(columns, most);
        this.blocks = Math.ceilDiv(columns, block);
        var addresses =
                KernelCode.addresses(f, body.arguments().size() + body.results().size());
        this.outputs = addresses.subList(body.arguments().size(), addresses.size());
        this.kernel = Kernel.of(body, addresses.subList(0, body.arguments().size()), false, vectorLanes);
        for (var reduce : reduces) {
            partial.add(reduce.inputs().stream()
                    .map(input ->
                            f.memory(block * input.tensorType().elementType().byteWidth()))
                    .toList());
        }
    }

    /** Whether all reductions of a kernel are of the axis in the middle of three. */
    public static boolean accepts(Region body) {
        boolean reduces = false;
        for (var op : body.ops()) {
            if (op instanceof Reduce reduce) {
                var type = reduce.inputs().getFirst().tensorType();
                if (type.rank() != 3
                        || type.elementCount() == 0
                        || reduce.dimensions().size() != 1
                        || reduce.dimensions().get(0) != 1) {
                    return false;
                }
                reduces = true;
            }
        }
        return reduces;
    }

    /**
     * Writes the kernel.
     *
     * @param body ops that are {@linkplain #accepts accepted}, whose results are those of the reductions or span all axes
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     */
    public static KernelCode emit(Region body, int vectorLanes) {
        return new ColumnKernel(body, vectorLanes).emit();
    }

    private KernelCode emit() {
        int cost = body.ops().stream()
                .filter(Pointwise::is)
                .mapToInt(Pointwise::cost)
                .sum();
        long rows = space.size(1);
        long unrolled = cost >= LONG_BODY ? 1 : Math.min(MOST_ROWS, rows);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var one = new ElementEmitter(kernel, f, 1);
            var outer = space.size(0) == 1 ? Index.of(0) : one.indices().divide(new Uniform(task), blocks);
            var part = one.indices().remainder(new Uniform(task), blocks);
            var begin = one.indices().vector(one.indices().multiply(part, block));
            eachColumn(one, begin, (e, column) -> start(e, begin, column));
            long whole = rows / unrolled * unrolled;
            rows(one, outer, begin, 0, whole, Math.toIntExact(unrolled));
            rows(one, outer, begin, whole, rows, 1);
            eachColumn(one, begin, (e, column) -> finish(e, outer, begin, column));
        });
        return KernelCode.of(IrText.module(f), space.size(0) * blocks, rows * block * (1 + cost));
    }

    /** Code for a vector of columns, or one. */
    private interface ColumnCode {
        void write(ElementEmitter e, IrValue column);
    }

    /** Columns of a block by vectors; the last ones of the last block by ever shorter ones. */
    private void eachColumn(ElementEmitter one, IrValue begin, ColumnCode code) {
        var vectors = one.withLanes(vectorLanes);
        long whole = columns / vectorLanes * vectorLanes;
        if (whole > 0) {
            var end = blocks == 1
                    ? IrValue.i64(whole)
                    : f.intrinsic("llvm.smin", f.binary("add", begin, IrValue.i64(block)), IrValue.i64(whole));
            f.loop(begin, end, vectorLanes, column -> vectors.scope(() -> code.write(vectors, column)));
        }
        if (whole == columns) {
            return;
        }
        Runnable rest = () -> {
            for (int lanes = vectorLanes / 2; lanes >= 1; lanes /= 2) {
                if ((columns & lanes) != 0) {
                    var narrow = one.withLanes(lanes);
                    long column = columns / (2L * lanes) * (2L * lanes);
                    narrow.scope(() -> code.write(narrow, IrValue.i64(column)));
                }
            }
        };
        if (blocks == 1) {
            rest.run();
        } else {
            f.when(f.compare("eq", begin, IrValue.i64((blocks - 1) * block)), () -> one.scope(rest));
        }
    }

    private void start(ElementEmitter e, IrValue begin, IrValue column) {
        for (int i = 0; i < reduces.size(); i++) {
            var initial = reduces.get(i).initValues();
            setPartial(
                    e,
                    i,
                    begin,
                    column,
                    initial.stream().map(value -> e.at(value, List.of())).toList());
        }
    }

    private List<Element> partial(ElementEmitter e, int reduction, IrValue begin, IrValue column) {
        var types = reduces.get(reduction).inputs();
        var at = index(e, f.binary("sub", column, begin));
        return IntStream.range(0, types.size())
                .mapToObj(i -> e.memory()
                        .load(
                                types.get(i).tensorType().elementType(),
                                partial.get(reduction).get(i),
                                at))
                .toList();
    }

    private void setPartial(ElementEmitter e, int reduction, IrValue begin, IrValue column, List<Element> elements) {
        var types = reduces.get(reduction).inputs();
        var at = f.binary("sub", column, begin);
        for (int i = 0; i < elements.size(); i++) {
            var type = types.get(i).tensorType().elementType();
            e.memory().store(type, elements.get(i), partial.get(reduction).get(i), at);
        }
    }

    private static Index index(ElementEmitter e, IrValue first) {
        return e.lanes() == 1 ? new Uniform(first) : new Stepped(first, 1);
    }

    private void rows(ElementEmitter one, Index outer, IrValue begin, long from, long to, int unrolled) {
        if (from == to) {
            return;
        }
        f.loop(
                IrValue.i64(from),
                IrValue.i64(to),
                unrolled,
                row -> one.scope(() -> {
                    var rows = new ArrayList<Index>();
                    for (int i = 0; i < unrolled; i++) {
                        rows.add(one.indices().add(new Uniform(row), i));
                        readUniform(one, outer, rows.getLast());
                    }
                    eachColumn(one, begin, (e, column) -> combine(e, outer, rows, begin, column));
                }));
    }

    /** Has what is the same for all columns before the loop over them. */
    private void readUniform(ElementEmitter one, Index outer, Index row) {
        for (var op : body.ops()) {
            if (op instanceof BroadcastInDim broadcast
                    && broadcast.result().tensorType().dimensions().equals(space.dimensions())
                    && !broadcast.broadcastDimensions().contains(2)) {
                one.at(
                        broadcast.operand(),
                        broadcast.broadcastDimensions().stream()
                                .mapToObj(dimension -> dimension == 0 ? outer : row)
                                .toList());
            }
        }
    }

    private void combine(ElementEmitter e, Index outer, List<Index> rows, IrValue begin, IrValue column) {
        var stored = new ArrayList<Runnable>();
        for (int i = 0; i < reduces.size(); i++) {
            var reduce = reduces.get(i);
            var elements = new ArrayList<List<Element>>();
            for (var row : rows) {
                var at = List.of(outer, row, index(e, column));
                elements.add(
                        reduce.inputs().stream().map(input -> e.at(input, at)).toList());
            }
            var sum = partial(e, i, begin, column);
            if (Reducer.isReorderable(reduce.body())) {
                sum = e.combine(reduce.body(), sum, e.combineAll(reduce.body(), elements));
            } else {
                for (var next : elements) {
                    sum = e.combine(reduce.body(), sum, next);
                }
            }
            var result = sum;
            int reduction = i;
            stored.add(() -> setPartial(e, reduction, begin, column, result));
        }
        for (var row : rows) {
            store(e, List.of(outer, row, index(e, column)), column, stored);
        }
        // After all loads, whose memory may be that of a result.
        stored.forEach(Runnable::run);
    }

    private void store(ElementEmitter e, List<Index> at, IrValue column, List<Runnable> stored) {
        var one = new Indices(f, 1);
        for (var value : wide) {
            var element = e.at(value, at);
            var output = outputs.get(body.results().indexOf(value));
            stored.add(() -> {
                var position = one.linear(List.of(at.get(0), at.get(1), new Uniform(column)), space.shape());
                e.memory().store(value.tensorType().elementType(), element, output, one.vector(position));
            });
        }
    }

    private void finish(ElementEmitter e, Index outer, IrValue begin, IrValue column) {
        var one = new Indices(f, 1);
        var position = one.vector(one.add(one.multiply(outer, columns), new Uniform(column)));
        for (int i = 0; i < reduces.size(); i++) {
            var elements = partial(e, i, begin, column);
            for (int r = 0; r < elements.size(); r++) {
                int output = body.results().indexOf(reduces.get(i).results().get(r));
                if (output >= 0) {
                    var type = body.results().get(output).tensorType().elementType();
                    e.memory().store(type, elements.get(r), outputs.get(output), position);
                }
            }
        }
    }
}
