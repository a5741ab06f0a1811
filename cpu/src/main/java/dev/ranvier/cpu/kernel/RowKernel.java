package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.cpu.kernel.Reductions.Accumulators;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ops on rows by columns and reductions of rows, which may depend on each other: a task computes the results for one row,
 * in passes as a {@link RowPlan} has them. Sums are made of several vectors, and so in the same order whatever thread makes them.
 * Short rows are computed by twos, pass by pass: while lanes of one are combined, which is a long way of few instructions,
 * the processor has the other's to do.
 */
public final class RowKernel {
    /** Memory of a task for what it keeps from pass to pass, on the stack of its thread. */
    private static final long MOST_SCRATCH = 1 << 16;

    /** Columns of rows of which a task computes two. */
    private static final long SHORT_ROW = 512;

    /** Instructions of a loop's body: shorter ones are written several times. */
    private static final int LONG_BODY = 16;

    private static final int MOST_UNROLLED = 4;

    private final Region body;
    private final TensorType space;
    private final RowPlan plan;
    private final int vectorLanes;
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final List<IrValue> inputs;
    private final List<IrValue> outputs;

    private RowKernel(Region body, int vectorLanes) {
        this.body = body;
        this.space = space(body);
        this.plan = new RowPlan(body, space, MOST_SCRATCH);
        this.vectorLanes = vectorLanes;
        var addresses =
                KernelCode.addresses(f, body.arguments().size() + body.results().size());
        this.inputs = addresses.subList(0, body.arguments().size());
        this.outputs = addresses.subList(body.arguments().size(), addresses.size());
    }

    private static long parts(Value value) {
        return Memory.parts(value.tensorType().elementType());
    }

    private static TensorType space(Region body) {
        for (var op : body.ops()) {
            if (op instanceof Reduce reduce) {
                return reduce.inputs().getFirst().tensorType();
            }
        }
        throw new IllegalStateException("a kernel of rows reduces some");
    }

    /** Whether ops reduce the rows of matrices of one shape in any order. */
    public static boolean accepts(Region body) {
        boolean reduces = false;
        for (var op : body.ops()) {
            if (op instanceof Reduce reduce) {
                var type = reduce.inputs().getFirst().tensorType();
                if (type.rank() != 2
                        || type.elementCount() == 0
                        || reduce.dimensions().size() != 1
                        || reduce.dimensions().get(0) != 1
                        || !Reducer.isReorderable(reduce.body())) {
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
     * @param body ops that are {@linkplain #accepts accepted}, and whose results are matrices or have an element for each row
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     */
    public static KernelCode emit(Region body, int vectorLanes) {
        return new RowKernel(body, vectorLanes).emit();
    }

    private KernelCode emit() {
        long rows = space.size(0);
        int together = together();
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var group = IntStream.range(0, together)
                    .mapToObj(i -> new Row(rows, task, together, i))
                    .toList();
            plan.passes().forEach(pass -> group.forEach(row -> row.write(pass)));
            group.forEach(Row::writeTotals);
        });
        long work = space.size(1)
                * plan.passes().stream().mapToInt(pass -> 1 + pass.cost()).sum();
        return KernelCode.of(IrText.module(f), rows / together, work * together)
                .with(Tilings.rows(body, space, together));
    }

    /** Rows that a task computes: even ones by twos, and of square matrices only if each has even ones. */
    private int together() {
        return space.size(0) % 2 == 0 && space.size(1) % 2 == 0 && space.size(1) <= SHORT_ROW ? 2 : 1;
    }

    private boolean isWide(Value value) {
        return value.tensorType().dimensions().equals(space.dimensions());
    }

    /** The code of one row of a task. */
    private final class Row {
        private final Kernel kernel = Kernel.of(body, inputs, false, vectorLanes);
        private final ElementEmitter one = new ElementEmitter(kernel, f, 1);
        private final Map<Value, IrValue> scratch = new HashMap<>();
        private final Index index;

        /** Where its first element is among those of all rows. */
        private final IrValue start;

        /** Row {@code number} of the {@code together} rows of a task. */
        Row(long rows, IrValue task, int together, int number) {
            var first = one.indices().multiply(new Uniform(task), together);
            this.index = rows == 1 ? Index.of(0) : one.indices().add(first, number);
            this.start = one.indices().vector(one.indices().multiply(index, space.size(1)));
            for (var value : plan.scratch()) {
                scratch.put(value, f.memory(value.tensorType().elementType().byteWidth() * space.size(1)));
            }
        }

        void write(RowPlan.Pass pass) {
            pass.uniform().forEach(value -> one.at(value, List.of(index)));
            var rowPass = new RowPass(this, pass);
            long columns = space.size(1);
            int lanes = Math.min(vectorLanes, Math.toIntExact(Long.highestOneBit(columns)));
            int unrolled = pass.cost() >= LONG_BODY ? 1 : pass.cost() >= LONG_BODY / 2 ? 2 : MOST_UNROLLED;
            unrolled = Math.toIntExact(Math.min(unrolled, Long.highestOneBit(columns / lanes)));
            long step = (long) unrolled * lanes;
            long whole = columns / step * step;
            long vectors = columns / lanes * lanes;
            rowPass.loop(0, whole, lanes, unrolled);
            rowPass.loop(whole, vectors, lanes, 1);
            rowPass.combine(lanes);
            if (pass.cost() < LONG_BODY) {
                rowPass.restOneByOne(vectors, columns);
            } else {
                for (int half = lanes / 2; half >= 1; half /= 2) {
                    if ((columns & half) != 0) {
                        rowPass.rest(columns / (2L * half) * (2L * half), half);
                    }
                }
            }
            rowPass.finish();
            pass.stores().forEach(value -> kernel.keep(value, pointer(value)));
        }

        /** Where the tensor would begin of which a value's row lies in memory. */
        private IrValue pointer(Value value) {
            var own = scratch.get(value);
            if (own == null) {
                return outputs.get(plan.host(value));
            }
            var type = Memory.type(value.tensorType().elementType());
            var before = f.binary("mul", start, IrValue.i64(-parts(value)));
            return f.element(type, own, before);
        }

        /** Stores results of one element for the row. */
        void writeTotals() {
            for (int i = 0; i < body.results().size(); i++) {
                var result = body.results().get(i);
                if (!isWide(result)) {
                    var at = result.tensorType().rank() == 0 ? List.<Index>of() : List.of(index);
                    var type = result.tensorType().elementType();
                    one.memory()
                            .store(
                                    type,
                                    one.at(result, at),
                                    outputs.get(i),
                                    one.indices().vector(index));
                }
            }
        }
    }

    /** A reduction on its way over the row. */
    private static final class Running {
        final Reduce reduce;
        /** One for each time that the body of the loop is written. */
        final List<Accumulators> sums = new ArrayList<>();

        List<Element> total = List.of();

        Running(Reduce reduce) {
            this.reduce = reduce;
        }
    }

    /** The code of one pass while it is written. */
    private final class RowPass {
        private final Row row;
        private final ElementEmitter one;
        private final RowPlan.Pass pass;
        private final List<Running> running = new ArrayList<>();

        RowPass(Row row, RowPlan.Pass pass) {
            this.row = row;
            this.one = row.one;
            this.pass = pass;
            pass.reduces().forEach(reduce -> running.add(new Running(reduce)));
        }

        private ElementEmitter emitter(int lanes) {
            return one.withLanes(lanes);
        }

        void loop(long from, long to, int lanes, int unrolled) {
            if (from == to) {
                return;
            }
            var wide = emitter(lanes);
            for (var each : running) {
                while (each.sums.size() < unrolled) {
                    var neutral = Reducer.neutral(wide, each.reduce.body(), each.reduce.initValues());
                    each.sums.add(new Accumulators(f, neutral));
                }
            }
            f.loop(
                    IrValue.i64(from),
                    IrValue.i64(to),
                    (long) unrolled * lanes,
                    column -> wide.scope(() -> {
                        var stored = new ArrayList<Runnable>();
                        for (int i = 0; i < unrolled; i++) {
                            var index = i == 0 ? column : f.binary("add", column, IrValue.i64((long) i * lanes));
                            var at = at(index, lanes);
                            for (var each : running) {
                                var sum = each.sums.get(i);
                                sum.set(wide.combine(each.reduce.body(), sum.get(), elements(wide, each.reduce, at)));
                            }
                            stores(wide, at, index, stored);
                        }
                        // After all loads, whose memory may be that of a result.
                        stored.forEach(Runnable::run);
                    }));
        }

        private List<Index> at(IrValue index, int lanes) {
            return List.of(row.index, lanes == 1 ? new Uniform(index) : new Stepped(index, 1));
        }

        private List<Element> elements(ElementEmitter e, Reduce reduce, List<Index> at) {
            return reduce.inputs().stream().map(input -> e.at(input, at)).toList();
        }

        private void stores(ElementEmitter e, List<Index> at, IrValue index, List<Runnable> stored) {
            for (var value : pass.stores()) {
                var type = value.tensorType().elementType();
                var element = e.at(value, at);
                stored.add(() -> {
                    var own = row.scratch.get(value);
                    var target = own != null ? own : outputs.get(plan.host(value));
                    var position = own != null ? index : f.binary("add", row.start, index);
                    e.memory().store(type, element, target, position);
                });
            }
        }

        /** The vectors combined with each other, and then their lanes. */
        void combine(int lanes) {
            var wide = emitter(lanes);
            for (var each : running) {
                var reduce = each.reduce;
                var vectors = each.sums.stream().map(Accumulators::get).toList();
                each.total =
                        Reductions.acrossLanes(wide, reduce.body(), wide.combineAll(reduce.body(), vectors), lanes);
            }
        }

        /** Columns at the end that do not fill a vector. */
        void rest(long from, int lanes) {
            var narrow = emitter(lanes);
            var index = IrValue.i64(from);
            var at = at(index, lanes);
            var stored = new ArrayList<Runnable>();
            narrow.scope(() -> {
                for (var each : running) {
                    var parts = elements(narrow, each.reduce, at);
                    var total = Reductions.acrossLanes(narrow, each.reduce.body(), parts, lanes);
                    each.total = one.combine(each.reduce.body(), each.total, total);
                }
                stores(narrow, at, index, stored);
                stored.forEach(Runnable::run);
            });
        }

        /** The same by a loop, which is shorter to write. */
        void restOneByOne(long from, long to) {
            if (from == to) {
                return;
            }
            var totals = running.stream()
                    .map(each -> new Accumulators(f, each.total))
                    .toList();
            f.loop(
                    IrValue.i64(from),
                    IrValue.i64(to),
                    1,
                    index -> one.scope(() -> {
                        var at = at(index, 1);
                        var stored = new ArrayList<Runnable>();
                        for (int i = 0; i < running.size(); i++) {
                            var reduce = running.get(i).reduce;
                            var total = totals.get(i);
                            total.set(one.combine(reduce.body(), total.get(), elements(one, reduce, at)));
                        }
                        stores(one, at, index, stored);
                        stored.forEach(Runnable::run);
                    }));
            for (int i = 0; i < running.size(); i++) {
                running.get(i).total = totals.get(i).get();
            }
        }

        void finish() {
            for (var each : running) {
                var reduce = each.reduce;
                var initial = reduce.initValues().stream()
                        .map(value -> one.at(value, List.of()))
                        .toList();
                var result = one.combine(reduce.body(), initial, each.total);
                for (int i = 0; i < result.size(); i++) {
                    one.define(reduce.results().get(i), List.of(row.index), result.get(i));
                }
            }
        }
    }
}
