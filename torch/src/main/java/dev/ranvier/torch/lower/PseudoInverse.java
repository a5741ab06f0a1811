package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;

/** The pseudo-inverse of matrices by their singular values, or by the eigenvalues of Hermitian ones. */
final class PseudoInverse {
    private PseudoInverse() {}

    static Value lower(Call call) {
        var emit = call.emit();
        var a = call.tensor("self");
        if (Emitter.known(emit.shape(a))[Emitter.rank(a) - 1] == 0
                || Emitter.known(emit.shape(a))[Emitter.rank(a) - 2] == 0) {
            return emit.full(call.resultShape(), call.resultType(), 0);
        }
        if (call.flag("hermitian")) {
            var parts = FactorizationOps.symmetric(emit, a, true, "L");
            var inverses = inverses(call, a, parts.getFirst());
            var vectors = parts.getLast();
            return product(emit, vectors, inverses, Matrices.adjoint(emit, vectors));
        }
        var parts = FactorizationOps.singular(emit, a, true, false);
        return product(
                emit,
                Matrices.adjoint(emit, parts.get(2)),
                inverses(call, a, parts.get(1)),
                Matrices.adjoint(emit, parts.get(0)));
    }

    private static Value product(Emitter emit, Value left, Value factors, Value right) {
        return ProductOps.matmul(emit, Matrices.scaleColumns(emit, left, factors), right);
    }

    /** The inverse of each value that counts, and 0 for those that are too small. */
    private static Value inverses(Call call, Value a, Value values) {
        var emit = call.emit();
        var magnitudes = emit.unary(UnaryOp.Abs::new, values);
        int last = Emitter.rank(values) - 1;
        var greatest = ReductionOps.greatest(emit, magnitudes, last);
        var type = Emitter.elementType(values);
        var absolute = call.isNone("atol") ? emit.fullLike(greatest, 0) : call.operand("atol", type);
        var bound = emit.maximum(absolute, emit.multiply(relative(call, a, values, absolute), greatest));
        var counts = emit.compare(ComparisonDirection.GT, magnitudes, emit.unsqueeze(bound, last));
        return emit.select(counts, emit.divide(emit.fullLike(values, 1), values), 0);
    }

    /** The tolerance beside the greatest value: that given, else PyTorch's, which an absolute one replaces. */
    private static Value relative(Call call, Value a, Value values, Value absolute) {
        var emit = call.emit();
        var type = Emitter.elementType(values);
        if (!call.isNone("rtol")) {
            return call.operand("rtol", type);
        }
        var shape = Emitter.known(Matrices.matrixShape(emit, a));
        double epsilon = type == ScalarType.F64 ? Math.ulp(1.0) : Math.ulp(1.0f);
        var usual = emit.fullLike(absolute, epsilon * Math.max(shape[0], shape[1]));
        return emit.select(emit.compare(ComparisonDirection.GT, absolute, 0), 0, usual);
    }
}
