package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.llvm.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The innermost loops of matrix products: functions that multiply some rows of a panel with a strip of columns, and keep
 * the tile of sums in registers.
 *
 * @param arithmetic how products are summed
 */
record TileCode(Arithmetic arithmetic, Target target) {
    /** Vectors of a strip. */
    static final int VECTORS = 2;

    /** Rows that a function for strips that are not packed multiplies at most. */
    private static final int MOST_NEAR = 4;

    /** Units of a row of a panel. */
    static final int DEPTH = 256;

    /**
     * Sums go on from those of the parts of the depth before: products are added in one order however it is cut, so that
     * all ways to multiply give the same bits.
     */
    static final int GO_ON = 1;

    /** The sums of a part of the depth are added to those before: roundings grow with a part, not with all of the depth. */
    static final int ADD = 2;

    /** Bytes from one row of a panel to the next: not a power of two, for rows would share cache sets. */
    int panelRow() {
        return (DEPTH + 16) * arithmetic.unitBytes();
    }

    /** Units of a vector. */
    int lanes() {
        int bytes = target.has("avx512f") ? 64 : target.has("avx2") ? 32 : 16;
        return bytes / arithmetic.unitBytes();
    }

    /** Columns of a strip. */
    int columns() {
        return VECTORS * lanes();
    }

    /** How many rows the functions multiply, the largest first: as many as leave registers for the operands. */
    List<Integer> heights() {
        boolean manyRegisters = target.has("avx512f") || target.has("neon");
        return manyRegisters ? List.of(12, 8, 4, 2, 1) : target.has("avx2") ? List.of(6, 4, 2, 1) : List.of(4, 2, 1);
    }

    static String name(int height) {
        return "tile" + height;
    }

    /**
     * {@code void tile(ptr panel, ptr strip, i64 step, ptr sums, i64 row, i64 depth, i64 add, ptr ahead, i64 aheadStep,
     * i64 aheadShift)}: {@code depth} units of {@code height} rows times {@code depth} rows of a strip, which are
     * {@code step} bytes apart. The sums, whose rows are {@code row} bytes apart, are new where {@code add} is 0; else it
     * is {@link #GO_ON} or {@link #ADD}. With each row of the strip a line is asked for: see {@link Ahead}.
     */
    IrFunction tile(int height) {
        var unit = arithmetic.unit();
        return tile(
                name(height),
                height,
                (f, row, column) -> f.load(unit.withLanes(lanes()), f.element(unit, row, column)));
    }

    /** How many rows the functions for strips that are not packed multiply, the largest first. */
    List<Integer> nearHeights() {
        return heights().stream().filter(height -> height <= MOST_NEAR).toList();
    }

    static String nearName(int height) {
        return "near" + height;
    }

    /** Like {@link #tile}, for a strip that is not packed: its elements are made units as they are read. */
    IrFunction near(int height, PackCode source) {
        return tile(
                nearName(height),
                height,
                (f, row, column) -> source.across(
                        f,
                        f.element(Scalars.memory(source.source()), row, column),
                        f.binary("udiv", f.parameter(2), IrValue.i64(arithmetic.group())),
                        lanes()));
    }

    /** How a vector of units is read from a row of a strip, from some column on. */
    private interface StripReader {
        IrValue read(IrFunction f, IrValue row, IrValue column);
    }

    private IrFunction tile(String name, int height, StripReader strip) {
        var f = IrFunction.internal(
                name,
                IrType.POINTER,
                IrType.POINTER,
                IrType.I64,
                IrType.POINTER,
                IrType.I64,
                IrType.I64,
                IrType.I64,
                IrType.POINTER,
                IrType.I64,
                IrType.I64);
        var sumType = Scalars.memory(arithmetic.sum()).withLanes(lanes());
        var zero = arithmetic.sum().isFloat() ? IrValue.real(sumType, 0) : IrValue.integer(sumType, 0);
        var sums = new ArrayList<IrValue>();
        for (int i = 0; i < height * VECTORS; i++) {
            var sum = f.local(sumType);
            f.store(zero, sum);
            sums.add(sum);
        }
        f.when(f.compare("eq", f.parameter(6), IrValue.i64(GO_ON)), () -> {
            for (int i = 0; i < sums.size(); i++) {
                f.store(f.load(sumType, place(f, i)), sums.get(i));
            }
        });
        f.loop(IrValue.i64(0), f.parameter(5), 1, step -> multiply(f, height, step, strip, sums));
        f.when(f.compare("eq", f.parameter(6), IrValue.i64(ADD)), () -> {
            var opcode = arithmetic.sum().isFloat() ? "fadd" : "add";
            for (int i = 0; i < sums.size(); i++) {
                var sum = sums.get(i);
                f.store(f.binary(opcode, f.load(sumType, place(f, i)), f.load(sumType, sum)), sum);
            }
        });
        for (int i = 0; i < sums.size(); i++) {
            f.store(f.load(sumType, sums.get(i)), place(f, i));
        }
        return f;
    }

    /**
     * What the functions are given, that together multiply some rows.
     *
     * @param count how many rows
     * @param sumRow bytes from one row of sums to the next
     * @param add 0 for new sums, else {@link #GO_ON} or {@link #ADD}
     * @param ahead what is asked for meanwhile
     */
    record Rows(
            IrValue count,
            IrValue panel,
            IrValue strip,
            IrValue step,
            IrValue sums,
            IrValue sumRow,
            IrValue units,
            IrValue add,
            Ahead ahead) {}

    /**
     * Memory that is asked for while some rows are multiplied, a line with each unit of depth, so that it does not hold up
     * what is loaded. The first tile asks for lines that are {@code step} bytes apart, and after each {@code 1 << shift} of
     * them for the lines behind those; another tile for what lies {@code advance} bytes behind that.
     */
    record Ahead(IrValue start, IrValue step, IrValue shift, IrValue advance) {
        /** More lines than a tile asks for. */
        static final long NO_TURN = 32;

        /** Nothing but a line that is there. */
        static Ahead none(IrValue known) {
            return new Ahead(known, IrValue.i64(0), IrValue.i64(NO_TURN), IrValue.i64(0));
        }
    }

    /** Bytes of a cache line. */
    static final int LINE = 64;

    /** Tiles that ask for all of a strip. */
    private int aheadTiles() {
        return Math.max(1, columns() * arithmetic.unitBytes() / LINE);
    }

    /** Calls the function of the first of {@code heights} as often as rows are left, then that of the next. */
    void multiply(IrFunction f, Rows rows, List<Integer> heights, IntFunction<String> name) {
        var row = f.local(IrType.I64);
        f.store(IrValue.i64(0), row);
        var ahead = f.local(IrType.POINTER);
        f.store(rows.ahead.start, ahead);
        var tiles = f.local(IrType.I64);
        f.store(IrValue.i64(0), tiles);
        for (int height : heights) {
            var left = f.binary("sub", rows.count, f.load(IrType.I64, row));
            f.loop(IrValue.i64(0), f.binary("udiv", left, IrValue.i64(height)), 1, ignored -> {
                var r = f.load(IrType.I64, row);
                var next = f.binary("add", r, IrValue.i64(height));
                var tile = f.load(IrType.I64, tiles);
                var asksAhead = f.compare("slt", tile, IrValue.i64(aheadTiles()));
                var line = f.load(IrType.POINTER, ahead);
                f.callVoid(
                        name.apply(height),
                        f.element(IrType.I8, rows.panel, f.binary("mul", r, IrValue.i64(panelRow()))),
                        rows.strip,
                        rows.step,
                        f.element(IrType.I8, rows.sums, f.binary("mul", r, rows.sumRow)),
                        rows.sumRow,
                        rows.units,
                        rows.add,
                        line,
                        f.select(asksAhead, rows.ahead.step, IrValue.i64(0)),
                        rows.ahead.shift);
                f.store(next, row);
                f.store(f.element(IrType.I8, line, rows.ahead.advance), ahead);
                f.store(f.binary("add", tile, IrValue.i64(1)), tiles);
            });
        }
    }

    private void askAhead(IrFunction f, IrValue step) {
        var turn = f.binary("shl", IrValue.i64(1), f.parameter(9));
        var inTurn = f.binary("and", step, f.binary("sub", turn, IrValue.i64(1)));
        var behind = f.binary("mul", f.binary("lshr", step, f.parameter(9)), IrValue.i64(LINE));
        var line = f.element(IrType.I8, f.parameter(7), f.binary("mul", inTurn, f.parameter(8)));
        f.prefetchFar(f.element(IrType.I8, line, behind));
    }

    private void multiply(IrFunction f, int height, IrValue step, StripReader strip, List<IrValue> sums) {
        var unit = arithmetic.unit();
        askAhead(f, step);
        var row = f.element(IrType.I8, f.parameter(1), f.binary("mul", step, f.parameter(2)));
        var columns = new ArrayList<IrValue>();
        for (int v = 0; v < VECTORS; v++) {
            columns.add(strip.read(f, row, IrValue.i64((long) v * lanes())));
        }
        var first = f.element(unit, f.parameter(0), step);
        for (int r = 0; r < height; r++) {
            var element = f.load(unit, f.element(IrType.I8, first, IrValue.i64((long) r * panelRow())));
            var spread = f.splat(element, lanes());
            for (int v = 0; v < VECTORS; v++) {
                var sum = sums.get(r * VECTORS + v);
                var sumType = Scalars.memory(arithmetic.sum()).withLanes(lanes());
                f.store(arithmetic.multiplyAdd(f, target, spread, columns.get(v), f.load(sumType, sum)), sum);
            }
        }
    }

    private IrValue place(IrFunction f, int index) {
        var row = f.element(IrType.I8, f.parameter(3), f.binary("mul", f.parameter(4), IrValue.i64(index / VECTORS)));
        return f.element(arithmetic.unit(), row, IrValue.i64((long) (index % VECTORS) * lanes()));
    }
}
