package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The transforms of {@link Winograd}: the functions {@code winograd_input}, {@code winograd_result} and
 * {@code winograd_result_gradient}, whose tasks are tiles, {@code winograd_kernel}, whose tasks are the input features of
 * strips of output features, and {@code winograd_kernel_gradient}, whose tasks are input features. Numbers of a position
 * lie together; sizes and strides, in bytes, come with the arguments.
 */
final class WinogradCode {
    static final String INPUT = "winograd_input";
    static final String RESULT = "winograd_result";
    static final String KERNEL = "winograd_kernel";
    static final String RESULT_GRADIENT = "winograd_result_gradient";
    static final String KERNEL_GRADIENT = "winograd_kernel_gradient";

    static final List<String> FUNCTIONS = List.of(INPUT, RESULT, KERNEL, RESULT_GRADIENT, KERNEL_GRADIENT);

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
    static final int TILE = 12;
    static final int FEATURE_STRIP = 13;

    /** Arguments of the functions for kernels, behind two addresses. */
    static final int TAP_ROW = 2;

    static final int TAP_COLUMN = 3;
    static final int TAP_INPUT = 4;
    static final int TAP_OUTPUT = 5;
    static final int INPUTS = 6;
    static final int STRIP = 7;
    static final int MATRIX = 8;

    /** Arguments of the function for gradients of kernels instead, or besides. */
    static final int OUTPUTS = 5;

    static final int ROUNDS = 6;
    static final int ROUND = 7;

    private static final int NUMBER = Float.BYTES;

    private final TileCode tiles;
    private final IrType vector;

    WinogradCode(TileCode tiles) {
        this.tiles = tiles;
        this.vector = IrType.FLOAT.withLanes(tiles.lanes());
    }

    /** A module with the functions. */
    String module() {
        return IrText.module(
                positions(INPUT, Winograd.SIDE, WinogradLines::input),
                positions(RESULT_GRADIENT, Winograd.TILE, WinogradLines::resultGradient),
                result(),
                kernel(),
                kernelGradient());
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
        return new Tile(
                start,
                f.binary("sub", arguments.size(HEIGHT), row),
                f.binary("sub", arguments.size(WIDTH), column),
                moved(f, arguments.address(positions), f.binary("mul", task, arguments.size(TILE))));
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

    /** A matrix for the lines of grids. */
    private interface Matrix {
        List<IrValue> times(WinogradLines lines, List<IrValue> line);
    }

    /** The function that transforms tiles of some side to positions. */
    private IrFunction positions(String name, int side, Matrix matrix) {
        var f = MatrixCode.kernel(name);
        var lines = new WinogradLines(f, vector);
        var arguments = new CallArguments(f);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var tile = tile(f, arguments, task, 0, 1);
            eachFeature(f, arguments, tile, side, (feature, isWhole) -> {
                var grid = grid(side, (i, j) -> element(f, arguments, tile, feature, isWhole, i, j));
                var positions = WinogradLines.both(grid, line -> matrix.times(lines, line));
                storePositions(f, positions, inPositions(f, arguments, tile, feature), arguments.size(POSITION));
            });
        });
        return f;
    }

    /** What is at a line and a column. */
    private interface Cell {
        IrValue at(int line, int column);
    }

    private static List<List<IrValue>> grid(int side, Cell cell) {
        var grid = new ArrayList<List<IrValue>>();
        for (int i = 0; i < side; i++) {
            var line = new ArrayList<IrValue>();
            for (int j = 0; j < side; j++) {
                line.add(cell.at(i, j));
            }
            grid.add(line);
        }
        return grid;
    }

    /** Where the first position of a tile has the features from one on. */
    private IrValue inPositions(IrFunction f, CallArguments arguments, Tile tile, IrValue feature) {
        var width = IrValue.i64(tiles.columns());
        var strip = f.binary("mul", f.binary("udiv", feature, width), arguments.size(FEATURE_STRIP));
        return f.element(IrType.FLOAT, moved(f, tile.positions, strip), f.binary("urem", feature, width));
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
        var lines = new WinogradLines(f, vector);
        var arguments = new CallArguments(f);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var tile = tile(f, arguments, task, 1, 0);
            eachFeature(f, arguments, tile, Winograd.TILE, (feature, isWhole) -> {
                var from = inPositions(f, arguments, tile, feature);
                var results = WinogradLines.both(grid(f, from, arguments.size(POSITION)), lines::result);
                var to = f.element(IrType.FLOAT, tile.start, feature);
                for (int i = 0; i < Winograd.TILE; i++) {
                    for (int j = 0; j < Winograd.TILE; j++) {
                        var value = results.get(i).get(j);
                        var at = moved(f, to, place(f, arguments, i, j));
                        if (isWhole) {
                            f.store(value, at);
                        } else {
                            f.when(isInside(f, tile, i, j), () -> f.store(value, at));
                        }
                    }
                }
            });
        });
        return f;
    }

    /** The numbers of all positions. */
    private List<List<IrValue>> grid(IrFunction f, IrValue from, IrValue step) {
        return grid(Winograd.SIDE, (i, j) -> {
            var offset = f.binary("mul", step, IrValue.i64((long) i * Winograd.SIDE + j));
            return f.load(vector, moved(f, from, offset));
        });
    }

    /** The function that adds the products of all rounds and transforms the sums to the gradients of taps. */
    private IrFunction kernelGradient() {
        var f = MatrixCode.kernel(KERNEL_GRADIENT);
        var lines = new WinogradLines(f, vector);
        var arguments = new CallArguments(f);
        f.loop(f.parameter(1), f.parameter(2), 1, input -> {
            var to = moved(f, arguments.address(1), f.binary("mul", input, arguments.size(TAP_INPUT)));
            var row = f.binary("mul", input, f.binary("mul", arguments.size(OUTPUTS), IrValue.i64(NUMBER)));
            f.loop(IrValue.i64(0), arguments.size(OUTPUTS), tiles.lanes(), output -> {
                var from = f.element(IrType.FLOAT, moved(f, arguments.address(0), row), output);
                var sums = grid(Winograd.SIDE, (i, j) -> f.local(vector));
                var first = grid(f, from, arguments.size(MATRIX));
                eachPosition((i, j) -> f.store(first.get(i).get(j), sums.get(i).get(j)));
                f.loop(IrValue.i64(1), arguments.size(ROUNDS), 1, round -> {
                    var part = moved(f, from, f.binary("mul", round, arguments.size(ROUND)));
                    var products = grid(f, part, arguments.size(MATRIX));
                    eachPosition((i, j) -> {
                        var sum = sums.get(i).get(j);
                        f.store(
                                f.binary(
                                        "fadd",
                                        f.load(vector, sum),
                                        products.get(i).get(j)),
                                sum);
                    });
                });
                var positions =
                        grid(Winograd.SIDE, (i, j) -> f.load(vector, sums.get(i).get(j)));
                var taps = WinogradLines.both(positions, lines::kernelGradient);
                for (int i = 0; i < Winograd.TAPS; i++) {
                    for (int j = 0; j < Winograd.TAPS; j++) {
                        var tap = tap(f, arguments, to, i, j);
                        f.store(taps.get(i).get(j), f.element(IrType.FLOAT, tap, output));
                    }
                }
            });
        });
        return f;
    }

    private interface PositionBody {
        void write(int line, int column);
    }

    private static void eachPosition(PositionBody body) {
        for (int p = 0; p < Winograd.POSITIONS; p++) {
            body.write(p / Winograd.SIDE, p % Winograd.SIDE);
        }
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
                var taps = grid(Winograd.TAPS, (i, j) -> {
                    var at = tap(f, arguments, part, i, j);
                    return isDense ? f.load(vector, at) : apart(f, at, arguments.size(TAP_OUTPUT));
                });
                var positions = WinogradLines.both(taps, new WinogradLines(f, vector)::kernel);
                storePositions(f, positions, f.element(IrType.FLOAT, to, first), arguments.size(MATRIX));
            }
        });
    }

    private static IrValue tap(IrFunction f, CallArguments arguments, IrValue start, int row, int column) {
        var line = moved(f, start, f.binary("mul", arguments.size(TAP_ROW), IrValue.i64(row)));
        return moved(f, line, f.binary("mul", arguments.size(TAP_COLUMN), IrValue.i64(column)));
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
}
