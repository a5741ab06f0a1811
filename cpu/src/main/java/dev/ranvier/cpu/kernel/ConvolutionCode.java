package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;

/**
 * Convolutions as products of matrices, with the left one gathered from the input panel by panel: the functions
 * {@code pack}, whose tasks are strips of the kernels of all groups, and {@code convolve}, whose tasks are blocks of the
 * result. Sizes and strides come with the {@linkplain ConvolutionArguments arguments}.
 */
final class ConvolutionCode {
    static final String PACK = "pack_kernel";
    static final String CONVOLVE = "convolve";

    private final TileCode tiles;
    private final ScalarType lhs;
    private final ScalarType rhs;
    private final MatrixCode matrices;

    ConvolutionCode(TileCode tiles, ScalarType lhs, ScalarType rhs, ScalarType result) {
        this.tiles = tiles;
        this.lhs = lhs;
        this.rhs = rhs;
        this.matrices = new MatrixCode(tiles, lhs, rhs, result);
    }

    /** A module with both functions. */
    String module() {
        var functions = new ArrayList<IrFunction>();
        functions.add(pack());
        functions.add(new Convolve().function());
        tiles.heights().forEach(height -> functions.add(tiles.tile(height)));
        functions.add(new PackCode(tiles, lhs).panel("panel"));
        functions.add(new PackCode(tiles, rhs).strip("strip"));
        functions.add(matrices.finish());
        return IrText.module(functions.toArray(IrFunction[]::new));
    }

    private long stripRow() {
        return (long) tiles.columns() * tiles.arithmetic().unitBytes();
    }

    private IrFunction pack() {
        var f = MatrixCode.kernel(PACK);
        var arguments = new CallArguments(f);
        var width = IrValue.i64(tiles.columns());
        var n = arguments.size(ConvolutionArguments.N);
        var run = arguments.size(ConvolutionArguments.RUN);
        var column = arguments.size(ConvolutionArguments.RHS_COLUMN);
        var strips = MatrixCode.ceilDiv(f, n, width);
        var group = IrValue.i64(tiles.arithmetic().group());
        var runBytes = f.binary("mul", MatrixCode.ceilDiv(f, run, group), IrValue.i64(stripRow()));
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var first = f.binary("mul", f.binary("urem", task, strips), width);
            var groupOffset =
                    f.binary("mul", f.binary("udiv", task, strips), arguments.size(ConvolutionArguments.RHS_GROUP));
            var from = MatrixCode.moved(
                    f,
                    MatrixCode.moved(f, arguments.address(ConvolutionArguments.KERNEL), groupOffset),
                    f.binary("mul", first, column));
            var to = MatrixCode.moved(
                    f,
                    arguments.address(ConvolutionArguments.PACKED),
                    f.binary("mul", task, arguments.size(ConvolutionArguments.STRIP)));
            f.loop(IrValue.i64(0), arguments.size(ConvolutionArguments.RUNS), 1, number -> {
                var offset = arguments
                        .offsets(arguments.size(ConvolutionArguments.DEPTH_LOOPS), number, 2)
                        .get(1);
                f.callVoid(
                        "strip",
                        MatrixCode.moved(f, from, offset),
                        arguments.size(ConvolutionArguments.RHS_ROW),
                        column,
                        MatrixCode.min(f, width, f.binary("sub", n, first)),
                        run,
                        MatrixCode.moved(f, to, f.binary("mul", number, runBytes)));
            });
        });
        return f;
    }

    /** The writer of {@code convolve}. */
    private final class Convolve {
        private final IrFunction f = MatrixCode.kernel(CONVOLVE);
        private final CallArguments arguments = new CallArguments(f);
        private final IrValue panel = f.memory((long) MatrixCode.MOST_ROWS * tiles.panelRow());
        private final IrValue sums = f.memory(MatrixCode.BLOCK_BYTES);

        /** Of each segment of a block's rows, which follow each other at one stride: offsets, and how many rows. */
        private final IrValue segmentLhs = f.memory((long) MatrixCode.MOST_ROWS * Long.BYTES);

        private final IrValue segmentResult = f.memory((long) MatrixCode.MOST_ROWS * Long.BYTES);
        private final IrValue segmentRows = f.memory((long) MatrixCode.MOST_ROWS * Long.BYTES);
        private final IrValue segments = f.local(IrType.I64);
        private final IrValue panelUnits = f.local(IrType.I64);
        private final IrValue doneUnits = f.local(IrType.I64);

        IrFunction function() {
            f.loop(f.parameter(1), f.parameter(2), 1, this::task);
            return f;
        }

        private IrValue size(int argument) {
            return arguments.size(argument);
        }

        private IrValue times(IrValue x, IrValue y) {
            return f.binary("mul", x, y);
        }

        private IrValue plus(IrValue x, IrValue y) {
            return f.binary("add", x, y);
        }

        private IrValue at(IrValue table, IrValue index) {
            return f.element(IrType.I64, table, index);
        }

        private void task(IrValue task) {
            var rowBlocks = MatrixCode.ceilDiv(f, size(ConvolutionArguments.M), size(ConvolutionArguments.ROWS));
            var columnBlocks = MatrixCode.ceilDiv(f, size(ConvolutionArguments.N), size(ConvolutionArguments.COLUMNS));
            var firstRow = times(f.binary("urem", task, rowBlocks), size(ConvolutionArguments.ROWS));
            var rest = f.binary("udiv", task, rowBlocks);
            var firstColumn = times(f.binary("urem", rest, columnBlocks), size(ConvolutionArguments.COLUMNS));
            var group = f.binary("udiv", rest, columnBlocks);
            var rows = MatrixCode.min(
                    f, size(ConvolutionArguments.ROWS), f.binary("sub", size(ConvolutionArguments.M), firstRow));
            var columns = MatrixCode.min(
                    f, size(ConvolutionArguments.COLUMNS), f.binary("sub", size(ConvolutionArguments.N), firstColumn));
            segments(firstRow, rows);
            var input = MatrixCode.moved(
                    f, arguments.address(ConvolutionArguments.LHS), times(group, size(ConvolutionArguments.LHS_GROUP)));
            var width = IrValue.i64(tiles.columns());
            var strips = MatrixCode.ceilDiv(f, size(ConvolutionArguments.N), width);
            var firstStrip = plus(times(group, strips), f.binary("udiv", firstColumn, width));
            var packed = MatrixCode.moved(
                    f,
                    arguments.address(ConvolutionArguments.PACKED),
                    times(firstStrip, size(ConvolutionArguments.STRIP)));
            var sumRow = times(
                    size(ConvolutionArguments.COLUMNS),
                    IrValue.i64(tiles.arithmetic().unitBytes()));
            products(input, packed, rows, columns, sumRow);
            var result = MatrixCode.moved(
                    f,
                    MatrixCode.moved(
                            f,
                            arguments.address(ConvolutionArguments.RESULT),
                            times(group, size(ConvolutionArguments.RESULT_GROUP))),
                    times(firstColumn, size(ConvolutionArguments.RESULT_COLUMN)));
            finish(result, columns, sumRow);
        }

        /** Splits the rows of a block into segments. */
        private void segments(IrValue firstRow, IrValue rows) {
            var done = f.local(IrType.I64);
            f.store(IrValue.i64(0), done);
            f.store(IrValue.i64(0), segments);
            f.repeat(g -> g.compare("slt", g.load(IrType.I64, done), rows), () -> {
                var before = f.load(IrType.I64, done);
                var position = plus(firstRow, before);
                var run = size(ConvolutionArguments.ROW_RUN);
                var inner = f.binary("urem", position, run);
                var offsets =
                        arguments.offsets(size(ConvolutionArguments.ROW_LOOPS), f.binary("udiv", position, run), 2);
                var count = MatrixCode.min(f, f.binary("sub", run, inner), f.binary("sub", rows, before));
                var segment = f.load(IrType.I64, segments);
                f.store(
                        plus(offsets.get(0), times(inner, size(ConvolutionArguments.LHS_ROW))),
                        at(segmentLhs, segment));
                f.store(
                        plus(offsets.get(1), times(inner, size(ConvolutionArguments.RESULT_ROW))),
                        at(segmentResult, segment));
                f.store(count, at(segmentRows, segment));
                f.store(plus(segment, IrValue.i64(1)), segments);
                f.store(plus(before, count), done);
            });
        }

        /** What a segment's code is written with: its number, its rows, and how many rows come before them. */
        private interface SegmentBody {
            void write(IrValue segment, IrValue rows, IrValue before);
        }

        private void eachSegment(SegmentBody body) {
            var before = f.local(IrType.I64);
            f.store(IrValue.i64(0), before);
            f.loop(IrValue.i64(0), f.load(IrType.I64, segments), 1, segment -> {
                var rows = f.load(IrType.I64, at(segmentRows, segment));
                var start = f.load(IrType.I64, before);
                body.write(segment, rows, start);
                f.store(plus(start, rows), before);
            });
        }

        private void products(IrValue input, IrValue packed, IrValue rows, IrValue columns, IrValue sumRow) {
            var inRun = MatrixCode.ceilDiv(f, size(ConvolutionArguments.RUN), size(ConvolutionArguments.PIECE));
            var all = times(size(ConvolutionArguments.RUNS), inRun);
            var most = size(ConvolutionArguments.PIECES);
            f.store(IrValue.i64(0), doneUnits);
            f.loop(IrValue.i64(0), MatrixCode.ceilDiv(f, all, most), 1, index -> {
                f.store(IrValue.i64(0), panelUnits);
                var first = times(index, most);
                var last = MatrixCode.min(f, all, plus(first, most));
                f.loop(first, last, 1, piece -> gather(input, piece, inRun));
                var strips = MatrixCode.ceilDiv(f, columns, IrValue.i64(tiles.columns()));
                f.loop(IrValue.i64(0), strips, 1, strip -> multiply(packed, strip, rows, sumRow));
                f.store(plus(f.load(IrType.I64, doneUnits), f.load(IrType.I64, panelUnits)), doneUnits);
            });
        }

        /** Adds the elements of a piece to the rows of the panel. */
        private void gather(IrValue input, IrValue piece, IrValue inRun) {
            var start = times(f.binary("urem", piece, inRun), size(ConvolutionArguments.PIECE));
            var length = MatrixCode.min(
                    f, size(ConvolutionArguments.PIECE), f.binary("sub", size(ConvolutionArguments.RUN), start));
            var tap = arguments
                    .offsets(size(ConvolutionArguments.DEPTH_LOOPS), f.binary("udiv", piece, inRun), 2)
                    .getFirst();
            var from = MatrixCode.moved(f, input, plus(tap, times(start, size(ConvolutionArguments.LHS_COLUMN))));
            var units = f.load(IrType.I64, panelUnits);
            var to = f.element(tiles.arithmetic().unit(), panel, units);
            eachSegment((segment, rows, before) -> f.callVoid(
                    "panel",
                    MatrixCode.moved(f, from, f.load(IrType.I64, at(segmentLhs, segment))),
                    size(ConvolutionArguments.LHS_ROW),
                    size(ConvolutionArguments.LHS_COLUMN),
                    rows,
                    length,
                    MatrixCode.moved(f, to, times(before, IrValue.i64(tiles.panelRow())))));
            var group = IrValue.i64(tiles.arithmetic().group());
            f.store(plus(units, MatrixCode.ceilDiv(f, length, group)), panelUnits);
        }

        private void multiply(IrValue packed, IrValue strip, IrValue rows, IrValue sumRow) {
            var done = f.load(IrType.I64, doneUnits);
            var start = MatrixCode.moved(f, packed, times(strip, size(ConvolutionArguments.STRIP)));
            var columns = MatrixCode.moved(f, start, times(done, IrValue.i64(stripRow())));
            var target = MatrixCode.moved(f, sums, times(strip, IrValue.i64(stripRow())));
            var add = f.select(f.compare("ne", done, IrValue.i64(0)), IrValue.i64(TileCode.ADD), IrValue.i64(0));
            var part = new TileCode.Rows(
                    rows,
                    panel,
                    columns,
                    IrValue.i64(stripRow()),
                    target,
                    sumRow,
                    f.load(IrType.I64, panelUnits),
                    add,
                    TileCode.Ahead.none(panel));
            tiles.multiply(f, part, tiles.heights(), TileCode::name);
        }

        private void finish(IrValue result, IrValue columns, IrValue sumRow) {
            eachSegment((segment, rows, before) -> f.callVoid(
                    "finish",
                    MatrixCode.moved(f, sums, times(before, sumRow)),
                    sumRow,
                    MatrixCode.moved(f, result, f.load(IrType.I64, at(segmentResult, segment))),
                    size(ConvolutionArguments.RESULT_ROW),
                    size(ConvolutionArguments.RESULT_COLUMN),
                    rows,
                    columns));
        }
    }
}
