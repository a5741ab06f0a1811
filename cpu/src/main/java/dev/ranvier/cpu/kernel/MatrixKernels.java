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
    private record Types(Arithmetic arithmetic, Target target, ScalarType lhs, ScalarType rhs, ScalarType result) {
        Text inner() {
            var tiles = new TileCode(arithmetic, target);
            return Text.of(new InnerCode(tiles, lhs, rhs, result).module(), List.of(InnerCode.INNER));
        }

        Text blocks() {
            var tiles = new TileCode(arithmetic, target);
            return Text.of(
                    new MatrixCode(tiles, lhs, rhs, result).module(), List.of(MatrixCode.PACK, MatrixCode.MULTIPLY));
        }
    }

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

    private static final Map<Types, Text> BLOCKS = new ConcurrentHashMap<>();
    private static final Map<Types, Text> INNER = new ConcurrentHashMap<>();

    /** Rows whose inner products with columns are cheaper than packing those. */
    private static final int MOST_INNER_ROWS = 16;

    /** Blocks of columns that are read where they lie: one for each core, for long rows are read faster. */
    private static final int WIDE_BLOCKS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** Blocks of columns for inner products: some for each core. */
    private static final int DENSE_BLOCKS = 4 * WIDE_BLOCKS;

    /** Blocks that are enough for threads to end at once. */
    static final long ENOUGH_BLOCKS = 16;

    /** The same of products of many rows: half a block is a hundredth of a thread's part, and packing it twice less. */
    private static final long MANY_BLOCKS = 64;

    /** Products of two elements that a block of few rows should have: packing the left operand takes a part of less. */
    private static final long WORTH_BLOCK = 1 << 21;

    /** Columns of a block at most: some strips of every arithmetic. */
    public static final int BLOCK_COLUMNS = 512;

    /** Rows of a block that packs strips at most: their packed part leaves most of a core's second cache to others. */
    private static final long MOST_BLOCK_ROWS = 192;

    /** Rows of a thread's part at least: so many are worth reading all right operands for. */
    private static final long LEAST_PART = 48;

    /** Strips of a block at most: more make packing the rows no cheaper. */
    private static final long MOST_STRIPS = 8;

    /** The same where sums are kept in a buffer. */
    private static final long MOST_BUFFERED_STRIPS = 4;

    /**
     * Rows of the right operand that are read side by side where it lies: fewer are read faster, more cost fewer sums that
     * are stored and loaded again.
     */
    private static final int FEW_DEPTH = 8;

    private static final int SOME_DEPTH = 16;

    /** Rows of the left operand for which reading the right one takes the longer. */
    private static final int FEW_ROWS = 4;

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

    /** How a product is best computed. */
    public enum Way {
        /** By {@link #inner}. */
        INNER_PRODUCTS,
        /** By {@link #multiply}, which reads right operands where they lie. */
        IN_PLACE,
        /** By {@link #multiply}, which packs each strip of right operands for the rows, which are one block. */
        BY_STRIPS,
        /** By {@link #pack} and {@link #multiplyPacked}. */
        PACKED
    }

    /** How a product is best computed: packing the right operands is worth it where many rows use them. */
    public static Way way(MatrixProduct product) {
        if (product.m() <= MatrixCode.MOST_ROWS && product.rhs().column() == 1) {
            return Way.IN_PLACE;
        }
        boolean dense = product.lhs().column() == 1 && product.rhs().row() == 1;
        if (dense && product.m() <= MOST_INNER_ROWS) {
            return Way.INNER_PRODUCTS;
        }
        return product.m() <= MOST_BLOCK_ROWS ? Way.BY_STRIPS : Way.PACKED;
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
        var text = BLOCKS.computeIfAbsent(types, Types::blocks);
        return new KernelCode(
                MatrixCode.PACK + text.suffix,
                text.ir,
                new PackArguments(product, stripBytes(product)).sizes(types.rhs.byteWidth()),
                product.count() * Math.ceilDiv(product.n(), (long) PackCode.SIDE_BY_SIDE * tiles.columns()),
                product.k() * PackCode.SIDE_BY_SIDE * tiles.columns() / PRODUCTS_PER_OPERATION,
                0,
                Tilings.pack(product, types.rhs.byteWidth(), packedBytes(product)));
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
        long rows = packedRows(product);
        return multiply(packed, new MultiplyArguments.Strips(stripStep(), strip, 0), rows, 1)
                .with(Tilings.multiplyPacked(
                        product, rows, types.lhs.byteWidth(), packedBytes(product), types.result.byteWidth()));
    }

    /** Multiplies: given the left operands, the right ones where they lie, and the results. */
    public KernelCode multiply(MatrixProduct product) {
        int bytes = types.rhs.byteWidth();
        boolean isInPlace = way(product) == Way.IN_PLACE;
        var strips = new MultiplyArguments.Strips(
                product.rhs().row() * bytes * types.arithmetic.group(),
                product.rhs().column() * bytes * tiles.columns(),
                isInPlace ? tiles.columns() : tiles.columns() + 1L);
        return isInPlace
                ? multiplyInPlace(product, strips, bytes)
                : multiply(product, strips, blockRows(product), bytes)
                        .with(Tilings.multiply(
                                product, blockRows(product), types.lhs.byteWidth(), bytes, types.result.byteWidth()));
    }

    private KernelCode multiplyInPlace(MatrixProduct product, MultiplyArguments.Strips strips, int bytes) {
        long rows = product.m();
        long share = Math.ceilDiv(product.n() * product.count(), WIDE_BLOCKS);
        long columns = blockColumns(tiles, product.n(), Math.min(room(rows), share), Long.MAX_VALUE, ENOUGH_BLOCKS);
        return multiply(
                new MultiplyArguments(
                        product,
                        strips,
                        buffered(columns),
                        rows,
                        columns,
                        rows <= FEW_ROWS ? FEW_DEPTH : SOME_DEPTH,
                        1),
                bytes);
    }

    /** Multiplies blocks of rows, with strips that are packed. */
    private KernelCode multiply(MatrixProduct product, MultiplyArguments.Strips strips, long rows, int bytes) {
        long depth = (long) TileCode.DEPTH * types.arithmetic.group();
        boolean isTall = rows > MatrixCode.MOST_ROWS;
        boolean isDirect = isTall
                && types.result == types.arithmetic.sum()
                && product.result().column() == 1;
        long others = product.count() * Math.ceilDiv(product.m(), rows);
        long columns = isTall
                ? blockColumns(tiles, product.n(), mostColumns(isDirect), others, 2L * WIDE_BLOCKS)
                : blockColumns(tiles, product.n(), room(rows), others, enoughBlocks(product));
        var sums = isDirect ? new MultiplyArguments.Sums(true, stripStep(), 0) : buffered(columns);
        return multiply(
                new MultiplyArguments(product, strips, sums, rows, columns, depth, group(product, rows)), bytes);
    }

    private MultiplyArguments.Sums buffered(long columns) {
        return new MultiplyArguments.Sums(false, columns * types.arithmetic.unitBytes(), stripStep());
    }

    private long mostColumns(boolean isDirect) {
        return (isDirect ? MOST_STRIPS : MOST_BUFFERED_STRIPS) * tiles.columns();
    }

    /** Rows of a block: all where that leaves room in the caches, so that right operands are read once. */
    private long blockRows(MatrixProduct product) {
        return product.m() <= MOST_BLOCK_ROWS ? product.m() : tiles.heights().getFirst();
    }

    /**
     * Rows of a block where strips are packed already: for few blocks a part for each thread, which most often has made the
     * same rows of the left operand. Those that another core has made are read much slower, as long as its caches hold them.
     */
    private long packedRows(MatrixProduct product) {
        long parts = Math.min(WIDE_BLOCKS, product.m() / LEAST_PART);
        return parts > 1 && product.count() == 1 && product.m() <= MOST_BLOCK_ROWS
                ? Math.ceilDiv(product.m(), parts)
                : blockRows(product);
    }

    /** Blocks of rows of a group: one where those are parts for threads, else all, which read the same right operands. */
    private static long group(MatrixProduct product, long rows) {
        return rows > MatrixCode.MOST_ROWS ? 1 : Math.ceilDiv(product.m(), rows);
    }

    /** Columns that a block of some rows can have. */
    private long room(long rows) {
        return MatrixCode.BLOCK_BYTES / (rows * types.arithmetic.unitBytes());
    }

    /** Blocks so that threads end at once: of few rows as few as that takes, for each packs the left operand. */
    private static long enoughBlocks(MatrixProduct product) {
        return product.m() <= MatrixCode.MOST_ROWS
                ? Math.clamp(product.work() / WORTH_BLOCK, 2L * WIDE_BLOCKS, Math.max(2L * WIDE_BLOCKS, ENOUGH_BLOCKS))
                : MANY_BLOCKS;
    }

    /** The inner products: given the left operands, the right ones, and the results. */
    public KernelCode inner(MatrixProduct product) {
        var text = INNER.computeIfAbsent(types, Types::inner);
        long columns = Math.ceilDiv(product.n(), DENSE_BLOCKS);
        var arguments = new MultiplyArguments(
                product,
                new MultiplyArguments.Strips(0, 0, 0),
                new MultiplyArguments.Sums(false, 0, 0),
                product.m(),
                columns,
                product.k(),
                1);
        return new KernelCode(
                InnerCode.INNER + text.suffix,
                text.ir,
                arguments.sizes(types.lhs.byteWidth(), types.rhs.byteWidth(), types.result.byteWidth()),
                product.count() * Math.ceilDiv(product.n(), columns),
                product.m() * columns * product.k() / PRODUCTS_PER_OPERATION);
    }

    /**
     * Columns of a block: equal parts of whole strips, of {@code most} columns at most, and as many as make
     * {@code enough} blocks with {@code others} blocks for each of them.
     */
    static long blockColumns(TileCode tiles, long n, long most, long others, long enough) {
        long strips = Math.ceilDiv(n, tiles.columns());
        long wanted = Math.min(strips, Math.ceilDiv(enough, Math.max(1, others)));
        long blocks = Math.max(wanted, Math.ceilDiv(strips, Math.max(1, most / tiles.columns())));
        return Math.ceilDiv(strips, blocks) * tiles.columns();
    }

    private KernelCode multiply(MultiplyArguments arguments, int rhsBytes) {
        var product = arguments.product();
        var text = BLOCKS.computeIfAbsent(types, Types::blocks);
        return new KernelCode(
                MatrixCode.MULTIPLY + text.suffix,
                text.ir,
                arguments.sizes(types.lhs.byteWidth(), rhsBytes, types.result.byteWidth()),
                product.count()
                        * Math.ceilDiv(product.m(), arguments.rows())
                        * Math.ceilDiv(product.n(), arguments.columns()),
                arguments.rows() * arguments.columns() * product.k() / PRODUCTS_PER_OPERATION,
                scratch(arguments),
                null);
    }

    /** Bytes of the packed rows of a block, a packed strip, and sums. */
    private long scratch(MultiplyArguments arguments) {
        long units = Math.ceilDiv(arguments.depth(), types.arithmetic.group());
        return arguments.rows() * tiles.panelRow()
                + units * stripStep()
                + arguments.rows() * arguments.sums().row();
    }
}
