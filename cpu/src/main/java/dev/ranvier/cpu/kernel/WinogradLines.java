package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The matrices of {@link Winograd}, which the source calls B, G and A: they evaluate polynomials at 0, 1, -1, 2, -2 and
 * infinity, and find one by its values.
 *
 * @param vector the type of numbers
 */
record WinogradLines(IrFunction f, IrType vector) {
    /** A matrix times the columns of a grid, and then times its lines. */
    static List<List<IrValue>> both(List<List<IrValue>> grid, UnaryOperator<List<IrValue>> line) {
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

    private IrValue times(double factor, IrValue x) {
        return f.binary("fmul", x, IrValue.real(vector, (float) factor));
    }

    private IrValue timesPlus(double factor, IrValue x, IrValue y) {
        return f.intrinsic("llvm.fmuladd", x, IrValue.real(vector, (float) factor), y);
    }

    private IrValue plus(IrValue x, IrValue y) {
        return f.binary("fadd", x, y);
    }

    private IrValue minus(IrValue x, IrValue y) {
        return f.binary("fsub", x, y);
    }

    /** Six elements of the input: B, transposed. */
    List<IrValue> input(List<IrValue> d) {
        var even = timesPlus(-4, d.get(2), d.get(4));
        var odd = timesPlus(-4, d.get(1), d.get(3));
        var farEven = minus(d.get(4), d.get(2));
        var farOdd = minus(d.get(3), d.get(1));
        return List.of(
                timesPlus(4, d.get(0), timesPlus(-5, d.get(2), d.get(4))),
                plus(even, odd),
                minus(even, odd),
                timesPlus(2, farOdd, farEven),
                timesPlus(-2, farOdd, farEven),
                timesPlus(4, d.get(1), timesPlus(-5, d.get(3), d.get(5))));
    }

    /** Three taps of the kernel: G. */
    List<IrValue> kernel(List<IrValue> g) {
        var near = times(-1 / 6.0, plus(g.get(0), g.get(2)));
        var far = timesPlus(1 / 24.0, g.get(0), times(1 / 6.0, g.get(2)));
        return List.of(
                times(1 / 4.0, g.get(0)),
                timesPlus(-1 / 6.0, g.get(1), near),
                timesPlus(1 / 6.0, g.get(1), near),
                timesPlus(1 / 12.0, g.get(1), far),
                timesPlus(-1 / 12.0, g.get(1), far),
                g.get(2));
    }

    /** Six products: A, transposed. */
    List<IrValue> result(List<IrValue> m) {
        var near = plus(m.get(1), m.get(2));
        var nearOdd = minus(m.get(1), m.get(2));
        var far = plus(m.get(3), m.get(4));
        var farOdd = minus(m.get(3), m.get(4));
        return List.of(
                plus(plus(m.get(0), near), far),
                timesPlus(2, farOdd, nearOdd),
                timesPlus(4, far, near),
                plus(timesPlus(8, farOdd, nearOdd), m.get(5)));
    }

    /** The gradients of four results: A. */
    List<IrValue> resultGradient(List<IrValue> y) {
        var even = plus(y.get(0), y.get(2));
        var odd = plus(y.get(1), y.get(3));
        var farEven = timesPlus(4, y.get(2), y.get(0));
        var farOdd = timesPlus(4, y.get(3), y.get(1));
        return List.of(
                y.get(0),
                plus(even, odd),
                minus(even, odd),
                timesPlus(2, farOdd, farEven),
                timesPlus(-2, farOdd, farEven),
                y.get(3));
    }

    /** Six sums of products, for the gradients of three taps: G, transposed. */
    List<IrValue> kernelGradient(List<IrValue> u) {
        var near = times(-1 / 6.0, plus(u.get(1), u.get(2)));
        var nearOdd = times(1 / 6.0, minus(u.get(2), u.get(1)));
        var far = plus(u.get(3), u.get(4));
        var farOdd = minus(u.get(3), u.get(4));
        return List.of(
                timesPlus(1 / 4.0, u.get(0), timesPlus(1 / 24.0, far, near)),
                timesPlus(1 / 12.0, farOdd, nearOdd),
                plus(timesPlus(1 / 6.0, far, near), u.get(5)));
    }
}
