package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernels of matrix products of some element types. They take all sizes at run time, so one object serves all
 * products of those types in all programs.
 */
public final class MatrixKernels {
    /** What the code depends on. */
    private record Types(Arithmetic arithmetic, Target target, ScalarType lhs, ScalarType rhs, ScalarType result) {}

    /** A module, and what tells its functions from those of others. */
    record Text(String ir, String suffix) {
        /** A module, with the names of its functions made those of its code. */
        static Text of(String module, List<String> functions) {
            var suffix = "_" + KernelCode.digest(module);
            var ir = module;
            for (var name : functions) {
                ir = ir.replace("@" + name + "(", "@" + name + suffix + "(");
            }
            return new Text(ir, suffix);
        }
    }

    private static final Map<Types, Text> TEXTS = new ConcurrentHashMap<>();

    /** Columns of a block at most: some strips of every arithmetic. */
    private static final int BLOCK_COLUMNS = 512;

    /** Units that are multiplied at a time where the right operand is read where it lies. */
    private static final int UNPACKED_DEPTH = 16;

    /** Multiplications that take as long as one elementary operation of other kernels. */
    static final int PRODUCTS_PER_OPERATION = 4;

    private final Types types;
    private final TileCode tiles;

    public MatrixKernels(ScalarType lhs, ScalarType rhs, ScalarType result, Target target) {
        var arithmetic = Arithmetic.of(lhs, rhs, result, target);
        this.types = new Types(arithmetic, target, lhs, rhs, result);
        this.tiles = new TileCode(arithmetic, target);
    }

    /** Whether there are kernels for products of such elements. */
    public static boolean cover(ElementType lhs, ElementType rhs, ElementType result) {
        return Arithmetic.covers(lhs, rhs, result);
    }

    /** Whether the right operands are best packed first: where many rows use them, or they must be converted or turned. */
    public boolean packs(MatrixProduct product) {
        boolean readable = types.rhs == types.arithmetic.packed()
                && types.arithmetic.group() == 1
                && product.rhs().column() == 1;
        return !readable || product.m() > MatrixCode.MOST_ROWS;
    }

    /** Bytes of the right operands once packed. */
    public long packedBytes(MatrixProduct product) {
        return product.count() * Math.ceilDiv(product.n(), tiles.columns()) * stripBytes(product);
    }

    /** The greatest number of columns that is not more than some and fills the kernels' blocks. */
    public long wholeBlocks(long columns) {
        return columns / BLOCK_COLUMNS * BLOCK_COLUMNS;
    }

    private long stripBytes(MatrixProduct product) {
        return Math.ceilDiv(product.k(), types.arithmetic.group()) * stripStep();
    }

    private long stripStep() {
        return (long) tiles.columns() * types.arithmetic.unitBytes();
    }

    /** Packs the right operands: given those, and the memory for them. */
    public KernelCode pack(MatrixProduct product) {
        var text = text();
        return new KernelCode(
                MatrixCode.PACK + text.suffix,
                text.ir,
                new PackArguments(product, stripBytes(product)).sizes(types.rhs.byteWidth()),
                product.count() * Math.ceilDiv(product.n(), tiles.columns()),
                product.k() * tiles.columns() / PRODUCTS_PER_OPERATION);
    }

    /** Multiplies: given the left operands, the packed right ones, and the results. */
    public KernelCode multiplyPacked(MatrixProduct product) {
        long strip = stripBytes(product);
        long matrix = Math.ceilDiv(product.n(), tiles.columns()) * strip;
        var loops = new ArrayList<MatrixProduct.Loop>();
        long before = 1;
        for (var loop : product.loops()) {
            // In bytes, for packed matrices lie one behind the other.
            loops.add(new MatrixProduct.Loop(loop.size(), loop.lhs(), before * matrix, loop.result()));
            before *= loop.size();
        }
        var packed = new MatrixProduct(
                product.m(),
                product.n(),
                product.k(),
                product.lhs(),
                new MatrixProduct.Matrix(0, 0, 0),
                product.result(),
                loops);
        long rows = tiles.heights().getFirst();
        var strips = new MultiplyArguments.Strips(stripStep(), strip, 0);
        var arguments = new MultiplyArguments(packed, strips, rows, blockColumns(product, rows), depth(TileCode.DEPTH));
        return multiply(arguments, 1);
    }

    /** Multiplies: given the left operands, the right ones where they lie, and the results. */
    public KernelCode multiply(MatrixProduct product) {
        long rows = product.m();
        int bytes = types.rhs.byteWidth();
        var strips = new MultiplyArguments.Strips(
                product.rhs().row() * bytes, product.rhs().column() * bytes * tiles.columns(), tiles.columns());
        var arguments =
                new MultiplyArguments(product, strips, rows, blockColumns(product, rows), depth(UNPACKED_DEPTH));
        return multiply(arguments, bytes);
    }

    private long depth(int units) {
        return (long) units * types.arithmetic.group();
    }

    /** Columns of a block: equal parts of whole strips whose sums have room. */
    private long blockColumns(MatrixProduct product, long rows) {
        long strips = Math.ceilDiv(product.n(), tiles.columns());
        long most = Math.min(BLOCK_COLUMNS, MatrixCode.BLOCK_BYTES / (rows * types.arithmetic.unitBytes()))
                / tiles.columns();
        long blocks = Math.ceilDiv(strips, Math.max(1, most));
        return Math.ceilDiv(strips, blocks) * tiles.columns();
    }

    private KernelCode multiply(MultiplyArguments arguments, int rhsBytes) {
        var product = arguments.product();
        var text = text();
        return new KernelCode(
                MatrixCode.MULTIPLY + text.suffix,
                text.ir,
                arguments.sizes(types.lhs.byteWidth(), rhsBytes, types.result.byteWidth()),
                product.count()
                        * Math.ceilDiv(product.m(), arguments.rows())
                        * Math.ceilDiv(product.n(), arguments.columns()),
                arguments.rows() * arguments.columns() * product.k() / PRODUCTS_PER_OPERATION);
    }

    private Text text() {
        return TEXTS.computeIfAbsent(
                types,
                key -> Text.of(
                        new MatrixCode(tiles, key.lhs, key.rhs, key.result).module(),
                        List.of(MatrixCode.PACK, MatrixCode.MULTIPLY)));
    }
}
