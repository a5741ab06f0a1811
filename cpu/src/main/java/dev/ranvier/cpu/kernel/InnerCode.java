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
 * The function {@code inner} for products of few rows with a right operand whose columns are dense: an element of the
 * result is the inner product of a row and a column, both read where they lie, and nothing is read twice from memory.
 * Tasks and arguments are those of {@link MatrixCode#MULTIPLY}.
 */
record InnerCode(TileCode tiles, ScalarType lhs, ScalarType rhs, ScalarType result) {
    static final String INNER = "inner";

    private static final List<Integer> HEIGHTS = List.of(4, 2, 1);
    private static final List<Integer> WIDTHS = List.of(4, 1);

    private static final int ROWS = 0;
    private static final int ROW = 1;
    private static final int COLUMNS = 2;
    private static final int COLUMN = 3;
    private static final int DEPTH = 4;
    private static final int RESULT = 5;
    private static final int RESULT_ROW = 6;
    private static final int RESULT_COLUMN = 7;

    /** A module with the function. */
    String module() {
        var functions = new ArrayList<IrFunction>();
        functions.add(inner());
        for (int height : HEIGHTS) {
            for (int width : WIDTHS) {
                functions.add(products(height, width));
            }
        }
        return IrText.module(functions.toArray(IrFunction[]::new));
    }

    private static String name(int height, int width) {
        return "products" + height + "x" + width;
    }

    private IrFunction inner() {
        var f = new IrFunction(INNER, IrType.POINTER, IrType.I64, IrType.I64);
        var arguments = new CallArguments(f);
        var m = arguments.size(MultiplyArguments.M);
        var n = arguments.size(MultiplyArguments.N);
        var lhsRow = arguments.size(MultiplyArguments.LHS_ROW);
        var rhsColumn = arguments.size(MultiplyArguments.RHS_COLUMN);
        var resultRow = arguments.size(MultiplyArguments.RESULT_ROW);
        var resultColumn = arguments.size(MultiplyArguments.RESULT_COLUMN);
        var columns = arguments.size(MultiplyArguments.COLUMNS);
        var left = arguments.address(MultiplyArguments.LHS, MultiplyArguments.LHS_OFFSET);
        var right = arguments.address(MultiplyArguments.RHS, MultiplyArguments.RHS_OFFSET);
        var products = arguments.address(MultiplyArguments.RESULT, MultiplyArguments.RESULT_OFFSET);
        var blocks = f.binary("udiv", f.binary("sub", f.binary("add", n, columns), IrValue.i64(1)), columns);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var offsets = arguments.offsets(MultiplyArguments.LOOPS, f.binary("udiv", task, blocks), 3);
            var first = f.binary("mul", f.binary("urem", task, blocks), columns);
            var end = f.intrinsic("llvm.smin", f.binary("add", first, columns), n);
            eachPart(
                    f,
                    WIDTHS,
                    first,
                    end,
                    (width, column) -> eachPart(f, HEIGHTS, IrValue.i64(0), m, (height, row) -> {
                        var to = moved(f, moved(f, products, offsets.get(2)), f.binary("mul", row, resultRow));
                        f.callVoid(
                                name(height, width),
                                moved(f, moved(f, left, offsets.get(0)), f.binary("mul", row, lhsRow)),
                                lhsRow,
                                moved(f, moved(f, right, offsets.get(1)), f.binary("mul", column, rhsColumn)),
                                rhsColumn,
                                arguments.size(MultiplyArguments.K),
                                moved(f, to, f.binary("mul", column, resultColumn)),
                                resultRow,
                                resultColumn);
                    }));
        });
        return f;
    }

    /** What is written for a part of a range: its length, and where it begins. */
    private interface Part {
        void write(int length, IrValue begin);
    }

    /** Cuts a range into parts of the given lengths, as many of the first ones as fit. */
    private static void eachPart(IrFunction f, List<Integer> lengths, IrValue from, IrValue to, Part part) {
        var begin = from;
        for (int length : lengths) {
            var count = f.binary("udiv", f.binary("sub", to, begin), IrValue.i64(length));
            var end = f.binary("add", begin, f.binary("mul", count, IrValue.i64(length)));
            f.loop(begin, end, length, index -> part.write(length, index));
            begin = end;
        }
    }

    private static IrValue moved(IrFunction f, IrValue pointer, IrValue bytes) {
        return f.element(IrType.I8, pointer, bytes);
    }

    /**
     * {@code void products(ptr rows, i64 row, ptr columns, i64 column, i64 depth, ptr result, i64 resultRow, i64
     * resultColumn)}: the inner products of some rows and columns.
     */
    private IrFunction products(int height, int width) {
        var f = IrFunction.internal(
                name(height, width),
                IrType.POINTER,
                IrType.I64,
                IrType.POINTER,
                IrType.I64,
                IrType.I64,
                IrType.POINTER,
                IrType.I64,
                IrType.I64);
        var sumType = Scalars.memory(tiles.arithmetic().sum()).withLanes(tiles.lanes());
        var sums = new ArrayList<IrValue>();
        for (int i = 0; i < height * width; i++) {
            var sum = f.local(sumType);
            f.store(zero(sumType), sum);
            sums.add(sum);
        }
        int step = tiles.lanes() * tiles.arithmetic().group();
        var whole = f.binary("and", f.parameter(DEPTH), IrValue.i64(-step));
        f.loop(IrValue.i64(0), whole, step, k -> {
            var rows = vectors(f, new PackCode(tiles, lhs), height, ROWS, ROW, k);
            var columns = vectors(f, new PackCode(tiles, rhs), width, COLUMNS, COLUMN, k);
            multiply(f, rows, columns, sums);
        });
        f.when(f.compare("slt", whole, f.parameter(DEPTH)), () -> {
            var rows = rests(f, new PackCode(tiles, lhs), height, ROWS, ROW, whole);
            var columns = rests(f, new PackCode(tiles, rhs), width, COLUMNS, COLUMN, whole);
            multiply(f, rows, columns, sums);
        });
        for (int i = 0; i < sums.size(); i++) {
            var row = f.binary("mul", f.parameter(RESULT_ROW), IrValue.i64(i / width));
            var column = f.binary("mul", f.parameter(RESULT_COLUMN), IrValue.i64(i % width));
            var total = total(f, f.load(sumType, sums.get(i)));
            var converted = Conversions.convert(f, tiles.arithmetic().sum(), result, new Real(total));
            f.store(
                    Scalars.toMemory(f, result, converted.value()),
                    moved(f, moved(f, f.parameter(RESULT), row), column));
        }
        return f;
    }

    private static IrValue zero(IrType type) {
        return type.isInteger() ? IrValue.integer(type, 0) : IrValue.real(type, 0);
    }

    private List<IrValue> vectors(IrFunction f, PackCode code, int count, int first, int stride, IrValue k) {
        return IntStream.range(0, count)
                .mapToObj(i -> code.along(f, element(f, code, first, stride, i, k), tiles.lanes()))
                .toList();
    }

    private static IrValue element(IrFunction f, PackCode code, int first, int stride, int index, IrValue k) {
        var start = moved(f, f.parameter(first), f.binary("mul", f.parameter(stride), IrValue.i64(index)));
        return moved(f, start, f.binary("mul", k, IrValue.i64(code.source().byteWidth())));
    }

    /** The last units, which fill no vector, with zeros behind them. */
    private List<IrValue> rests(IrFunction f, PackCode code, int count, int first, int stride, IrValue from) {
        var unit = tiles.arithmetic().unit();
        var vector = unit.withLanes(tiles.lanes());
        var rest = f.binary("sub", f.parameter(DEPTH), from);
        var group = IrValue.i64(tiles.arithmetic().group());
        var units = f.binary("udiv", f.binary("sub", f.binary("add", rest, group), IrValue.i64(1)), group);
        var vectors = new ArrayList<IrValue>();
        for (int i = 0; i < count; i++) {
            var memory = f.memory((long) tiles.lanes() * tiles.arithmetic().unitBytes());
            f.store(zero(vector), memory);
            var start = element(f, code, first, stride, i, from);
            var dense = IrValue.i64(code.source().byteWidth());
            f.loop(
                    IrValue.i64(0),
                    units,
                    1,
                    u -> f.store(code.single(f, start, u, dense, rest), f.element(unit, memory, u)));
            vectors.add(f.load(vector, memory));
        }
        return vectors;
    }

    private void multiply(IrFunction f, List<IrValue> rows, List<IrValue> columns, List<IrValue> sums) {
        for (int i = 0; i < sums.size(); i++) {
            var sum = sums.get(i);
            var sumType = Scalars.memory(tiles.arithmetic().sum()).withLanes(tiles.lanes());
            var row = rows.get(i / columns.size());
            var column = columns.get(i % columns.size());
            f.store(tiles.arithmetic().multiplyAdd(f, tiles.target(), row, column, f.load(sumType, sum)), sum);
        }
    }

    private IrValue total(IrFunction f, IrValue sums) {
        var opcode = tiles.arithmetic().sum().isFloat() ? "fadd" : "add";
        var total = sums;
        for (int half = tiles.lanes() / 2; half > 1; half /= 2) {
            int upper = half;
            var order = IntStream.range(0, half).map(i -> upper + i).toArray();
            var low = f.shuffle(total, total, IntStream.range(0, half).toArray());
            total = f.binary(opcode, low, f.shuffle(total, total, order));
        }
        return f.binary(opcode, f.lane(total, 0), f.lane(total, 1));
    }
}
