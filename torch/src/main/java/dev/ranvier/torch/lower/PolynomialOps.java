package dev.ranvier.torch.lower;

import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.GT;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LE;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LT;

import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Orthogonal polynomials of degrees that the program computes, by their recurrences of three terms, in double precision.
 * Source: NIST Digital Library of Mathematical Functions, tables 18.3.1 and 18.9.1.
 */
final class PolynomialOps {
    /** The degree above which PyTorch gives NaN for Hermite's polynomials of single precision. */
    private static final int HERMITE_LIMIT = 128;

    private PolynomialOps() {}

    /** A polynomial of degree k + 1 from those of degrees k and k - 1. */
    @FunctionalInterface
    private interface Recurrence {
        Real next(Real x, Real k, Real here, Real before);
    }

    static void add(OpTable table) {
        for (var prefix : List.of("", "shifted_")) {
            UnaryOperator<Real> argument =
                    x -> prefix.isEmpty() ? x : x.times(2).plus(-1);
            addChebyshev(table, prefix + "chebyshev_polynomial_t", argument, x -> x);
            addChebyshev(table, prefix + "chebyshev_polynomial_u", argument, x -> x.times(2));
            addChebyshev(
                    table,
                    prefix + "chebyshev_polynomial_v",
                    argument,
                    x -> x.times(2).plus(-1));
            addChebyshev(
                    table,
                    prefix + "chebyshev_polynomial_w",
                    argument,
                    x -> x.times(2).plus(1));
        }
        add(
                table,
                "laguerre_polynomial_l",
                x -> x.negative().plus(1),
                (x, k, here, before) -> k.times(2)
                        .plus(1)
                        .minus(x)
                        .times(here)
                        .minus(k.times(before))
                        .over(k.plus(1)));
        add(
                table,
                "legendre_polynomial_p",
                x -> x,
                (x, k, here, before) -> k.times(2)
                        .plus(1)
                        .times(x)
                        .times(here)
                        .minus(k.times(before))
                        .over(k.plus(1)));
        addHermite(table, "hermite_polynomial_h", 2);
        addHermite(table, "hermite_polynomial_he", 1);
    }

    private static void add(OpTable table, String name, UnaryOperator<Real> first, Recurrence recurrence) {
        table.add("aten.special_" + name + ".default", call -> {
            var emit = call.emit();
            var x = new Real(emit, call.operand("x", ScalarType.F64));
            return polynomial(x, degree(call), first.apply(x), recurrence).value();
        });
    }

    private static void addChebyshev(
            OpTable table, String name, UnaryOperator<Real> argument, UnaryOperator<Real> first) {
        table.add("aten.special_" + name + ".default", call -> {
            var x = argument.apply(new Real(call.emit(), call.operand("x", ScalarType.F64)));
            return polynomial(
                            x,
                            degree(call),
                            first.apply(x),
                            (z, k, here, before) -> z.times(2).times(here).minus(before))
                    .value();
        });
    }

    private static void addHermite(OpTable table, String name, double scale) {
        table.add("aten.special_" + name + ".default", call -> {
            var x = new Real(call.emit(), call.operand("x", ScalarType.F64));
            var n = degree(call);
            var polynomial = polynomial(
                    x,
                    n,
                    x.times(scale),
                    (z, k, here, before) -> z.times(here).minus(k.times(before)).times(scale));
            return call.resultType() == ScalarType.F64
                    ? polynomial.value()
                    : polynomial.except(n.is(GT, HERMITE_LIMIT), Double.NaN).value();
        });
    }

    private static Real degree(Call call) {
        return new Real(call.emit(), UnaryOps.truncate(call.emit(), call.operand("n", ScalarType.F64)));
    }

    /** Steps as many as the greatest degree asks for, of which each element takes its own; 0 for negative degrees. */
    private static Real polynomial(Real x, Real degree, Real first, Recurrence recurrence) {
        var emit = x.emit();
        var shape = Broadcasting.shape(emit, List.of(x.value(), degree.value()));
        var argument = emit.broadcast(x.value(), shape);
        var n = emit.broadcast(degree.value(), shape);
        var one = emit.full(shape, ScalarType.F64, 1);
        var all = IntStream.range(0, shape.rank()).toArray();
        var most = ReductionOps.greatest(emit, n, all);
        var here = emit.broadcast(first.value(), shape);
        var result = new Real(emit, emit.select(emit.compare(LE, n, 0), one, here));
        var last = emit.builder()
                .whileLoop(
                        List.of(emit.constant(ScalarType.F64, 1), one, here, result.value(), argument, n, most),
                        inner -> inner.compare(LT, inner.argument(0), inner.argument(6)),
                        inner -> step(new Emitter(inner), recurrence, inner.arguments()))
                .get(3);
        return new Real(emit, last).except(emit.compare(LT, n, 0), 0);
    }

    /** @param state k, the polynomials of degrees k - 1 and k, the results so far, x, the degrees and the greatest */
    private static List<Value> step(Emitter emit, Recurrence recurrence, List<? extends Value> state) {
        var k = new Real(emit, state.get(0));
        var here = new Real(emit, state.get(2));
        var next = recurrence.next(new Real(emit, state.get(4)), k, here, new Real(emit, state.get(1)));
        var isDue = emit.compare(LT, k.value(), state.get(5));
        var result = emit.select(isDue, next.value(), state.get(3));
        return List.of(k.plus(1).value(), here.value(), next.value(), result, state.get(4), state.get(5), state.get(6));
    }
}
