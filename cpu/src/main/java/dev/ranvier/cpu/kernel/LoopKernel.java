package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A loop nest over the elements of results of one shape. The rows, which are all dimensions but the last, are cut where
 * they are long, and each piece is a task; within it elements are computed by vectors, and those that do not fill one by
 * themselves. Where elements are found by their position alone, how many there are is given at run time: one function
 * serves all sizes.
 */
public final class LoopKernel {
    /** Elements of a row that are worth a task of their own. */
    private static final long PIECE = 1 << 14;

    /** The loop over a row is written as often, and once more, for the ranges in which it is known what they read. */
    private static final int MOST_CUTS = 8;

    private final Region body;
    private final int vectorLanes;
    private final boolean flat;
    private final long[] outer;
    private final long inner;
    private final long piece;
    private final boolean anySize;

    private LoopKernel(Region body, int vectorLanes) {
        this.body = body;
        this.vectorLanes = vectorLanes;
        this.flat = isFlat(body);
        var shape = body.results().getFirst().tensorType().shape();
        if (flat || shape.length == 0) {
            this.outer = new long[0];
            this.inner = Arrays.stream(shape).reduce(1, (x, y) -> x * y);
        } else {
            this.outer = Arrays.copyOf(shape, shape.length - 1);
            this.inner = shape[shape.length - 1];
        }
        this.piece = Math.min(Math.max(inner, 1), PIECE);
        this.anySize = flat && vectorLanes > 1 && inner >= vectorLanes;
    }

    /**
     * Writes the kernel.
     *
     * @param body ops whose results have one shape and code for their elements
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     */
    public static KernelCode emit(Region body, int vectorLanes) {
        return new LoopKernel(body, vectorLanes).emit();
    }

    private KernelCode emit() {
        var whole = new Bounds();
        var code = emit(List.of(0L, inner), whole);
        if (whole.cuts().isEmpty() || whole.cuts().size() > MOST_CUTS) {
            return code;
        }
        var ends = new ArrayList<>(List.of(0L));
        ends.addAll(whole.cuts());
        ends.add(inner);
        return emit(ends, new Bounds());
    }

    /** Writes the loop over the last dimension once for each range between two of {@code ends}. */
    private KernelCode emit(List<Long> ends, Bounds bounds) {
        var f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
        var addresses = new ArrayList<IrValue>();
        int count = body.arguments().size() + body.results().size();
        for (int i = 0; i < count; i++) {
            addresses.add(f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(i))));
        }
        var inputs = addresses.subList(0, body.arguments().size());
        var outputs = addresses.subList(body.arguments().size(), count);
        var kernel = Kernel.of(body, inputs, flat, vectorLanes, bounds);
        int lanes = vectorLanes > 1 && inner >= vectorLanes && !reducesRows(body) ? vectorLanes : 1;
        long pieces = Math.ceilDiv(inner, piece);
        long work = piece * workOfElement(body);
        if (anySize) {
            var size = f.load(IrType.I64, f.element(IrType.I64, f.parameter(0), IrValue.i64(count)));
            f.loop(f.parameter(1), f.parameter(2), 1, task -> {
                var begin = f.binary("mul", task, IrValue.i64(PIECE));
                var end = f.intrinsic("llvm.smin", f.binary("add", begin, IrValue.i64(PIECE)), size);
                // What is found by its position alone asks for no bounds.
                writeRange(new Range(0, inner, begin, end), kernel, f, lanes, new Row(List.of(), Index.of(0)), outputs);
            });
            return KernelCode.of(IrText.module(f), List.of(inner), pieces, work);
        }
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var one = new ElementEmitter(kernel, f, 1);
            var row = one.indices().divide(new Uniform(task), pieces);
            var start = one.indices().multiply(one.indices().remainder(new Uniform(task), pieces), piece);
            var outerIndices = one.indices().delinearize(row, outer);
            var begin = one.indices().vector(start);
            var end = pieces == 1
                    ? IrValue.i64(inner)
                    : f.intrinsic("llvm.smin", f.binary("add", begin, IrValue.i64(piece)), IrValue.i64(inner));
            var rowStart = one.indices().multiply(row, inner);
            var place = new Row(outerIndices, rowStart);
            for (int i = 0; i + 1 < ends.size(); i++) {
                var first = ends.size() == 2 ? begin : IrValue.i64(ends.get(i));
                var last = ends.size() == 2 ? end : IrValue.i64(ends.get(i + 1));
                if (ends.size() > 2 && pieces > 1) {
                    first = f.intrinsic("llvm.smin", f.intrinsic("llvm.smax", begin, first), last);
                    last = f.intrinsic("llvm.smax", f.intrinsic("llvm.smin", end, last), first);
                }
                writeRange(new Range(ends.get(i), ends.get(i + 1), first, last), kernel, f, lanes, place, outputs);
            }
        });
        long rows = Arrays.stream(outer).reduce(1, (x, y) -> x * y);
        return KernelCode.of(IrText.module(f), rows * pieces, work);
    }

    /** The indices of a row, and the position of its first element. */
    private record Row(List<Index> indices, Index start) {}

    /** Columns from {@code from} up to {@code to}, of which a task does those from {@code begin} up to {@code end}. */
    private record Range(long from, long to, IrValue begin, IrValue end) {}

    private void writeRange(Range range, Kernel kernel, IrFunction f, int vectorLanes, Row row, List<IrValue> outputs) {
        int lanes = range.to() - range.from() < vectorLanes ? 1 : vectorLanes;
        var rest = range.begin();
        if (lanes > 1) {
            var vectors = new ElementEmitter(kernel, f, lanes);
            var length = f.binary("sub", range.end(), range.begin());
            var whole = f.binary("and", length, IrValue.i64(-lanes));
            rest = f.binary("add", range.begin(), whole);
            f.loop(range.begin(), rest, lanes, index -> {
                kernel.bounds().count(index, range.from(), range.to());
                vectors.scope(() -> writeElements(vectors, row, new Stepped(index, 1), index, outputs));
            });
        }
        var scalars = new ElementEmitter(kernel, f, 1);
        f.loop(rest, range.end(), 1, index -> {
            kernel.bounds().count(index, range.from(), range.to());
            scalars.scope(() -> writeElements(scalars, row, new Uniform(index), index, outputs));
        });
    }

    private void writeElements(ElementEmitter e, Row row, Index innermost, IrValue index, List<IrValue> outputs) {
        var at = new ArrayList<>(row.indices());
        at.add(innermost);
        var one = new Indices(e.function(), 1);
        var position = one.vector(one.add(row.start(), new Uniform(index)));
        var elements = new ArrayList<Element>();
        for (var result : body.results()) {
            elements.add(e.at(result, result.tensorType().rank() == 0 ? List.of() : List.copyOf(at)));
        }
        for (int i = 0; i < elements.size(); i++) {
            var type = body.results().get(i).tensorType().elementType();
            e.memory().store(type, elements.get(i), outputs.get(i), position);
        }
    }

    /** Whether elements of all values are found by their position: tensors have one shape, or are scalars spread out. */
    private static boolean isFlat(Region body) {
        var shape = body.results().getFirst().tensorType().dimensions();
        for (var argument : body.arguments()) {
            if (argument.tensorType().rank() != 0
                    && !argument.tensorType().dimensions().equals(shape)) {
                return false;
            }
        }
        return body.ops().stream().allMatch(op -> isFlat(op, shape));
    }

    private static boolean isFlat(Op op, List<?> shape) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ChloOp _, ControlFlowOp.OptimizationBarrier _, ElementwiseOp.MapElements _ ->
                op.results().stream().allMatch(result -> hasShape(result, shape));
            case ElementwiseOp.BitcastConvert bitcast ->
                hasShape(bitcast.operand(), shape) && hasShape(bitcast.result(), shape);
            case ElementwiseOp _ -> op.results().stream().allMatch(result -> hasShape(result, shape));
            case ShapeOp.Constant _ -> true;
            case ShapeOp.BroadcastInDim broadcast ->
                broadcast.operand().tensorType().rank() == 0 && hasShape(broadcast.result(), shape);
            case ControlFlowOp.FuncReturn _, ControlFlowOp.Return _ -> true;
            default -> false;
        };
    }

    private static boolean hasShape(Value value, List<?> shape) {
        return value.tensorType().rank() == 0 || value.tensorType().dimensions().equals(shape);
    }

    /** Whether a reduction runs over the last dimension of its operand, which it then does by vectors. */
    private static boolean reducesRows(Region body) {
        return body.ops().stream()
                .anyMatch(op -> op instanceof ReductionOp.Reduce reduce
                        && reduce.dimensions()
                                .contains(
                                        reduce.inputs().getFirst().tensorType().rank() - 1L));
    }

    private static long workOfElement(Region body) {
        long work = 1;
        for (var op : body.ops()) {
            work += op instanceof ReductionOp.Reduce reduce
                    ? Math.max(
                            1,
                            reduce.inputs().getFirst().tensorType().elementCount()
                                    / Math.max(
                                            1,
                                            reduce.results()
                                                    .getFirst()
                                                    .tensorType()
                                                    .elementCount()))
                    : 1;
        }
        return work;
    }
}
