package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;

/**
 * The loops around {@link TileCode}: the functions {@code pack} and {@code multiply}, whose tasks are parts of a right
 * operand and blocks of a result. Their sizes and strides, in bytes, come with the arguments.
 */
final class MatrixCode {
    static final String PACK = "pack";
    static final String MULTIPLY = "multiply";

    /** Bytes of the sums of a block. */
    static final int BLOCK_BYTES = 24 << 10;

    /** Rows of a block at most. */
    static final int MOST_ROWS = 36;

    /** Units of the rows of a strip that is packed for one use. */
    static final int SHORT_DEPTH = 64;

    private static final int SUMS = 0;
    private static final int SUM_ROW = 1;
    private static final int RESULT = 2;
    private static final int RESULT_ROW = 3;
    private static final int RESULT_COLUMN = 4;
    private static final int ROWS = 5;
    private static final int COLUMNS = 6;

    private final TileCode tiles;
    private final ScalarType lhs;
    private final ScalarType rhs;
    private final ScalarType result;

    MatrixCode(TileCode tiles, ScalarType lhs, ScalarType rhs, ScalarType result) {
        this.tiles = tiles;
        this.lhs = lhs;
        this.rhs = rhs;
        this.result = result;
    }

    /** A module with both functions. */
    String module() {
        var functions = new ArrayList<IrFunction>();
        functions.add(new PackCode(tiles, rhs).pack(PACK));
        functions.add(multiply());
        tiles.heights().forEach(height -> functions.add(tiles.tile(height)));
        if (!isReadable()) {
            tiles.nearHeights().forEach(height -> functions.add(tiles.near(height, new PackCode(tiles, rhs))));
        }
        functions.add(new PackCode(tiles, lhs).panel("panel"));
        functions.add(new PackCode(tiles, rhs).strip("strip"));
        functions.add(prefetch());
        functions.add(finish());
        return IrText.module(functions.toArray(IrFunction[]::new));
    }

    /** Whether elements of the right operand are units as they are. */
    private boolean isReadable() {
        return rhs == tiles.arithmetic().packed() && tiles.arithmetic().group() == 1;
    }

    static IrFunction kernel(String name) {
        return new IrFunction(name, IrType.POINTER, IrType.I64, IrType.I64);
    }

    static IrValue moved(IrFunction f, IrValue pointer, IrValue bytes) {
        return f.element(IrType.I8, pointer, bytes);
    }

    static IrValue ceilDiv(IrFunction f, IrValue dividend, IrValue divisor) {
        return f.binary("udiv", f.binary("sub", f.binary("add", dividend, divisor), IrValue.i64(1)), divisor);
    }

    static IrValue min(IrFunction f, IrValue x, IrValue y) {
        return f.intrinsic("llvm.smin", x, y);
    }

    /** Tasks: blocks of rows, for each block of columns, for groups of rows, for all combinations of outer indices. */
    private IrFunction multiply() {
        var f = kernel(MULTIPLY);
        var arguments = new CallArguments(f);
        var sizes = new Block(f, arguments);
        var panel = f.memory((long) MOST_ROWS * tiles.panelRow());
        var sums = f.memory(BLOCK_BYTES);
        var strip = f.memory(
                (long) SHORT_DEPTH * tiles.columns() * tiles.arithmetic().unitBytes());
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var place = sizes.place(task);
            var blocks = ceilDiv(f, sizes.k, sizes.depth);
            f.loop(IrValue.i64(0), blocks, 1, block -> {
                var from = f.binary("mul", block, sizes.depth);
                var depth = min(f, sizes.depth, f.binary("sub", sizes.k, from));
                f.callVoid(
                        "panel",
                        moved(f, place.lhs, f.binary("mul", from, sizes.lhsColumn)),
                        sizes.lhsRow,
                        sizes.lhsColumn,
                        place.rows,
                        depth,
                        panel);
                var strips = ceilDiv(f, place.columns, IrValue.i64(tiles.columns()));
                f.loop(
                        IrValue.i64(0),
                        strips,
                        1,
                        index -> multiplyStrip(f, sizes, place, new Part(from, depth, index), panel, strip, sums));
            });
        });
        return f;
    }

    /** Where along the contracted dimension, and which strip of a block. */
    private record Part(IrValue from, IrValue depth, IrValue strip) {}

    private void multiplyStrip(
            IrFunction f, Block sizes, Place place, Part part, IrValue panel, IrValue buffer, IrValue sums) {
        var group = IrValue.i64(tiles.arithmetic().group());
        int stripRow = tiles.columns() * tiles.arithmetic().unitBytes();
        var width = IrValue.i64(tiles.columns());
        var columns = min(f, width, f.binary("sub", place.columns, f.binary("mul", part.strip, width)));
        var start = moved(f, place.rhs, f.binary("mul", part.strip, sizes.strip));
        var strip = f.local(IrType.POINTER);
        var step = f.local(IrType.I64);
        f.store(moved(f, start, f.binary("mul", f.binary("udiv", part.from, group), sizes.stripStep)), strip);
        f.store(sizes.stripStep, step);
        var isPacked = f.compare("eq", sizes.leastWidth, IrValue.i64(0));
        var isNear = f.local(IrType.I64);
        f.store(f.cast("zext", f.binary("xor", isPacked, IrValue.integer(IrType.I1, 1)), IrType.I64), isNear);
        var isNarrow = f.compare("slt", columns, sizes.leastWidth);
        var rest = f.compare("ne", f.binary("urem", part.depth, group), IrValue.i64(0));
        var isOdd = f.binary("and", rest, f.compare("ne", sizes.leastWidth, IrValue.i64(0)));
        f.when(f.binary("or", isNarrow, isOdd), () -> {
            f.callVoid(
                    "strip",
                    moved(f, start, f.binary("mul", part.from, sizes.rhsRow)),
                    sizes.rhsRow,
                    sizes.rhsColumn,
                    columns,
                    part.depth,
                    buffer);
            f.store(buffer, strip);
            f.store(IrValue.i64(stripRow), step);
            f.store(IrValue.i64(0), isNear);
        });
        prefetch(f, sizes, place, part, columns);
        var rows = new TileCode.Rows(
                place.rows,
                panel,
                f.load(IrType.POINTER, strip),
                f.load(IrType.I64, step),
                moved(f, sums, f.binary("mul", part.strip, IrValue.i64(stripRow))),
                sizes.sumRow,
                ceilDiv(f, part.depth, group),
                f.cast("zext", f.compare("ne", part.from, IrValue.i64(0)), IrType.I64));
        multiplyTiles(f, rows, f.load(IrType.I64, isNear));
        // Sums are stored at once: while they are in the first cache, and behind the products of the next strip.
        f.when(isLast(f, sizes, part), () -> {
            var column = f.binary("mul", f.binary("mul", part.strip, width), sizes.resultColumn);
            f.callVoid(
                    "finish",
                    rows.sums(),
                    sizes.sumRow,
                    moved(f, place.result, column),
                    sizes.resultRow,
                    sizes.resultColumn,
                    place.rows,
                    columns);
        });
    }

    private static IrValue isLast(IrFunction f, Block sizes, Part part) {
        return f.compare("sge", f.binary("add", part.from, part.depth), sizes.k);
    }

    private void multiplyTiles(IrFunction f, TileCode.Rows rows, IrValue near) {
        if (isReadable()) {
            tiles.multiply(f, rows, tiles.heights(), TileCode::name);
        } else {
            f.when(
                    f.compare("ne", near, IrValue.i64(0)),
                    () -> tiles.multiply(f, rows, tiles.nearHeights(), TileCode::nearName));
            f.when(
                    f.compare("eq", near, IrValue.i64(0)),
                    () -> tiles.multiply(f, rows, tiles.heights(), TileCode::name));
        }
    }

    /**
     * Asks for what is due soon: with each strip for its share of the part of the left operand that is packed next, and
     * with the last ones for the block of the result.
     */
    private void prefetch(IrFunction f, Block sizes, Place place, Part part, IrValue columns) {
        var strips = ceilDiv(f, place.columns, IrValue.i64(tiles.columns()));
        var share = ceilDiv(f, sizes.depth, strips);
        var isLast = isLast(f, sizes, part);
        var next = f.select(
                isLast,
                f.binary("mul", sizes.rows, sizes.lhsRow),
                f.binary("mul", f.binary("add", part.from, part.depth), sizes.lhsColumn));
        var start = f.binary("mul", f.binary("mul", part.strip, share), sizes.lhsColumn);
        var at = moved(f, moved(f, place.lhs, next), start);
        var isDense = f.compare("eq", sizes.lhsColumn, IrValue.i64(lhs.byteWidth()));
        f.callVoid(
                "prefetch",
                at,
                f.select(isDense, place.rows, share),
                f.select(isDense, sizes.lhsRow, sizes.lhsColumn),
                f.select(isDense, f.binary("mul", share, sizes.lhsColumn), f.binary("mul", place.rows, sizes.lhsRow)));
        f.when(isLast, () -> {
            var column = f.binary("mul", part.strip, IrValue.i64(tiles.columns()));
            var block = moved(f, place.result, f.binary("mul", column, sizes.resultColumn));
            f.callVoid("prefetch", block, place.rows, sizes.resultRow, f.binary("mul", columns, sizes.resultColumn));
        });
    }

    /** {@code void prefetch(ptr start, i64 rows, i64 row, i64 bytes)}: the bytes of rows that are {@code row} apart. */
    private static IrFunction prefetch() {
        var f = IrFunction.internal("prefetch", IrType.POINTER, IrType.I64, IrType.I64, IrType.I64);
        f.loop(IrValue.i64(0), f.parameter(1), 1, r -> {
            var row = moved(f, f.parameter(0), f.binary("mul", r, f.parameter(2)));
            f.loop(IrValue.i64(0), f.parameter(3), 64, b -> f.prefetch(moved(f, row, b)));
        });
        return f;
    }

    /** What a call of {@code multiply} is given, in registers. */
    private final class Block {
        private final IrFunction f;
        private final CallArguments arguments;
        final IrValue m;
        final IrValue n;
        final IrValue k;
        final IrValue lhsRow;
        final IrValue lhsColumn;
        final IrValue rhsRow;
        final IrValue rhsColumn;
        final IrValue stripStep;
        final IrValue strip;
        final IrValue leastWidth;
        final IrValue resultRow;
        final IrValue resultColumn;
        final IrValue rows;
        final IrValue columns;
        final IrValue depth;
        final IrValue group;
        final IrValue sumRow;

        Block(IrFunction f, CallArguments arguments) {
            this.f = f;
            this.arguments = arguments;
            m = arguments.size(MultiplyArguments.M);
            n = arguments.size(MultiplyArguments.N);
            k = arguments.size(MultiplyArguments.K);
            lhsRow = arguments.size(MultiplyArguments.LHS_ROW);
            lhsColumn = arguments.size(MultiplyArguments.LHS_COLUMN);
            rhsRow = arguments.size(MultiplyArguments.RHS_ROW);
            rhsColumn = arguments.size(MultiplyArguments.RHS_COLUMN);
            stripStep = arguments.size(MultiplyArguments.STRIP_STEP);
            strip = arguments.size(MultiplyArguments.STRIP);
            leastWidth = arguments.size(MultiplyArguments.LEAST_WIDTH);
            resultRow = arguments.size(MultiplyArguments.RESULT_ROW);
            resultColumn = arguments.size(MultiplyArguments.RESULT_COLUMN);
            rows = arguments.size(MultiplyArguments.ROWS);
            columns = arguments.size(MultiplyArguments.COLUMNS);
            depth = arguments.size(MultiplyArguments.DEPTH);
            group = arguments.size(MultiplyArguments.GROUP);
            sumRow = f.binary("mul", columns, IrValue.i64(tiles.arithmetic().unitBytes()));
        }

        Place place(IrValue task) {
            var rowBlocks = ceilDiv(f, m, rows);
            var columnBlocks = ceilDiv(f, n, columns);
            var blocks = f.binary("mul", rowBlocks, columnBlocks);
            var inMatrix = f.binary("urem", task, blocks);
            var groupBlocks = f.binary("mul", group, columnBlocks);
            var firstBlock = f.binary("mul", f.binary("udiv", inMatrix, groupBlocks), group);
            var height = min(f, group, f.binary("sub", rowBlocks, firstBlock));
            var inGroup = f.binary("urem", inMatrix, groupBlocks);
            var row = f.binary("mul", f.binary("add", firstBlock, f.binary("urem", inGroup, height)), rows);
            var column = f.binary("mul", f.binary("udiv", inGroup, height), columns);
            var offsets = arguments.offsets(MultiplyArguments.LOOPS, f.binary("udiv", task, blocks), 3);
            var strips = f.binary("udiv", column, IrValue.i64(tiles.columns()));
            var result = moved(
                    f, arguments.address(MultiplyArguments.RESULT, MultiplyArguments.RESULT_OFFSET), offsets.get(2));
            return new Place(
                    moved(
                            f,
                            moved(
                                    f,
                                    arguments.address(MultiplyArguments.LHS, MultiplyArguments.LHS_OFFSET),
                                    offsets.get(0)),
                            f.binary("mul", row, lhsRow)),
                    moved(
                            f,
                            moved(
                                    f,
                                    arguments.address(MultiplyArguments.RHS, MultiplyArguments.RHS_OFFSET),
                                    offsets.get(1)),
                            f.binary("mul", strips, strip)),
                    moved(f, moved(f, result, f.binary("mul", row, resultRow)), f.binary("mul", column, resultColumn)),
                    min(f, rows, f.binary("sub", m, row)),
                    min(f, columns, f.binary("sub", n, column)));
        }
    }

    /** A block of the result, and what of the operands it is made of. */
    private record Place(IrValue lhs, IrValue rhs, IrValue result, IrValue rows, IrValue columns) {}

    /** {@code void finish(ptr sums, i64 sumRow, ptr result, i64 row, i64 column, i64 rows, i64 columns)}. */
    IrFunction finish() {
        var f = IrFunction.internal(
                "finish", IrType.POINTER, IrType.I64, IrType.POINTER, IrType.I64, IrType.I64, IrType.I64, IrType.I64);
        f.loop(IrValue.i64(0), f.parameter(ROWS), 1, r -> {
            var from = moved(f, f.parameter(SUMS), f.binary("mul", r, f.parameter(SUM_ROW)));
            var to = moved(f, f.parameter(RESULT), f.binary("mul", r, f.parameter(RESULT_ROW)));
            var done = f.local(IrType.I64);
            f.store(IrValue.i64(0), done);
            var dense = f.compare("eq", f.parameter(RESULT_COLUMN), IrValue.i64(result.byteWidth()));
            f.when(dense, () -> {
                var whole = f.binary("and", f.parameter(COLUMNS), IrValue.i64(-tiles.lanes()));
                f.loop(IrValue.i64(0), whole, tiles.lanes(), c -> store(f, from, to, c, tiles.lanes()));
                f.store(whole, done);
            });
            f.loop(f.load(IrType.I64, done), f.parameter(COLUMNS), 1, c -> store(f, from, to, c, 1));
        });
        return f;
    }

    private void store(IrFunction f, IrValue from, IrValue to, IrValue column, int lanes) {
        var sum = tiles.arithmetic().sum();
        var memory = Scalars.memory(sum);
        var value = f.load(memory.withLanes(lanes), f.element(memory, from, column));
        var converted = Conversions.convert(f, sum, result, new Real(value)).value();
        f.store(
                Scalars.toMemory(f, result, converted),
                moved(f, to, f.binary("mul", column, f.parameter(RESULT_COLUMN))));
    }
}
