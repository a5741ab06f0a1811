package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The exponential of matrices by Padé's approximant of order 13 of the matrix halved so often that the approximant holds,
 * then squared as often. Source: N. J. Higham, "The scaling and squaring method for the matrix exponential revisited",
 * SIAM J. Matrix Anal. Appl. 26 (2005), algorithm 2.3.
 */
final class MatrixExponential {
    /** The norm up to which the approximant is exact in double precision. */
    private static final double THETA = 5.371920351148152;

    private static final double[] B = {
        64764752532480000.0,
        32382376266240000.0,
        7771770303897600.0,
        1187353796428800.0,
        129060195264000.0,
        10559470521600.0,
        670442572800.0,
        33522128640.0,
        1323241920.0,
        40840800.0,
        960960.0,
        16380.0,
        182.0,
        1.0
    };

    private MatrixExponential() {}

    static Value lower(Call call) {
        var emit = call.emit();
        // The squares multiply the errors of the elements, by more than single precision has to lose.
        var a = emit.convert(call.tensor("self"), call.resultType().isComplex() ? ComplexType.C128 : ScalarType.F64);
        int rank = Emitter.rank(a);
        if (Emitter.known(emit.shape(a))[rank - 1] == 0) {
            return a;
        }
        var sums = ReductionOps.sum(emit, emit.unary(UnaryOp.Abs::new, a), rank - 2);
        var norm = ReductionOps.greatest(emit, sums, Emitter.rank(sums) - 1);
        var halvings = halvings(emit, norm);
        var scale = emit.binary(BinaryOp.Power::new, emit.fullLike(halvings, 0.5), halvings);
        var scaled = emit.multiply(a, onMatrices(emit, emit.convert(scale, Emitter.elementType(a))));
        return squared(emit, approximant(emit, scaled), halvings);
    }

    private static Value onMatrices(Emitter emit, Value x) {
        return emit.unsqueeze(emit.unsqueeze(x, Emitter.rank(x)), Emitter.rank(x) + 1);
    }

    private static Value halvings(Emitter emit, Value norm) {
        var ratio = emit.multiply(norm, 1 / THETA);
        var exponent = emit.multiply(emit.unary(UnaryOp.Log::new, ratio), 1 / Math.log(2));
        var whole = emit.maximum(emit.unary(UnaryOp.Ceil::new, exponent), emit.fullLike(norm, 0));
        return emit.select(emit.unary(UnaryOp.IsFinite::new, whole), whole, 0);
    }

    private static Value approximant(Emitter emit, Value a) {
        var stack = Matrices.stackShape(emit, a);
        var one = Matrices.identity(emit, stack, emit.size(a, Emitter.rank(a) - 1), Emitter.elementType(a));
        var a2 = ProductOps.matmul(emit, a, a);
        var a4 = ProductOps.matmul(emit, a2, a2);
        var a6 = ProductOps.matmul(emit, a4, a2);
        var odd = ProductOps.matmul(emit, a, polynomial(emit, 1, one, a2, a4, a6));
        var even = polynomial(emit, 0, one, a2, a4, a6);
        return LuOps.solve(emit, emit.subtract(even, odd), emit.add(even, odd));
    }

    /** The sum of the coefficients of one parity with the even powers. */
    private static Value polynomial(Emitter emit, int parity, Value one, Value a2, Value a4, Value a6) {
        var high = emit.add(
                emit.multiply(a6, B[12 + parity] / B[0]),
                emit.add(emit.multiply(a4, B[10 + parity] / B[0]), emit.multiply(a2, B[8 + parity] / B[0])));
        var low = emit.add(
                emit.add(emit.multiply(a6, B[6 + parity] / B[0]), emit.multiply(a4, B[4 + parity] / B[0])),
                emit.add(emit.multiply(a2, B[2 + parity] / B[0]), emit.multiply(one, B[parity] / B[0])));
        return emit.add(ProductOps.matmul(emit, a6, high), low);
    }

    /** Each matrix squared as often as it was halved. */
    private static Value squared(Emitter emit, Value x, Value halvings) {
        var most = Emitter.rank(halvings) == 0
                ? halvings
                : ReductionOps.greatest(
                        emit,
                        halvings,
                        IntStream.range(0, Emitter.rank(halvings)).toArray());
        return emit.builder()
                .whileLoop(
                        List.of(emit.fullLike(most, 0), x, halvings, most),
                        inner -> inner.compare(ComparisonDirection.LT, inner.argument(0), inner.argument(3)),
                        inner -> {
                            var loop = new Emitter(inner);
                            var step = inner.argument(0);
                            var isDue = loop.compare(ComparisonDirection.LT, step, inner.argument(2));
                            var square = ProductOps.matmul(loop, inner.argument(1), inner.argument(1));
                            return List.of(
                                    loop.add(step, 1),
                                    loop.select(onMatrices(loop, isDue), square, inner.argument(1)),
                                    inner.argument(2),
                                    inner.argument(3));
                        })
                .get(1);
    }
}
