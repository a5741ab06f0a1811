package dev.ranvier.torch.lower;

import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.EQ;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.GT;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LE;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LT;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P: a power series where x < a + 1, else a continued
 * fraction, in double precision. Source: NIST Digital Library of Mathematical Functions, 8.11.4 and 8.9.2, the latter by
 * Lentz's algorithm.
 */
final class IncompleteGamma {
    /** Steps after which a sum that has not ended is taken as it is. */
    private static final int MOST_STEPS = 5000;

    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300;

    private IncompleteGamma() {}

    static Value lower(Call call, boolean upper) {
        var emit = call.emit();
        var given = call.operand("self", ScalarType.F64);
        var other = call.operand("other", ScalarType.F64);
        var shape = Broadcasting.shape(emit, List.of(given, other));
        var a = new Real(emit, emit.broadcast(given, shape));
        var x = new Real(emit, emit.broadcast(other, shape));
        var logarithm = new Real(emit, emit.unary(ChloOp.Unary.Lgamma::new, a.value()));
        var scale = a.times(x.log()).minus(x).minus(logarithm).exp();
        var usesSeries = emit.compare(LT, x.value(), a.plus(1).value());
        // Each is computed for arguments where it converges, all others for one that does at once.
        var p = series(a, x.where(usesSeries, x.constant(0))).times(scale);
        var q = fraction(a, a.plus(1e6).where(usesSeries, x)).times(scale);
        var result = upper
                ? p.negative().plus(1).where(usesSeries, q)
                : p.where(usesSeries, q.negative().plus(1));
        return atLimits(a, x, result, upper).value();
    }

    private static Real atLimits(Real a, Real x, Real result, boolean upper) {
        var emit = a.emit();
        var isInvalid = emit.binary(
                BinaryOp.Or::new,
                emit.binary(BinaryOp.Or::new, a.is(LT, 0), x.is(LT, 0)),
                emit.binary(BinaryOp.And::new, a.is(EQ, 0), x.is(EQ, 0)));
        var isAll = emit.binary(BinaryOp.Or::new, a.is(EQ, 0), x.is(EQ, Double.POSITIVE_INFINITY));
        var isNone = emit.binary(BinaryOp.Or::new, x.is(EQ, 0), a.is(EQ, Double.POSITIVE_INFINITY));
        return result.except(isNone, upper ? 1 : 0).except(isAll, upper ? 0 : 1).except(isInvalid, Double.NaN);
    }

    /** 1/a + x/(a (a+1)) + x²/(a (a+1) (a+2)) + …. */
    private static Real series(Real a, Real x) {
        var emit = a.emit();
        var first = a.under(1).value();
        var state = loop(emit, List.of(first, first, a.value(), x.value()), (step, values) -> {
            var loop = values.getFirst().emit();
            var n = new Real(loop, loop.add(values.get(2).value(), step));
            var term = values.get(1).times(values.get(3)).over(n);
            return List.of(values.get(0).plus(term), term, values.get(2), values.get(3), term.over(values.get(0)));
        });
        return state.getFirst();
    }

    /** 1/(x + 1 - a - 1 (1 - a)/(x + 3 - a - 2 (2 - a)/(x + 5 - a - …))). */
    private static Real fraction(Real a, Real x) {
        var emit = a.emit();
        var b = x.minus(a).plus(1);
        var d = b.under(1);
        var start = List.of(d.value(), d.value(), b.constant(1 / TINY).value(), a.value(), b.value());
        var state = loop(emit, start, (step, values) -> {
            var loop = values.getFirst().emit();
            var i = new Real(loop, step);
            var numerator = i.minus(values.get(3)).times(i).negative();
            var denominator = i.times(2).plus(values.get(4));
            var lower =
                    notZero(numerator.times(values.get(1)).plus(denominator)).under(1);
            var upper = notZero(denominator.plus(numerator.over(values.get(2))));
            var factor = lower.times(upper);
            return List.of(values.get(0).times(factor), lower, upper, values.get(3), values.get(4), factor.plus(-1));
        });
        return state.getFirst();
    }

    private static Real notZero(Real x) {
        return x.except(x.magnitude().is(LT, TINY), TINY);
    }

    /** The values of a step from those before, and last the change that it made. */
    @FunctionalInterface
    private interface Step {
        List<Real> next(Value step, List<Real> values);
    }

    private static List<Real> loop(Emitter emit, List<Value> start, Step body) {
        var state = new ArrayList<Value>(start);
        state.add(emit.constant(ScalarType.F64, 1));
        state.add(emit.constant(ScalarType.F64, Double.POSITIVE_INFINITY));
        int count = start.size();
        return emit
                .builder()
                .whileLoop(state, inner -> goesOn(inner, count), inner -> {
                    var loop = new Emitter(inner);
                    var values = inner.arguments().stream()
                            .limit(count)
                            .map(value -> new Real(loop, value))
                            .toList();
                    var next = body.next(inner.argument(count), values);
                    var results = new ArrayList<Value>(
                            next.stream().limit(count).map(Real::value).toList());
                    results.add(loop.add(inner.argument(count), 1));
                    var change = next.getLast().magnitude().value();
                    var all = IntStream.range(0, Emitter.rank(change)).toArray();
                    results.add(ReductionOps.greatest(loop, change, all));
                    return results;
                })
                .stream()
                .limit(count)
                .map(value -> new Real(emit, value))
                .toList();
    }

    private static Value goesOn(RegionBuilder inner, int count) {
        var emit = new Emitter(inner);
        return emit.binary(
                BinaryOp.And::new,
                emit.compare(LE, inner.argument(count), MOST_STEPS),
                emit.compare(GT, inner.argument(count + 1), PRECISION));
    }
}
