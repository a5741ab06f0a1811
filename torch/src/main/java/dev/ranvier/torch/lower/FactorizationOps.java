package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.Map;

/** Cholesky, orthogonal, singular and eigenvalue factors of matrices, and what triangular ones solve. */
final class FactorizationOps {
    private FactorizationOps() {}

    static void add(OpTable table) {
        table.add("aten.cholesky.default", call -> cholesky(call).getFirst());
        table.addAll("aten.linalg_cholesky_ex.default", FactorizationOps::cholesky);
        table.add("aten.cholesky_solve.default", call -> {
            var emit = call.emit();
            return solveByCholesky(
                    call,
                    call.tensor("input2"),
                    call.tensor("self"),
                    Matrices.commonStack(emit, call.tensor("self"), call.tensor("input2")));
        });
        table.add("aten.cholesky_inverse.default", call -> {
            var emit = call.emit();
            var factor = call.tensor("self");
            var stack = Matrices.stackShape(emit, factor);
            var size = emit.size(factor, Emitter.rank(factor) - 1);
            var identity = Matrices.identity(emit, stack, size, Emitter.elementType(factor));
            return solveByCholesky(call, factor, identity, stack);
        });
        table.addAll("aten.geqrf.default", call -> reflectors(call.emit(), call.tensor("self")));
        table.addAll("aten.linalg_qr.default", FactorizationOps::orthogonal);
        table.add(
                "aten.linalg_householder_product.default",
                call -> product(call.emit(), call.tensor("input"), call.tensor("tau")));
        table.add("aten.ormqr.default", FactorizationOps::multiplyByReflectors);
        table.addAll("aten._linalg_svd.default", call -> {
            var parts = singular(call.emit(), call.tensor("A"), call.flag("compute_uv"), call.flag("full_matrices"));
            return call.flag("compute_uv") ? parts : List.of(empty(call, 0), parts.get(1), empty(call, 2));
        });
        table.addAll("aten._linalg_eigh.default", call -> {
            var parts = symmetric(call.emit(), call.tensor("A"), call.flag("compute_v"), call.text("UPLO"));
            return call.flag("compute_v") ? parts : List.of(parts.getFirst(), empty(call, 1));
        });
        table.addAll("aten.linalg_eig.default", FactorizationOps::eigen);
        table.add(
                "aten.linalg_solve_triangular.default",
                call -> solveTriangular(
                        call, call.tensor("self"), call.tensor("B"), call.flag("left"), Transpose.NO_TRANSPOSE));
        table.addAll("aten.triangular_solve.default", call -> {
            var transpose = call.flag("transpose") ? Transpose.TRANSPOSE : Transpose.NO_TRANSPOSE;
            var emit = call.emit();
            var stack = Matrices.commonStack(emit, call.tensor("A"), call.tensor("self"));
            return List.of(
                    solveTriangular(call, call.tensor("A"), call.tensor("self"), true, transpose),
                    Matrices.onStack(emit, call.tensor("A"), stack));
        });
        table.addAll("aten.linalg_ldl_factor_ex.default", FactorizationOps::symmetricFactors);
        table.add("aten.linalg_ldl_solve.default", FactorizationOps::solveSymmetric);
        table.add("aten.linalg_pinv.atol_rtol_tensor", PseudoInverse::lower);
        table.add("aten.linalg_matrix_exp.default", MatrixExponential::lower);
    }

    private static Value empty(Call call, int result) {
        return call.emit()
                .full(call.resultShape(result), call.resultMeta(result).elementType(), 0);
    }

    private static List<Value> cholesky(Call call) {
        var emit = call.emit();
        var a = call.tensor("self");
        var lapack = new Lapack(emit, a);
        boolean upper = call.flag("upper");
        var results = lapack.call(
                "potrf",
                Map.of("uplo", Lapack.letter(upper ? 'U' : 'L')),
                List.of(a),
                List.of(lapack.elements(lapack.rows(), lapack.rows()), lapack.integers()));
        var factor = results.getFirst();
        return List.of(upper ? Matrices.upper(emit, factor) : Matrices.lower(emit, factor), results.getLast());
    }

    /** X where A X = right, of A's factor: lower times its adjoint, or the adjoint of upper times upper. */
    private static Value solveByCholesky(Call call, Value factor, Value right, Shape stack) {
        var emit = call.emit();
        boolean upper = call.flag("upper");
        var triangle = new Matrices.Triangle(factor, !upper, false).onStack(emit, stack);
        var first = upper ? Transpose.ADJOINT : Transpose.NO_TRANSPOSE;
        var second = upper ? Transpose.NO_TRANSPOSE : Transpose.ADJOINT;
        return triangle.solve(emit, triangle.solve(emit, Matrices.onStack(emit, right, stack), first), second);
    }

    /** The upper factor with Householder's vectors below it, and their factors. */
    private static List<Value> reflectors(Emitter emit, Value a) {
        var lapack = new Lapack(emit, a);
        return lapack.call(
                "geqrf",
                Map.of(),
                List.of(a),
                List.of(lapack.elements(lapack.rows(), lapack.columns()), lapack.elements(lapack.least())));
    }

    private static Value product(Emitter emit, Value vectors, Value factors) {
        var lapack = new Lapack(emit, vectors);
        return lapack.call(
                        "orgqr",
                        "ungqr",
                        Map.of(),
                        List.of(vectors, factors),
                        List.of(lapack.elements(lapack.rows(), lapack.columns())))
                .getFirst();
    }

    private static List<Value> orthogonal(Call call) {
        var emit = call.emit();
        var a = call.tensor("A");
        var lapack = new Lapack(emit, a);
        var packed = reflectors(emit, a);
        var mode = call.text("mode");
        boolean complete = mode.equals("complete");
        long size = complete ? lapack.rows() : lapack.least();
        var upper = Matrices.upper(emit, Matrices.rows(emit, packed.getFirst(), size));
        if (mode.equals("r")) {
            return List.of(empty(call, 0), upper);
        }
        return List.of(product(emit, withColumns(emit, packed.getFirst(), size), packed.getLast()), upper);
    }

    /** With so many columns: without the last ones, or with zeros after them. */
    private static Value withColumns(Emitter emit, Value x, long count) {
        int last = Emitter.rank(x) - 1;
        var none = new long[last + 1];
        var high = new long[last + 1];
        high[last] = count - x.tensorType().size(last);
        return emit.pad(x, emit.constant(Emitter.elementType(x), 0), none, high);
    }

    private static Value multiplyByReflectors(Call call) {
        var emit = call.emit();
        var other = call.tensor("input3");
        var lapack = new Lapack(emit, other);
        return lapack.call(
                        "ormqr",
                        "unmqr",
                        Map.of(
                                "left", new BuiltinAttribute.Bool(call.flag("left")),
                                "transpose", new BuiltinAttribute.Bool(call.flag("transpose"))),
                        List.of(call.tensor("self"), call.tensor("input2"), other),
                        List.of(lapack.elements(lapack.rows(), lapack.columns())))
                .getFirst();
    }

    /** U, the singular values and the adjoint of V; without vectors only the values are what they are called. */
    static List<Value> singular(Emitter emit, Value a, boolean vectors, boolean full) {
        var lapack = new Lapack(emit, a);
        long m = lapack.rows();
        long n = lapack.columns();
        long least = lapack.least();
        var results = lapack.call(
                "gesdd",
                Map.of("mode", Lapack.letter(!vectors ? 'N' : full ? 'A' : 'S')),
                List.of(a),
                List.of(
                        lapack.elements(m, n),
                        lapack.reals(least),
                        lapack.elements(m, full ? m : least),
                        lapack.elements(full ? n : least, n),
                        lapack.integers()));
        return List.of(results.get(2), results.get(1), results.get(3));
    }

    /** Eigenvalues in increasing order, and the vectors, or what LAPACK leaves in their place. */
    static List<Value> symmetric(Emitter emit, Value a, boolean vectors, String triangle) {
        var lapack = new Lapack(emit, a);
        var results = lapack.call(
                "syevd",
                "heevd",
                Map.of(
                        "mode", Lapack.letter(vectors ? 'V' : 'N'),
                        "uplo", Lapack.letter(Character.toUpperCase(triangle.charAt(0)))),
                List.of(a),
                List.of(lapack.elements(lapack.rows(), lapack.rows()), lapack.reals(lapack.rows()), lapack.integers()));
        return List.of(results.get(1), results.get(0));
    }

    private static List<Value> eigen(Call call) {
        var emit = call.emit();
        var a = call.tensor("self");
        var lapack = new Lapack(emit, a);
        long n = lapack.rows();
        var options = Map.of("compute_left", Lapack.letter('N'), "compute_right", Lapack.letter('V'));
        if (Emitter.elementType(a).isComplex()) {
            List<TensorType> types =
                    List.of(lapack.elements(n), lapack.elements(n, n), lapack.elements(n, n), lapack.integers());
            var results = lapack.call("geev", options, List.of(a), types);
            return List.of(results.get(0), results.get(2));
        }
        List<TensorType> types = List.of(
                lapack.elements(n),
                lapack.elements(n),
                lapack.complexes(n, n),
                lapack.complexes(n, n),
                lapack.integers());
        var results = lapack.call("geev", options, List.of(a), types);
        var values = emit.binary(BinaryOp.Complex::new, results.get(0), results.get(1));
        return List.of(values, results.get(3));
    }

    /** The factor with the blocks of the diagonal, LAPACK's pivots, and what it says of success. */
    private static List<Value> symmetricFactors(Call call) {
        var lapack = new Lapack(call.emit(), requireSymmetric(call, "self"));
        var results = lapack.call(
                "sytrf",
                Map.of("uplo", Lapack.letter('L')),
                List.of(call.tensor("self")),
                List.of(
                        lapack.elements(lapack.rows(), lapack.rows()),
                        lapack.integers(lapack.rows()),
                        lapack.integers()));
        return List.of(Matrices.lower(call.emit(), results.get(0)), results.get(1), results.get(2));
    }

    private static Value solveSymmetric(Call call) {
        var emit = call.emit();
        var stack = Matrices.commonStack(emit, requireSymmetric(call, "LD"), call.tensor("B"));
        var b = Matrices.onStack(emit, call.tensor("B"), stack);
        var factors = Matrices.onStack(emit, call.tensor("LD"), stack);
        var pivots = call.tensor("pivots");
        var lapack = new Lapack(emit, b);
        return lapack.call(
                        "sytrs",
                        Map.of("uplo", Lapack.letter('L')),
                        List.of(
                                factors,
                                emit.broadcast(
                                        pivots,
                                        stack.followedBy(emit.shape(pivots)
                                                .slice(Emitter.rank(pivots) - 1, Emitter.rank(pivots)))),
                                b),
                        List.of(lapack.elements(lapack.rows(), lapack.columns())))
                .getFirst();
    }

    /** LAPACK has other routines for complex matrices that equal their adjoints. */
    private static Value requireSymmetric(Call call, String name) {
        var matrix = call.tensor(name);
        if (Emitter.elementType(matrix).isComplex() && call.flag("hermitian")) {
            throw call.unexpected("hermitian", "false for complex matrices");
        }
        return matrix;
    }

    private static Value solveTriangular(Call call, Value a, Value b, boolean left, Transpose transpose) {
        var emit = call.emit();
        var stack = Matrices.commonStack(emit, a, b);
        var triangle = new Matrices.Triangle(a, !call.flag("upper"), call.flag("unitriangular")).onStack(emit, stack);
        var right = Matrices.onStack(emit, b, stack);
        if (left) {
            return triangle.solve(emit, right, transpose);
        }
        return Matrices.transpose(emit, triangle.solve(emit, Matrices.transpose(emit, right), Transpose.TRANSPOSE));
    }
}
