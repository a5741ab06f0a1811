package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.Map;

/** LU factors of matrices, and what they solve. Matrices that are singular give what LAPACK gives, not an error. */
final class LuOps {
    private LuOps() {}

    /**
     * The factors of a stack of matrices.
     *
     * @param packed both factors in one matrix; the diagonal is the upper one's
     * @param pivots the row, from 1, that each row was exchanged with, in turn
     * @param info for each matrix 0, or the first pivot, from 1, that is zero
     */
    private record Factors(Value packed, Value pivots, Value info) {}

    static void add(OpTable table) {
        table.addAll("aten.linalg_lu_factor_ex.default", call -> {
            var factors = factor(call, call.tensor("A"));
            return List.of(factors.packed(), factors.pivots(), factors.info());
        });
        table.addAll("aten.linalg_lu.default", call -> {
            var factors = factor(call, call.tensor("A"));
            return unpack(call, factors.packed(), factors.pivots());
        });
        table.addAll("aten.lu_unpack.default", call -> unpack(call, call.tensor("LU_data"), call.tensor("LU_pivots")));
        table.add("aten.linalg_lu_solve.default", LuOps::solveFactored);
        table.addAll("aten._linalg_solve_ex.default", LuOps::solve);
        table.addAll("aten.linalg_inv_ex.default", call -> {
            var emit = call.emit();
            var a = call.tensor("A");
            var factors = factor(call, a);
            var stack = Matrices.stackShape(emit, a);
            var identity = Matrices.identity(emit, stack, emit.size(a, Emitter.rank(a) - 1), Emitter.elementType(a));
            return List.of(solve(emit, factors.packed(), factors.pivots(), identity), factors.info());
        });
        table.addAll("aten._linalg_det.default", call -> {
            var factors = factorOfDeterminant(call);
            var emit = call.emit();
            var diagonal = Matrices.diagonal(emit, factors.packed());
            var product = ReductionOps.reduce(emit, BinaryOp.Multiply::new, diagonal, 1, Emitter.rank(diagonal) - 1);
            return List.of(
                    emit.multiply(product, emit.convert(parity(emit, factors), Emitter.elementType(product))),
                    factors.packed(),
                    factors.pivots());
        });
        table.addAll("aten._linalg_slogdet.default", LuOps::signAndLogarithm);
    }

    private static Factors factor(Call call, Value a) {
        if (call.has("pivot") && !call.flag("pivot")) {
            throw call.unexpected("pivot", "true");
        }
        return factor(call.emit(), a);
    }

    private static Factors factor(Emitter emit, Value a) {
        var lapack = new Lapack(emit, a);
        var results = lapack.call(
                "getrf",
                Map.of(),
                List.of(a),
                List.of(
                        lapack.elements(lapack.rows(), lapack.columns()),
                        lapack.integers(lapack.least()),
                        lapack.integers()));
        return new Factors(results.get(0), results.get(1), results.get(2));
    }

    /** What A X = B gives for square A. */
    static Value solve(Emitter emit, Value a, Value b) {
        var factors = factor(emit, a);
        return solve(emit, factors.packed(), factors.pivots(), b);
    }

    private static Value solve(Emitter emit, Value packed, Value pivots, Value b) {
        var permutation = permutationMatrix(emit, packed, pivots);
        var rows = ProductOps.matmul(emit, Matrices.transpose(emit, permutation), b);
        var lower = new Matrices.Triangle(packed, true, true);
        return new Matrices.Triangle(packed, false, false).solve(emit, lower.solve(emit, rows));
    }

    private static List<Value> solve(Call call) {
        var emit = call.emit();
        var a = call.tensor("A");
        var b = call.tensor("B");
        var factors = factor(call, a);
        boolean isVector = Emitter.rank(b) == 1
                || (Emitter.rank(a) - 1 == Emitter.rank(b)
                        && emit.shape(a).slice(0, Emitter.rank(a) - 1).equals(emit.shape(b)));
        var columns = isVector ? emit.unsqueeze(b, Emitter.rank(b)) : b;
        var x = solveOnStack(
                emit, factors.packed(), factors.pivots(), columns, call.flag("left"), Transpose.NO_TRANSPOSE);
        var shaped = isVector ? emit.squeeze(x, Emitter.rank(x) - 1) : x;
        return List.of(shaped, factors.packed(), factors.pivots(), factors.info());
    }

    private static Value solveFactored(Call call) {
        return solveOnStack(
                call.emit(),
                call.tensor("LU"),
                call.tensor("pivots"),
                call.tensor("B"),
                call.flag("left"),
                call.flag("adjoint") ? Transpose.ADJOINT : Transpose.NO_TRANSPOSE);
    }

    /** X of A X = B, or of X A = B, for stacks that broadcast; the adjoint of A in its place if so asked. */
    private static Value solveOnStack(
            Emitter emit, Value packed, Value pivots, Value b, boolean left, Transpose transpose) {
        var stack = Matrices.commonStack(emit, packed, b);
        var factors = Matrices.onStack(emit, packed, stack);
        var exchanged = emit.broadcast(
                pivots, stack.followedBy(emit.shape(pivots).slice(Emitter.rank(pivots) - 1, Emitter.rank(pivots))));
        var right = Matrices.onStack(emit, b, stack);
        if (left) {
            return transpose == Transpose.NO_TRANSPOSE
                    ? solve(emit, factors, exchanged, right)
                    : solveAdjoint(emit, factors, exchanged, right);
        }
        // X A = B says that the adjoint of A times that of X is that of B.
        var adjoint = Matrices.adjoint(emit, right);
        return Matrices.adjoint(
                emit,
                transpose == Transpose.NO_TRANSPOSE
                        ? solveAdjoint(emit, factors, exchanged, adjoint)
                        : solve(emit, factors, exchanged, adjoint));
    }

    private static Value solveAdjoint(Emitter emit, Value packed, Value pivots, Value b) {
        var upper = new Matrices.Triangle(packed, false, false).solve(emit, b, Transpose.ADJOINT);
        var lower = new Matrices.Triangle(packed, true, true).solve(emit, upper, Transpose.ADJOINT);
        return ProductOps.matmul(emit, permutationMatrix(emit, packed, pivots), lower);
    }

    /** P, L and U. */
    private static List<Value> unpack(Call call, Value packed, Value pivots) {
        var emit = call.emit();
        var lapack = new Lapack(emit, packed);
        boolean data = !call.has("unpack_data") || call.flag("unpack_data");
        boolean permutation = !call.has("unpack_pivots") || call.flag("unpack_pivots");
        var p = permutation
                ? permutationMatrix(emit, packed, pivots)
                : emit.full(call.resultShape(0), Emitter.elementType(packed), 0);
        if (!data) {
            return List.of(
                    p,
                    emit.full(call.resultShape(1), Emitter.elementType(packed), 0),
                    emit.full(call.resultShape(2), Emitter.elementType(packed), 0));
        }
        var strict = Matrices.triangle(emit, Matrices.columns(emit, packed, lapack.least()), ComparisonDirection.LT, 0);
        var isDiagonal = Matrices.triangle(emit, emit.fullLike(strict, 1), ComparisonDirection.EQ, 0);
        return List.of(
                p, emit.add(strict, isDiagonal), Matrices.upper(emit, Matrices.rows(emit, packed, lapack.least())));
    }

    /** P of A = P L U, in the element type of the factors. */
    private static Value permutationMatrix(Emitter emit, Value packed, Value pivots) {
        var rows = permutation(emit, packed, pivots);
        int rank = Emitter.rank(rows);
        var size = emit.size(rows, rank - 1);
        var shape = emit.shape(rows).inserted(rank - 1, size);
        var isRow = emit.compare(
                ComparisonDirection.EQ, emit.iota(shape, ScalarType.I64, rank - 1), emit.unsqueeze(rows, rank - 1));
        return emit.convert(isRow, Emitter.elementType(packed));
    }

    /** Which row of the matrix each row of the product of the factors is: the exchanges done in turn, on all of a stack. */
    private static Value permutation(Emitter emit, Value packed, Value pivots) {
        int last = Emitter.rank(pivots) - 1;
        var shape = emit.shape(packed).slice(0, last).inserted(last, emit.size(packed, last));
        var row = emit.iota(shape, ScalarType.I64, last);
        var zeroBased = emit.add(emit.convert(pivots, ScalarType.I64), -1);
        var count = emit.scalar(emit.size(pivots, last));
        return emit.builder()
                .whileLoop(
                        List.of(emit.integer(ScalarType.I64, 0), row, zeroBased, count),
                        inner -> inner.compare(ComparisonDirection.LT, inner.argument(0), inner.argument(3)),
                        inner -> {
                            var loop = new Emitter(inner);
                            var step = inner.argument(0);
                            var permuted = exchanged(loop, step, inner.argument(1), inner.argument(2));
                            return List.of(loop.add(step, 1), permuted, inner.argument(2), inner.argument(3));
                        })
                .get(1);
    }

    private static Value exchanged(Emitter emit, Value step, Value rows, Value pivots) {
        int last = Emitter.rank(rows) - 1;
        var position = emit.iota(emit.shape(rows), ScalarType.I64, last);
        var isStep = emit.compare(ComparisonDirection.EQ, emit.iota(emit.shape(pivots), ScalarType.I64, last), step);
        var pivot = emit.unsqueeze(ReductionOps.sum(emit, emit.select(isStep, pivots, 0), last), last);
        var isHere = emit.compare(ComparisonDirection.EQ, position, step);
        var isThere = emit.compare(ComparisonDirection.EQ, position, pivot);
        var here = emit.unsqueeze(ReductionOps.sum(emit, emit.select(isHere, rows, 0), last), last);
        var there = emit.unsqueeze(ReductionOps.sum(emit, emit.select(isThere, rows, 0), last), last);
        return emit.select(isHere, there, emit.select(isThere, here, rows));
    }

    /** 1 for each matrix whose rows were exchanged an even number of times, else -1. */
    private static Value parity(Emitter emit, Factors factors) {
        var pivots = factors.pivots();
        int last = Emitter.rank(pivots) - 1;
        var own = emit.add(emit.iota(emit.shape(pivots), ScalarType.I32, last), 1);
        var isExchanged = emit.compare(ComparisonDirection.NE, pivots, own);
        var isOdd = ReductionOps.reduce(emit, BinaryOp.Xor::new, isExchanged, 0, last);
        return emit.select(isOdd, -1, emit.full(emit.shape(isOdd), ScalarType.F32, 1));
    }

    /**
     * The factors that PyTorch keeps for the gradient of a determinant: those of the transposed matrix where it is real
     * and lies row-major. The backward graph relies on it. Source: {@code linalg_det} of PyTorch's
     * {@code BatchLinearAlgebra.cpp}.
     */
    private static Factors factorOfDeterminant(Call call) {
        var a = call.tensor("A");
        boolean isTransposed = !Emitter.elementType(a).isComplex() && ViewWrites.isRowMajor(call.meta("A"));
        return factor(call, isTransposed ? Matrices.transpose(call.emit(), a) : a);
    }

    private static List<Value> signAndLogarithm(Call call) {
        var emit = call.emit();
        var factors = factorOfDeterminant(call);
        var diagonal = Matrices.diagonal(emit, factors.packed());
        int last = Emitter.rank(diagonal) - 1;
        var signs = ReductionOps.reduce(emit, BinaryOp.Multiply::new, emit.unary(UnaryOp.Sign::new, diagonal), 1, last);
        var sign = emit.multiply(signs, emit.convert(parity(emit, factors), Emitter.elementType(signs)));
        var logarithms = emit.unary(UnaryOp.Log::new, emit.unary(UnaryOp.Abs::new, diagonal));
        return List.of(sign, ReductionOps.sum(emit, logarithms, last), factors.packed(), factors.pivots());
    }
}
