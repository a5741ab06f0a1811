package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A transpose that moves the last dimension, in square tiles of as many vectors as these have lanes, which change rows
 * and columns in registers. A task is a strip of tiles, so wide that what it reads of a row fills some cache lines.
 */
public final class TransposeKernel {
    /** Elements that are worth a kernel of their own. */
    private static final long LARGE = 1 << 12;

    private static final int TILES_OF_STRIP = 4;

    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final Indices indices = new Indices(f, 1);
    private final IrType element;
    private final int lanes;
    private final long[] shape;
    private final int last;
    /** The dimension of the result that is the operand's last. */
    private final int contiguous;
    /** For each dimension of the result the distance of neighbours in the operand, and in the result. */
    private final long[] from;

    private final long[] to;

    private TransposeKernel(Transpose op, int lanes) {
        var operand = op.operand().tensorType();
        this.element = IrType.integer(8 * operand.elementType().byteWidth());
        this.lanes = lanes;
        this.shape = op.result().tensorType().shape();
        this.last = shape.length - 1;
        this.contiguous = op.permutation().indexOf(last);
        this.from = new long[shape.length];
        this.to = strides(shape);
        var strides = strides(operand.shape());
        for (int d = 0; d <= last; d++) {
            from[d] = strides[op.permutation().dimension(d)];
        }
    }

    private static long[] strides(long[] shape) {
        var strides = new long[shape.length];
        long stride = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= shape[d];
        }
        return strides;
    }

    /** Whether an op is such a transpose, and large. */
    public static boolean isTiled(Op op) {
        if (!(op instanceof Transpose transpose)
                || transpose.result().tensorType().rank() < 2) {
            return false;
        }
        var operand = transpose.operand().tensorType();
        int last = operand.rank() - 1;
        int width = operand.elementType().byteWidth();
        return transpose.permutation().dimension(last) != last
                && operand.elementCount() >= LARGE
                && operand.size(last) >= 8
                && transpose.result().tensorType().size(last) >= 8
                && (width & (width - 1)) == 0
                && width <= 8;
    }

    /** Whether a kernel is such a transpose of an argument. */
    public static boolean accepts(Region body) {
        int count = body.ops().size();
        return count >= 2
                && isTiled(body.ops().get(count - 2))
                && body.ops().subList(0, count - 2).stream().allMatch(op -> op instanceof Reshape);
    }

    /**
     * Writes the kernel.
     *
     * @param body one op that is {@linkplain #accepts accepted}
     * @param lanes the sides of a tile
     */
    public static KernelCode emit(Region body, int lanes) {
        return new TransposeKernel((Transpose) body.ops().get(body.ops().size() - 2), lanes).emit();
    }

    private KernelCode emit() {
        var addresses = KernelCode.addresses(f, 2);
        long width = (long) TILES_OF_STRIP * lanes;
        long strips = Math.ceilDiv(shape[contiguous], width);
        var outer = new ArrayList<Integer>();
        IntStream.range(0, last).filter(d -> d != contiguous).forEach(outer::add);
        var sizes = outer.stream().mapToLong(d -> shape[d]).toArray();
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var at = indices.delinearize(indices.divide(new Uniform(task), strips), sizes);
            Index source = Index.of(0);
            Index target = Index.of(0);
            for (int i = 0; i < sizes.length; i++) {
                source = indices.add(source, indices.multiply(at.get(i), from[outer.get(i)]));
                target = indices.add(target, indices.multiply(at.get(i), to[outer.get(i)]));
            }
            var strip = indices.multiply(indices.remainder(new Uniform(task), strips), width);
            strip(
                    f.element(element, addresses.get(0), indices.vector(source)),
                    f.element(element, addresses.get(1), indices.vector(target)),
                    indices.vector(strip),
                    width);
        });
        long matrices =
                IntStream.range(0, sizes.length).mapToLong(i -> sizes[i]).reduce(1, (x, y) -> x * y);
        return KernelCode.of(IrText.module(f), matrices * strips, width * shape[last]);
    }

    private void strip(IrValue source, IrValue target, IrValue begin, long width) {
        long columns = shape[contiguous];
        var whole = f.intrinsic(
                "llvm.smin", f.binary("add", begin, IrValue.i64(width)), IrValue.i64(columns / lanes * lanes));
        var end = f.intrinsic("llvm.smin", f.binary("add", begin, IrValue.i64(width)), IrValue.i64(columns));
        long rows = shape[last] / lanes * lanes;
        f.loop(
                IrValue.i64(0),
                IrValue.i64(rows),
                lanes,
                row -> f.loop(begin, whole, lanes, column -> tile(source, target, row, column)));
        if (rows < shape[last]) {
            single(source, target, rows, shape[last], begin, whole);
        }
        if (columns % lanes != 0) {
            var rest = f.intrinsic("llvm.smax", begin, IrValue.i64(columns / lanes * lanes));
            single(source, target, 0, shape[last], rest, end);
        }
    }

    private IrValue source(IrValue base, IrValue row, IrValue column) {
        var position = indices.add(indices.multiply(new Uniform(row), from[last]), new Uniform(column));
        return f.element(element, base, indices.vector(position));
    }

    private IrValue target(IrValue base, IrValue row, IrValue column) {
        var position = indices.add(indices.multiply(new Uniform(column), to[contiguous]), new Uniform(row));
        return f.element(element, base, indices.vector(position));
    }

    private void single(IrValue source, IrValue target, long from, long to, IrValue begin, IrValue end) {
        f.loop(
                begin,
                end,
                1,
                column -> f.loop(
                        IrValue.i64(from),
                        IrValue.i64(to),
                        1,
                        row -> f.store(f.load(element, source(source, row, column)), target(target, row, column))));
    }

    /** Rounds of interleaving the vectors of the first half with those of the second: after as many as halve a side, rows are columns. */
    private void tile(IrValue source, IrValue target, IrValue row, IrValue column) {
        List<IrValue> vectors = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            var at = source(source, f.binary("add", row, IrValue.i64(i)), column);
            vectors.add(f.load(element.withLanes(lanes), at));
        }
        var low = IntStream.range(0, lanes).map(i -> i / 2 + i % 2 * lanes).toArray();
        var high = IntStream.of(low).map(i -> i + lanes / 2).toArray();
        for (int side = lanes; side > 1; side /= 2) {
            var next = new ArrayList<IrValue>();
            for (int i = 0; i < lanes / 2; i++) {
                next.add(f.shuffle(vectors.get(i), vectors.get(i + lanes / 2), low));
                next.add(f.shuffle(vectors.get(i), vectors.get(i + lanes / 2), high));
            }
            vectors = next;
        }
        for (int i = 0; i < lanes; i++) {
            f.store(vectors.get(i), target(target, row, f.binary("add", column, IrValue.i64(i))));
        }
    }
}
