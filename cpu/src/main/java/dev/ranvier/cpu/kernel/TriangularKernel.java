package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.cpu.kernel.Reductions.Accumulators;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.LinearAlgebraOp.Cholesky;
import dev.ranvier.stablehlo.LinearAlgebraOp.TriangularSolve;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/**
 * {@code triangular_solve} and {@code cholesky}, in place: the result holds the right side, or the matrix, before. Sums
 * are kept in double precision.
 */
public final class TriangularKernel {
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final Memory memory = new Memory(f, 1);
    private final ElementType type;
    private final ElementType wide;

    private TriangularKernel(ElementType type) {
        this.type = type;
        this.wide = type instanceof ComplexType ? ComplexType.C128 : ScalarType.F64;
    }

    private IrValue argument(int index) {
        return f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(index)));
    }

    /** Writes the solution; its tasks are the systems of one right side. The arguments are the matrices and the result. */
    public static KernelCode emit(TriangularSolve op) {
        return new TriangularKernel(elementType(op.a())).solve(op);
    }

    private static ElementType elementType(Value value) {
        return value.tensorType().elementType();
    }

    /** A matrix of a batch in memory, or its transpose, or the transpose of its conjugate. */
    private record View(IrValue base, IrValue start, long columns, boolean transposed, boolean conjugated) {}

    private Index place(View view, IrValue row, IrValue column) {
        var first = view.transposed() ? column : row;
        var second = view.transposed() ? row : column;
        var within = f.binary("add", f.binary("mul", first, IrValue.i64(view.columns())), second);
        return new Uniform(f.binary("add", view.start(), within));
    }

    private Element get(View view, IrValue row, IrValue column) {
        var element = Conversions.convert(f, type, wide, memory.load(type, view.base(), place(view, row, column)));
        return view.conjugated() && element instanceof Complex z
                ? new Complex(z.real(), f.negate(z.imaginary()))
                : element;
    }

    private void set(View view, IrValue row, IrValue column, Element element) {
        var stored = view.conjugated() && element instanceof Complex z
                ? new Complex(z.real(), f.negate(z.imaginary()))
                : element;
        var position = new Indices(f, 1).vector(place(view, row, column));
        memory.store(type, Conversions.convert(f, wide, type, stored), view.base(), position);
    }

    private KernelCode solve(TriangularSolve op) {
        var b = op.b().tensorType();
        long n = op.a().tensorType().size(op.a().tensorType().rank() - 1);
        long rows = b.size(b.rank() - 2);
        long columns = b.size(b.rank() - 1);
        long sides = op.leftSide() ? columns : rows;
        boolean transposed = op.transposeA() == Transpose.TRANSPOSE || op.transposeA() == Transpose.ADJOINT;
        // x * a = b is a^T * x^T = b^T: a right side is solved as a left one.
        boolean flipped = transposed == op.leftSide();
        boolean conjugated = op.transposeA() == Transpose.ADJOINT;
        boolean lower = op.lower() != flipped;
        var matrices = argument(0);
        var solutions = argument(1);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var batch = f.binary("udiv", task, IrValue.i64(sides));
            var column = f.binary("urem", task, IrValue.i64(sides));
            var a = new View(matrices, f.binary("mul", batch, IrValue.i64(n * n)), n, flipped, conjugated);
            var x = new View(
                    solutions, f.binary("mul", batch, IrValue.i64(rows * columns)), columns, !op.leftSide(), false);
            f.loop(IrValue.i64(0), IrValue.i64(n), 1, step -> {
                var i = lower ? step : f.binary("sub", IrValue.i64(n - 1), step);
                var sum = new Accumulators(f, List.of(get(x, i, column)));
                var from = lower ? IrValue.i64(0) : f.binary("add", i, IrValue.i64(1));
                f.loop(
                        from,
                        lower ? i : IrValue.i64(n),
                        1,
                        k -> sum.set(List.of(minusProduct(sum.get().getFirst(), get(a, i, k), get(x, k, column)))));
                var rest = sum.get().getFirst();
                set(x, i, column, op.unitDiagonal() ? rest : quotient(rest, get(a, i, i)));
            });
        });
        long batches = n == 0 ? 0 : op.a().tensorType().elementCount() / (n * n);
        return KernelCode.of(IrText.module(f), batches * sides, n * n);
    }

    private Element minusProduct(Element sum, Element x, Element y) {
        if (sum instanceof Complex s && x instanceof Complex z && y instanceof Complex w) {
            var product = ComplexMath.multiply(f, z, w);
            return new Complex(
                    f.binary("fsub", s.real(), product.real()), f.binary("fsub", s.imaginary(), product.imaginary()));
        }
        return new Real(f.binary("fsub", sum.value(), f.binary("fmul", x.value(), y.value())));
    }

    private Element quotient(Element x, Element y) {
        return x instanceof Complex z && y instanceof Complex w
                ? ComplexMath.divide(f, z, w)
                : new Real(f.binary("fdiv", x.value(), y.value()));
    }

    /** Writes the factor; its tasks are the matrices. The argument is the result. */
    public static KernelCode emit(Cholesky op) {
        return new TriangularKernel(elementType(op.a())).factor(op.a().tensorType(), Boolean.TRUE.equals(op.lower()));
    }

    /**
     * Column by column (Golub and Van Loan, "Matrix Computations", 4.2). The upper factor is the adjoint of the lower one.
     * Of a matrix that is not positive definite, the factor is all NaN.
     */
    private KernelCode factor(TensorType shape, boolean lower) {
        long n = shape.size(shape.rank() - 1);
        var result = argument(0);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var a = new View(result, f.binary("mul", task, IrValue.i64(n * n)), n, !lower, !lower);
            f.loop(IrValue.i64(0), IrValue.i64(n), 1, j -> {
                var pivot = new Accumulators(f, List.of(new Real(realPart(get(a, j, j)))));
                f.loop(
                        IrValue.i64(0),
                        j,
                        1,
                        k -> pivot.set(List.of(
                                new Real(f.binary("fsub", pivot.get().getFirst().value(), square(get(a, j, k)))))));
                var diagonal = rootOfPositive(pivot.get().getFirst().value());
                set(a, j, j, real(diagonal));
                f.loop(f.binary("add", j, IrValue.i64(1)), IrValue.i64(n), 1, i -> {
                    var sum = new Accumulators(f, List.of(get(a, i, j)));
                    f.loop(
                            IrValue.i64(0),
                            j,
                            1,
                            k -> sum.set(List.of(
                                    minusProduct(sum.get().getFirst(), get(a, i, k), conjugate(get(a, j, k))))));
                    set(a, i, j, dividedByReal(sum.get().getFirst(), diagonal));
                    set(a, j, i, real(IrValue.real(IrType.DOUBLE, 0)));
                });
            });
            spreadNan(a, n);
        });
        return KernelCode.of(IrText.module(f), n == 0 ? 0 : shape.elementCount() / (n * n), n * n * n / 3);
    }

    private IrValue rootOfPositive(IrValue pivot) {
        var isPositive = f.compare("ogt", pivot, IrValue.real(IrType.DOUBLE, 0));
        return f.select(isPositive, f.intrinsic("llvm.sqrt", pivot), IrValue.real(IrType.DOUBLE, Double.NaN));
    }

    /** A pivot that fails makes NaN of all that follow, so that the last one says whether all of the factor is. */
    private void spreadNan(View a, long n) {
        if (n == 0) {
            return;
        }
        var last = realPart(get(a, IrValue.i64(n - 1), IrValue.i64(n - 1)));
        var rows = f.select(f.compare("uno", last, last), IrValue.i64(n), IrValue.i64(0));
        var nan = IrValue.real(IrType.DOUBLE, Double.NaN);
        f.loop(
                IrValue.i64(0),
                rows,
                1,
                i -> f.loop(
                        IrValue.i64(0),
                        f.binary("add", i, IrValue.i64(1)),
                        1,
                        j -> set(a, i, j, wide instanceof ComplexType ? new Complex(nan, nan) : new Real(nan))));
    }

    private static IrValue realPart(Element element) {
        return element instanceof Complex z ? z.real() : element.value();
    }

    private Element real(IrValue value) {
        return wide instanceof ComplexType ? new Complex(value, IrValue.real(IrType.DOUBLE, 0)) : new Real(value);
    }

    private IrValue square(Element element) {
        return element instanceof Complex z
                ? f.binary("fadd", f.binary("fmul", z.real(), z.real()), f.binary("fmul", z.imaginary(), z.imaginary()))
                : f.binary("fmul", element.value(), element.value());
    }

    private Element conjugate(Element element) {
        return element instanceof Complex z ? new Complex(z.real(), f.negate(z.imaginary())) : element;
    }

    private Element dividedByReal(Element element, IrValue divisor) {
        return element instanceof Complex z
                ? new Complex(f.binary("fdiv", z.real(), divisor), f.binary("fdiv", z.imaginary(), divisor))
                : new Real(f.binary("fdiv", element.value(), divisor));
    }
}
