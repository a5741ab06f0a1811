package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Functions that bring a part of an operand of a matrix product into the order in which {@link TileCode} reads it, and
 * into its type. The part has any strides; where one of its dimensions is dense, it is read by vectors.
 *
 * @param source the type of the operand's elements
 */
record PackCode(TileCode tiles, ScalarType source) {
    /** Units that are read at a time where the dense dimension becomes the other one. */
    private static final int PIECE = 4;

    /** Strips that are packed side by side, so that what is read of a row is long. */
    static final int SIDE_BY_SIDE = 4;

    /** Rows of units that are asked for before they are read. */
    private static final int AHEAD = 16;

    /** Units of them that are packed in turn. */
    private static final int TURN = 64;

    private Arithmetic arithmetic() {
        return tiles.arithmetic();
    }

    /**
     * {@code void name(ptr from, i64 row, i64 column, i64 rows, i64 depth, ptr panel)}: rows of a left operand, which are
     * {@code row} bytes apart and their elements {@code column} bytes, as rows of a panel.
     */
    IrFunction panel(String name) {
        var f = function(name);
        var from = f.parameter(0);
        var row = f.parameter(1);
        var column = f.parameter(2);
        var rows = f.parameter(3);
        var panel = f.parameter(5);
        var wholeUnits = wholeUnits(f);
        var dense = IrValue.i64(source.byteWidth());
        var doneRows = counter(f);
        var doneUnits = counter(f);
        f.when(f.compare("eq", column, dense), () -> {
            var units = multiple(f, wholeUnits, tiles.lanes());
            f.loop(
                    IrValue.i64(0),
                    rows,
                    1,
                    r -> f.loop(IrValue.i64(0), units, tiles.lanes(), u -> {
                        var at = f.element(
                                memory(), f.element(IrType.I8, from, f.binary("mul", r, row)), elements(f, u));
                        f.store(along(f, at, tiles.lanes()), inPanel(f, panel, r, u));
                    }));
            f.store(rows, doneRows);
            f.store(units, doneUnits);
        });
        if (tiles.lanes() >= PIECE) {
            var turned = f.binary("and", f.compare("eq", row, dense), f.compare("ne", column, dense));
            f.when(turned, () -> {
                var units = multiple(f, wholeUnits, tiles.lanes());
                var whole = multiple(f, rows, PIECE);
                f.loop(
                        IrValue.i64(0),
                        units,
                        tiles.lanes(),
                        u -> f.loop(IrValue.i64(0), whole, PIECE, r -> turnRows(f, r, u)));
                f.store(whole, doneRows);
                f.store(units, doneUnits);
            });
        }
        var allUnits = allUnits(f);
        f.loop(IrValue.i64(0), rows, 1, r -> {
            var isDone = f.compare("slt", r, f.load(IrType.I64, doneRows));
            var start = f.select(isDone, f.load(IrType.I64, doneUnits), IrValue.i64(0));
            var fromRow = f.element(IrType.I8, from, f.binary("mul", r, row));
            f.loop(
                    start,
                    allUnits,
                    1,
                    u -> f.store(single(f, fromRow, u, column, f.parameter(4)), inPanel(f, panel, r, u)));
        });
        return f;
    }

    private void turnRows(IrFunction f, IrValue row, IrValue unit) {
        var step = f.binary("mul", f.parameter(2), IrValue.i64(arithmetic().group()));
        var at = f.element(IrType.I8, f.element(memory(), f.parameter(0), row), f.binary("mul", unit, step));
        var pieces = new ArrayList<IrValue>();
        for (int i = 0; i < tiles.lanes(); i++) {
            pieces.add(
                    across(f, f.element(IrType.I8, at, f.binary("mul", step, IrValue.i64(i))), f.parameter(2), PIECE));
        }
        var turned = turn(f, pieces);
        for (int i = 0; i < PIECE; i++) {
            f.store(turned.get(i), inPanel(f, f.parameter(5), f.binary("add", row, IrValue.i64(i)), unit));
        }
    }

    private IrValue inPanel(IrFunction f, IrValue panel, IrValue row, IrValue unit) {
        var start = f.element(IrType.I8, panel, f.binary("mul", row, IrValue.i64(tiles.panelRow())));
        return f.element(arithmetic().unit(), start, unit);
    }

    /**
     * {@code void name(ptr from, i64 row, i64 column, i64 columns, i64 depth, ptr strip)}: columns of a right operand,
     * whose rows are {@code row} bytes apart and the elements of one {@code column} bytes, as a strip: its rows one
     * behind the other, with zeros for columns that are missing.
     */
    IrFunction strip(String name) {
        var f = function(name);
        var from = f.parameter(0);
        var row = f.parameter(1);
        var column = f.parameter(2);
        var columns = f.parameter(3);
        var strip = f.parameter(5);
        var wholeUnits = wholeUnits(f);
        var dense = IrValue.i64(source.byteWidth());
        var step = f.binary("mul", row, IrValue.i64(arithmetic().group()));
        var done = counter(f);
        var isWhole = f.compare("eq", columns, IrValue.i64(tiles.columns()));
        f.when(f.binary("and", isWhole, f.compare("eq", column, dense)), () -> {
            f.loop(IrValue.i64(0), wholeUnits, 1, u -> {
                var at = f.element(IrType.I8, from, f.binary("mul", u, step));
                for (int v = 0; v < TileCode.VECTORS; v++) {
                    long first = (long) v * tiles.lanes();
                    var part = f.element(memory(), at, IrValue.i64(first));
                    var later = f.element(IrType.I8, part, f.binary("mul", step, IrValue.i64(AHEAD)));
                    f.prefetch(later);
                    f.store(across(f, part, row, tiles.lanes()), inStrip(f, strip, u, IrValue.i64(first)));
                }
            });
            f.store(wholeUnits, done);
        });
        if (tiles.lanes() >= PIECE) {
            var turned = f.binary("and", f.compare("eq", row, dense), f.compare("ne", column, dense));
            f.when(f.binary("and", isWhole, turned), () -> {
                var units = multiple(f, wholeUnits, PIECE);
                f.loop(IrValue.i64(0), units, PIECE, u -> turnColumns(f, u));
                f.store(units, done);
            });
        }
        f.loop(f.load(IrType.I64, done), allUnits(f), 1, u -> {
            f.loop(IrValue.i64(0), columns, 1, c -> {
                var at = f.element(IrType.I8, from, f.binary("mul", c, column));
                f.store(single(f, at, u, row, f.parameter(4)), inStrip(f, strip, u, c));
            });
            f.loop(columns, IrValue.i64(tiles.columns()), 1, c -> f.store(zero(), inStrip(f, strip, u, c)));
        });
        return f;
    }

    /** The kernel that packs strips by the function {@code strip}: some side by side are a task. */
    IrFunction pack(String name) {
        var f = MatrixCode.kernel(name);
        var arguments = new CallArguments(f);
        var n = arguments.size(PackArguments.N);
        var k = arguments.size(PackArguments.K);
        var row = arguments.size(PackArguments.ROW);
        var column = arguments.size(PackArguments.COLUMN);
        var stripBytes = arguments.size(PackArguments.STRIP);
        var width = IrValue.i64(tiles.columns());
        var turn = IrValue.i64((long) TURN * arithmetic().group());
        var turnBytes = (long) TURN * tiles.columns() * arithmetic().unitBytes();
        var strips = MatrixCode.ceilDiv(f, n, width);
        var tasks = MatrixCode.ceilDiv(f, strips, IrValue.i64(SIDE_BY_SIDE));
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var matrix = f.binary("udiv", task, tasks);
            var offset = arguments.offsets(PackArguments.LOOPS, matrix, 1).getFirst();
            var from = MatrixCode.moved(f, arguments.address(PackArguments.FROM, PackArguments.OFFSET), offset);
            var first = f.binary("mul", f.binary("urem", task, tasks), IrValue.i64(SIDE_BY_SIDE));
            var last = MatrixCode.min(f, strips, f.binary("add", first, IrValue.i64(SIDE_BY_SIDE)));
            f.loop(IrValue.i64(0), MatrixCode.ceilDiv(f, k, turn), 1, t -> {
                var start = f.binary("mul", t, turn);
                var rows = MatrixCode.moved(f, from, f.binary("mul", start, row));
                f.loop(first, last, 1, strip -> {
                    var at = f.binary("mul", strip, width);
                    var number = f.binary("add", f.binary("mul", matrix, strips), strip);
                    var to = MatrixCode.moved(
                            f, arguments.address(PackArguments.TO), f.binary("mul", number, stripBytes));
                    f.callVoid(
                            "strip",
                            MatrixCode.moved(f, rows, f.binary("mul", at, column)),
                            row,
                            column,
                            MatrixCode.min(f, width, f.binary("sub", n, at)),
                            MatrixCode.min(f, turn, f.binary("sub", k, start)),
                            MatrixCode.moved(f, to, f.binary("mul", t, IrValue.i64(turnBytes))));
                });
            });
        });
        return f;
    }

    private void turnColumns(IrFunction f, IrValue unit) {
        var column = f.parameter(2);
        for (int v = 0; v < TileCode.VECTORS; v++) {
            long first = (long) v * tiles.lanes();
            var pieces = new ArrayList<IrValue>();
            for (int i = 0; i < tiles.lanes(); i++) {
                var at = f.element(IrType.I8, f.parameter(0), f.binary("mul", column, IrValue.i64(first + i)));
                pieces.add(along(f, f.element(memory(), at, elements(f, unit)), PIECE));
            }
            var turned = turn(f, pieces);
            for (int i = 0; i < PIECE; i++) {
                var at = f.binary("add", unit, IrValue.i64(i));
                f.store(turned.get(i), inStrip(f, f.parameter(5), at, IrValue.i64(first)));
            }
        }
    }

    private IrValue inStrip(IrFunction f, IrValue strip, IrValue unit, IrValue column) {
        var position = f.binary("add", f.binary("mul", unit, IrValue.i64(tiles.columns())), column);
        return f.element(arithmetic().unit(), strip, position);
    }

    private static IrFunction function(String name) {
        return IrFunction.internal(
                name, IrType.POINTER, IrType.I64, IrType.I64, IrType.I64, IrType.I64, IrType.POINTER);
    }

    private static IrValue counter(IrFunction f) {
        var counter = f.local(IrType.I64);
        f.store(IrValue.i64(0), counter);
        return counter;
    }

    private IrValue wholeUnits(IrFunction f) {
        return f.binary("udiv", f.parameter(4), IrValue.i64(arithmetic().group()));
    }

    private IrValue allUnits(IrFunction f) {
        var group = arithmetic().group();
        return f.binary("udiv", f.binary("add", f.parameter(4), IrValue.i64(group - 1)), IrValue.i64(group));
    }

    private static IrValue multiple(IrFunction f, IrValue count, int of) {
        return f.binary("and", count, IrValue.i64(-of));
    }

    private IrValue elements(IrFunction f, IrValue units) {
        return f.binary("mul", units, IrValue.i64(arithmetic().group()));
    }

    private IrType memory() {
        return Scalars.memory(source);
    }

    /** Units that follow each other along the contracted dimension, which is dense. */
    IrValue along(IrFunction f, IrValue at, int units) {
        var loaded = f.load(memory().withLanes(units * arithmetic().group()), at);
        return f.bitcast(converted(f, loaded), arithmetic().unit().withLanes(units));
    }

    /** Units side by side; those of two elements have them {@code step} bytes apart. */
    IrValue across(IrFunction f, IrValue at, IrValue step, int units) {
        var first = converted(f, f.load(memory().withLanes(units), at));
        if (arithmetic().group() == 1) {
            return first;
        }
        var second = converted(f, f.load(memory().withLanes(units), f.element(IrType.I8, at, step)));
        var order =
                IntStream.range(0, 2 * units).map(i -> i / 2 + i % 2 * units).toArray();
        return f.bitcast(f.shuffle(first, second, order), arithmetic().unit().withLanes(units));
    }

    /** One unit of a vector of {@code depth} elements, {@code step} bytes apart; one behind its end counts as zero. */
    IrValue single(IrFunction f, IrValue vector, IrValue unit, IrValue step, IrValue depth) {
        var index = elements(f, unit);
        var at = f.element(IrType.I8, vector, f.binary("mul", index, step));
        var first = converted(f, f.load(memory(), at));
        if (arithmetic().group() == 1) {
            return first;
        }
        var exists = f.compare("slt", f.binary("add", index, IrValue.i64(1)), depth);
        var next = f.element(IrType.I8, at, f.select(exists, step, IrValue.i64(0)));
        var second = converted(f, f.load(memory(), next));
        var low = f.cast("zext", first, IrType.I32);
        var high = f.binary("shl", f.cast("zext", second, IrType.I32), IrValue.integer(IrType.I32, 16));
        return f.binary("or", low, f.select(exists, high, IrValue.integer(IrType.I32, 0)));
    }

    private IrValue zero() {
        var unit = arithmetic().unit();
        return unit.isInteger() ? IrValue.integer(unit, 0) : IrValue.real(unit, 0);
    }

    private IrValue converted(IrFunction f, IrValue loaded) {
        var packed = arithmetic().packed();
        if (source == packed) {
            return loaded;
        }
        var element = new Real(Scalars.fromMemory(f, source, loaded));
        return Scalars.toMemory(
                f, packed, Conversions.convert(f, source, packed, element).value());
    }

    /** From pieces of four units, each a column, the four rows. */
    private static List<IrValue> turn(IrFunction f, List<IrValue> pieces) {
        int groups = pieces.size() / PIECE;
        var columns = new ArrayList<IrValue>();
        for (int q = 0; q < PIECE; q++) {
            var column = pieces.get(q);
            for (int g = 1; g < groups; g++) {
                column = joined(f, column, pieces.get(g * PIECE + q), g);
            }
            columns.add(column);
        }
        var evens = List.of(zipped(f, columns.get(0), columns.get(2), 0), zipped(f, columns.get(0), columns.get(2), 2));
        var odds = List.of(zipped(f, columns.get(1), columns.get(3), 0), zipped(f, columns.get(1), columns.get(3), 2));
        return List.of(
                zipped(f, evens.get(0), odds.get(0), 0),
                zipped(f, evens.get(0), odds.get(0), 2),
                zipped(f, evens.get(1), odds.get(1), 0),
                zipped(f, evens.get(1), odds.get(1), 2));
    }

    /** A vector of {@code groups} pieces with another behind it. */
    private static IrValue joined(IrFunction f, IrValue vector, IrValue piece, int groups) {
        int lanes = groups * PIECE;
        var widened = f.shuffle(
                piece, piece, IntStream.range(0, lanes).map(i -> i % PIECE).toArray());
        return f.shuffle(vector, widened, IntStream.range(0, lanes + PIECE).toArray());
    }

    /** In each group of four: the units at {@code first} and behind it of both vectors, in turn. */
    private static IrValue zipped(IrFunction f, IrValue x, IrValue y, int first) {
        int lanes = x.type().lanes();
        var order = IntStream.range(0, lanes)
                .map(i -> i / PIECE * PIECE + first + i % PIECE / 2 + i % 2 * lanes)
                .toArray();
        return f.shuffle(x, y, order);
    }
}
