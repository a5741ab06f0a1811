package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The transforms of {@link Winograd}: the functions {@code winograd_input} and {@code winograd_result}, whose tasks are
 * tiles, and {@code winograd_kernel}, whose tasks are the input features of strips of output features. Numbers of a
 * position lie together; sizes and strides, in bytes, come with the arguments.
 */
final class WinogradCode {
    static final String INPUT = "winograd_input";
    static final String RESULT = "winograd_result";
    static final String KERNEL = "winograd_kernel";

    /** Arguments of the functions for tiles: the tensor and the positions, or the other way round, and then sizes. */
    static final int FIRST_TILE = 2;

    static final int TILE_COLUMNS = 3;
    static final int TILE_ROWS = 4;
    static final int BATCH = 5;
    static final int ROW = 6;
    static final int COLUMN = 7;
    static final int HEIGHT = 8;
    static final int WIDTH = 9;
    static final int FEATURES = 10;
    static final int POSITION = 11;

    /** Arguments of the function for kernels, behind the kernel and the packed positions. */
    static final int TAP_ROW = 2;

    static final int TAP_COLUMN = 3;
    static final int TAP_INPUT = 4;
    static final int TAP_OUTPUT = 5;
    static final int INPUTS = 6;
    static final int STRIP = 7;
    static final int MATRIX = 8;

    private static final int NUMBER = Float.BYTES;

    private final TileCode tiles;
    private final IrType vector;

    WinogradCode(TileCode tiles) {
        this.tiles = tiles;
        this.vector = IrType.FLOAT.withLanes(tiles.lanes());
    }

    /** A module with the three functions. */
    String module() {
        return IrText.module(input(), result(), kernel());
    }

    /** Where a tile begins, how many rows and columns there are from there on, and where its positions lie. */
    private record Tile(IrValue start, IrValue rows, IrValue columns, IrValue positions) {}

    private static Tile tile(IrFunction f, CallArguments arguments, IrValue task, int tensor, int positions) {
        var number = f.binary("add", task, arguments.size(FIRST_TILE));
        var line = f.binary("udiv", number, arguments.size(TILE_COLUMNS));
        var batch = f.binary("udiv", line, arguments.size(TILE_ROWS));
        var side = IrValue.i64(Winograd.TILE);
        var row = f.binary("mul", f.binary("urem", line, arguments.size(TILE_ROWS)), side);
        var column = f.binary("mul", f.binary("urem", number, arguments.size(TILE_COLUMNS)), side);
        var start = moved(f, arguments.address(tensor), f.binary("mul", batch, arguments.size(BATCH)));
        start = moved(f, start, f.binary("mul", row, arguments.size(ROW)));
        start = moved(f, start, f.binary("mul", column, arguments.size(COLUMN)));
        var bytes = f.binary("mul", arguments.size(FEATURES), IrValue.i64(NUMBER));
        return new Tile(
                start,
                f.binary("sub", arguments.size(HEIGHT), row),
                f.binary("sub", arguments.size(WIDTH), column),
                moved(f, arguments.address(positions), f.binary("mul", task, bytes)));
    }

    private static IrValue moved(IrFunction f, IrValue pointer, IrValue bytes) {
        return f.element(IrType.I8, pointer, bytes);
    }

    /** What is written for the features from one on, where all of a tile is there, or only some. */
    private interface TileBody {
        void write(IrValue feature, boolean isWhole);
    }

    private void eachFeature(IrFunction f, CallArguments arguments, Tile tile, int side, TileBody body) {
        var isWhole = f.binary(
                "and",
                f.compare("sge", tile.rows, IrValue.i64(side)),
                f.compare("sge", tile.columns, IrValue.i64(side)));
        var features = arguments.size(FEATURES);
        f.when(isWhole, () -> f.loop(IrValue.i64(0), features, tiles.lanes(), c -> body.write(c, true)));
        var isPart = f.binary("xor", isWhole, IrValue.integer(IrType.I1, 1));
        f.when(isPart, () -> f.loop(IrValue.i64(0), features, tiles.lanes(), c -> body.write(c, false)));
    }

    private static IrValue isInside(IrFunction f, Tile tile, int row, int column) {
        return f.binary(
                "and",
                f.compare("sgt", tile.rows, IrValue.i64(row)),
                f.compare("sgt", tile.columns, IrValue.i64(column)));
    }

    private static IrValue place(IrFunction f, CallArguments arguments, int row, int column) {
        return f.binary(
                "add",
                f.binary("mul", arguments.size(ROW), IrValue.i64(row)),
                f.binary("mul", arguments.size(COLUMN), IrValue.i64(column)));
    }

    private IrFunction input() {
        var f = MatrixCode.kernel(INPUT);
        var arguments = new CallArguments(f);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var tile = tile(f, arguments, task, 0, 1);
            eachFeature(f, arguments, tile, Winograd.SIDE, (feature, isWhole) -> {
                var grid = new ArrayList<List<IrValue>>();
                for (int i = 0; i < Winograd.SIDE; i++) {
                    var line = new ArrayList<IrValue>();
                    for (int j = 0; j < Winograd.SIDE; j++) {
                        line.add(element(f, arguments, tile, feature, isWhole, i, j));
                    }
                    grid.add(line);
                }
                var positions = both(grid, line -> forInput(f, line));
                var to = f.element(IrType.FLOAT, tile.positions, feature);
                storePositions(f, positions, to, arguments.size(POSITION));
            });
        });
        return f;
    }

    /** An element of the input; zero outside of it. */
    private IrValue element(
            IrFunction f, CallArguments arguments, Tile tile, IrValue feature, boolean isWhole, int row, int column) {
        var start = f.element(IrType.FLOAT, tile.start, feature);
        var offset = place(f, arguments, row, column);
        if (isWhole) {
            return f.load(vector, moved(f, start, offset));
        }
        var isInside = isInside(f, tile, row, column);
        var loaded = f.load(vector, moved(f, start, f.select(isInside, offset, IrValue.i64(0))));
        return f.select(isInside, loaded, IrValue.real(vector, 0));
    }

    private void storePositions(IrFunction f, List<List<IrValue>> positions, IrValue to, IrValue step) {
        for (int p = 0; p < Winograd.POSITIONS; p++) {
            var value = positions.get(p / Winograd.SIDE).get(p % Winograd.SIDE);
            f.store(value, moved(f, to, f.binary("mul", step, IrValue.i64(p))));
        }
    }

    private IrFunction result() {
        var f = MatrixCode.kernel(RESULT);
        var arguments = new CallArguments(f);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var tile = tile(f, arguments, task, 1, 0);
            eachFeature(f, arguments, tile, Winograd.TILE, (feature, isWhole) -> {
                var from = f.element(IrType.FLOAT, tile.positions, feature);
                var grid = new ArrayList<List<IrValue>>();
                for (int i = 0; i < Winograd.SIDE; i++) {
                    var line = new ArrayList<IrValue>();
                    for (int j = 0; j < Winograd.SIDE; j++) {
                        var step = f.binary("mul", arguments.size(POSITION), IrValue.i64((long) i * Winograd.SIDE + j));
                        line.add(f.load(vector, moved(f, from, step)));
                    }
                    grid.add(line);
                }
                var results = both(grid, line -> forResult(f, line));
                var to = f.element(IrType.FLOAT, tile.start, feature);
                for (int i = 0; i < Winograd.TILE; i++) {
                    for (int j = 0; j < Winograd.TILE; j++) {
                        var value = results.get(i).get(j);
                        var at = place(f, arguments, i, j);
                        if (isWhole) {
                            f.store(value, moved(f, to, at));
                        } else {
                            f.when(isInside(f, tile, i, j), () -> f.store(value, moved(f, to, at)));
                        }
                    }
                }
            });
        });
        return f;
    }

    private IrFunction kernel() {
        var f = MatrixCode.kernel(KERNEL);
        var arguments = new CallArguments(f);
        var isDense = f.compare("eq", arguments.size(TAP_OUTPUT), IrValue.i64(NUMBER));
        f.when(isDense, () -> kernel(f, arguments, true));
        f.when(f.binary("xor", isDense, IrValue.integer(IrType.I1, 1)), () -> kernel(f, arguments, false));
        return f;
    }

    private void kernel(IrFunction f, CallArguments arguments, boolean isDense) {
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var strip = f.binary("udiv", task, arguments.size(INPUTS));
            var input = f.binary("urem", task, arguments.size(INPUTS));
            var width = f.binary("mul", strip, IrValue.i64(tiles.columns()));
            var from = moved(f, arguments.address(0), f.binary("mul", width, arguments.size(TAP_OUTPUT)));
            from = moved(f, from, f.binary("mul", input, arguments.size(TAP_INPUT)));
            var to = moved(f, arguments.address(1), f.binary("mul", strip, arguments.size(STRIP)));
            to = moved(f, to, f.binary("mul", input, IrValue.i64((long) tiles.columns() * NUMBER)));
            for (int v = 0; v < TileCode.VECTORS; v++) {
                var first = IrValue.i64((long) v * tiles.lanes());
                var part = moved(f, from, f.binary("mul", first, arguments.size(TAP_OUTPUT)));
                var positions = both(taps(f, arguments, part, isDense), line -> forKernel(f, line));
                storePositions(f, positions, f.element(IrType.FLOAT, to, first), arguments.size(MATRIX));
            }
        });
    }

    private List<List<IrValue>> taps(IrFunction f, CallArguments arguments, IrValue from, boolean isDense) {
        var grid = new ArrayList<List<IrValue>>();
        for (int i = 0; i < Winograd.TAPS; i++) {
            var line = new ArrayList<IrValue>();
            for (int j = 0; j < Winograd.TAPS; j++) {
                var tap = moved(f, from, f.binary("mul", arguments.size(TAP_ROW), IrValue.i64(i)));
                var at = moved(f, tap, f.binary("mul", arguments.size(TAP_COLUMN), IrValue.i64(j)));
                line.add(isDense ? f.load(vector, at) : apart(f, at, arguments.size(TAP_OUTPUT)));
            }
            grid.add(line);
        }
        return grid;
    }

    /** A vector of numbers that do not lie side by side. */
    private IrValue apart(IrFunction f, IrValue at, IrValue step) {
        var gathered = new IrValue(vector, "poison");
        for (int lane = 0; lane < tiles.lanes(); lane++) {
            var number = f.load(IrType.FLOAT, moved(f, at, f.binary("mul", step, IrValue.i64(lane))));
            gathered = f.withLane(gathered, lane, number);
        }
        return gathered;
    }

    /** A transform of the lines of a grid, and then of its columns. */
    private static List<List<IrValue>> both(List<List<IrValue>> grid, UnaryOperator<List<IrValue>> line) {
        var lines = grid.stream().map(line).toList();
        return turned(turned(lines).stream().map(line).toList());
    }

    private static List<List<IrValue>> turned(List<List<IrValue>> grid) {
        var turned = new ArrayList<List<IrValue>>();
        for (int j = 0; j < grid.getFirst().size(); j++) {
            int column = j;
            turned.add(grid.stream().map(line -> line.get(column)).toList());
        }
        return turned;
    }

    private IrValue times(IrFunction f, double factor, IrValue x) {
        return f.binary("fmul", x, IrValue.real(vector, (float) factor));
    }

    private IrValue timesPlus(IrFunction f, double factor, IrValue x, IrValue y) {
        return f.intrinsic("llvm.fma", x, IrValue.real(vector, (float) factor), y);
    }

    private static IrValue plus(IrFunction f, IrValue x, IrValue y) {
        return f.binary("fadd", x, y);
    }

    private static IrValue minus(IrFunction f, IrValue x, IrValue y) {
        return f.binary("fsub", x, y);
    }

    /** The transform that the source calls B: evaluates the polynomials of products at 0, 1, -1, 2, -2 and infinity. */
    private List<IrValue> forInput(IrFunction f, List<IrValue> d) {
        var even = timesPlus(f, -4, d.get(2), d.get(4));
        var odd = timesPlus(f, -4, d.get(1), d.get(3));
        var farEven = minus(f, d.get(4), d.get(2));
        var farOdd = minus(f, d.get(3), d.get(1));
        return List.of(
                timesPlus(f, 4, d.get(0), timesPlus(f, -5, d.get(2), d.get(4))),
                plus(f, even, odd),
                minus(f, even, odd),
                timesPlus(f, 2, farOdd, farEven),
                timesPlus(f, -2, farOdd, farEven),
                timesPlus(f, 4, d.get(1), timesPlus(f, -5, d.get(3), d.get(5))));
    }

    /** The transform that the source calls G. */
    private List<IrValue> forKernel(IrFunction f, List<IrValue> g) {
        var near = times(f, -1 / 6.0, plus(f, g.get(0), g.get(2)));
        var far = timesPlus(f, 1 / 24.0, g.get(0), times(f, 1 / 6.0, g.get(2)));
        return List.of(
                times(f, 1 / 4.0, g.get(0)),
                timesPlus(f, -1 / 6.0, g.get(1), near),
                timesPlus(f, 1 / 6.0, g.get(1), near),
                timesPlus(f, 1 / 12.0, g.get(1), far),
                timesPlus(f, -1 / 12.0, g.get(1), far),
                g.get(2));
    }

    /** The transform that the source calls A. */
    private List<IrValue> forResult(IrFunction f, List<IrValue> m) {
        var near = plus(f, m.get(1), m.get(2));
        var nearOdd = minus(f, m.get(1), m.get(2));
        var far = plus(f, m.get(3), m.get(4));
        var farOdd = minus(f, m.get(3), m.get(4));
        return List.of(
                plus(f, plus(f, m.get(0), near), far),
                timesPlus(f, 2, farOdd, nearOdd),
                timesPlus(f, 4, far, near),
                plus(f, timesPlus(f, 8, farOdd, nearOdd), m.get(5)));
    }
}
