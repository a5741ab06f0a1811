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
 *
 * <p>{@code multiply} packs the rows of a block part by part of their depth, and brings each strip of the right operand to
 * them once: packed already, or packed then and there, or read where it lies.
 */
final class MatrixCode {
    static final String PACK = "pack";
    static final String MULTIPLY = "multiply";

    /** Bytes of the sums of a block. */
    static final int BLOCK_BYTES = 24 << 10;

    /** Few rows: as many as are read faster than strips are packed. */
    static final int MOST_ROWS = 36;

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
        var f = new IrFunction(MULTIPLY, IrType.POINTER, IrType.I64, IrType.I64, IrType.POINTER);
        var sizes = new Block(f, new CallArguments(f));
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var place = sizes.place(task);
            var parts = ceilDiv(f, sizes.k, sizes.depth);
            f.loop(IrValue.i64(0), parts, 1, part -> {
                var from = f.binary("mul", part, sizes.depth);
                var depth = min(f, sizes.depth, f.binary("sub", sizes.k, from));
                f.callVoid(
                        "panel",
                        moved(f, place.lhs, f.binary("mul", from, sizes.lhsColumn)),
                        sizes.lhsRow,
                        sizes.lhsColumn,
                        place.rows,
                        depth,
                        sizes.panel);
                var strips = ceilDiv(f, place.columns, IrValue.i64(tiles.columns()));
                f.loop(
                        IrValue.i64(0),
                        strips,
                        1,
                        index -> multiplyStrip(f, sizes, place, new Part(from, depth, index, strips)));
            });
        });
        return f;
    }

    /** Where along the contracted dimension, and which strip of a block of some. */
    private record Part(IrValue from, IrValue depth, IrValue strip, IrValue strips) {}

    private void multiplyStrip(IrFunction f, Block sizes, Place place, Part part) {
        var group = IrValue.i64(tiles.arithmetic().group());
        var width = IrValue.i64(tiles.columns());
        var columns = min(f, width, f.binary("sub", place.columns, f.binary("mul", part.strip, width)));
        var start = moved(f, place.rhs, f.binary("mul", part.strip, sizes.strip));
        var strip = f.local(IrType.POINTER);
        var step = f.local(IrType.I64);
        f.store(moved(f, start, sizes.depthOffset(part.from)), strip);
        f.store(sizes.stripStep, step);
        var isNear = f.local(IrType.I64);
        f.store(f.cast("zext", f.compare("ne", sizes.leastWidth, IrValue.i64(0)), IrType.I64), isNear);
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
                    sizes.buffer);
            f.store(sizes.buffer, strip);
            f.store(IrValue.i64(stripRow()), step);
            f.store(IrValue.i64(0), isNear);
        });
        var column = f.binary("mul", f.binary("mul", part.strip, width), sizes.resultColumn);
        var result = moved(f, place.result, column);
        var isDirect =
                f.binary("and", f.compare("ne", sizes.isDirect, IrValue.i64(0)), f.compare("eq", columns, width));
        var sums = moved(f, sizes.sums, f.binary("mul", part.strip, sizes.sumStrip));
        var units = ceilDiv(f, part.depth, group);
        var isShort = f.compare("slt", sizes.rows, min(f, sizes.m, IrValue.i64(MOST_ROWS)));
        f.when(isShort, () -> prefetch(f, sizes, place, part, columns));
        // Few rows may be multiplied with strips where they lie or, in later runs, packed: in other parts.
        var hasOneWay = f.compare("sgt", sizes.m, IrValue.i64(MOST_ROWS));
        var add = f.select(hasOneWay, IrValue.i64(TileCode.ADD), IrValue.i64(TileCode.GO_ON));
        var rows = new TileCode.Rows(
                place.rows,
                sizes.panel,
                f.load(IrType.POINTER, strip),
                f.load(IrType.I64, step),
                f.select(isDirect, result, sums),
                f.select(isDirect, sizes.resultRow, sizes.sumRow),
                units,
                f.select(f.compare("ne", part.from, IrValue.i64(0)), add, IrValue.i64(0)),
                ahead(f, sizes, place, part, units));
        multiplyTiles(f, rows, f.load(IrType.I64, isNear));
        // Sums are stored at once: while they are in the first cache, and behind the products of the next strip.
        f.when(
                f.binary("and", isLast(f, sizes, part), f.binary("xor", isDirect, IrValue.integer(IrType.I1, 1))),
                () -> f.callVoid(
                        "finish",
                        rows.sums(),
                        sizes.sumRow,
                        result,
                        sizes.resultRow,
                        sizes.resultColumn,
                        place.rows,
                        columns));
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
     * The strip that is due next: the next one of the block, or the first one of the next part, or of the next block.
     * Nothing is asked for where blocks have few rows: the tiles of a strip are over before it is there.
     */
    private TileCode.Ahead ahead(IrFunction f, Block sizes, Place place, Part part, IrValue units) {
        var following = f.binary("add", part.strip, IrValue.i64(1));
        var isInBlock = f.compare("slt", following, part.strips);
        var next = f.binary("add", part.from, part.depth);
        var isInMatrix = f.compare("slt", next, sizes.k);
        var strip = f.select(isInBlock, following, f.select(isInMatrix, IrValue.i64(0), following));
        var from = f.select(isInBlock, part.from, f.select(isInMatrix, next, IrValue.i64(0)));
        var start = moved(f, moved(f, place.rhs, f.binary("mul", strip, sizes.strip)), sizes.depthOffset(from));
        var isPacked = f.compare("eq", sizes.leastWidth, IrValue.i64(0));
        var isByColumns = f.binary(
                "and",
                f.binary("xor", isPacked, IrValue.integer(IrType.I1, 1)),
                f.compare("ne", sizes.rhsColumn, IrValue.i64(rhs.byteWidth())));
        var line = IrValue.i64(TileCode.LINE);
        var isWanted = f.compare("sgt", sizes.rows, IrValue.i64(MOST_ROWS));
        var step = f.select(isPacked, line, f.select(isByColumns, sizes.rhsColumn, sizes.rhsRow));
        int turn = Integer.numberOfTrailingZeros(tiles.columns());
        var ofColumns = f.binary("mul", f.binary("lshr", units, IrValue.i64(turn)), line);
        boolean isWide = tiles.arithmetic().group() == 1;
        var ofRows = isWide ? line : f.binary("mul", units, sizes.rhsRow);
        return new TileCode.Ahead(
                f.select(isWanted, start, sizes.panel),
                f.select(isWanted, step, IrValue.i64(0)),
                f.select(isByColumns, IrValue.i64(turn), IrValue.i64(TileCode.Ahead.NO_TURN)),
                f.select(isPacked, f.binary("mul", units, line), f.select(isByColumns, ofColumns, ofRows)));
    }

    /**
     * Asks for what is due soon: with each strip for its share of the part of the left operand that is packed next, and
     * with the last ones for the block of the result. That is for many short blocks of rows: one of all rows has its own
     * part of the left operand near, and would lose more of the first cache than it gains.
     */
    private void prefetch(IrFunction f, Block sizes, Place place, Part part, IrValue columns) {
        var share = ceilDiv(f, sizes.depth, part.strips);
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

    private int stripRow() {
        return tiles.columns() * tiles.arithmetic().unitBytes();
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
        final IrValue isDirect;
        final IrValue sumRow;
        final IrValue sumStrip;
        final IrValue panel;
        final IrValue buffer;
        final IrValue sums;

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
            isDirect = arguments.size(MultiplyArguments.IS_DIRECT);
            sumRow = arguments.size(MultiplyArguments.SUM_ROW);
            sumStrip = arguments.size(MultiplyArguments.SUM_STRIP);
            panel = f.parameter(3);
            buffer = moved(f, panel, f.binary("mul", rows, IrValue.i64(tiles.panelRow())));
            var units = ceilDiv(f, depth, IrValue.i64(tiles.arithmetic().group()));
            sums = moved(f, buffer, f.binary("mul", units, IrValue.i64(stripRow())));
        }

        /** Bytes from the first row of a strip to another. */
        IrValue depthOffset(IrValue from) {
            var isPacked = f.compare("eq", leastWidth, IrValue.i64(0));
            var unit = f.binary("udiv", from, IrValue.i64(tiles.arithmetic().group()));
            return f.select(isPacked, f.binary("mul", unit, stripStep), f.binary("mul", from, rhsRow));
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
