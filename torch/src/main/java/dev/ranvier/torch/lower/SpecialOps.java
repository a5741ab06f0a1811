package dev.ranvier.torch.lower;

import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.EQ;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.GE;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.GT;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LE;
import static dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection.LT;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.function.UnaryOperator;

/**
 * Special functions, in double precision. Source of the approximations: S. L. Moshier, Cephes Mathematical Library, whose
 * coefficients are in {@code approximations.txt}.
 */
final class SpecialOps {
    private static final double TWO_OVER_PI = 2 / Math.PI;
    private static final double ROOT_TWO_OVER_PI = Math.sqrt(TWO_OVER_PI);

    private SpecialOps() {}

    static void add(OpTable table) {
        add(table, "special_bessel_j0", SpecialOps::j0);
        add(table, "special_bessel_j1", SpecialOps::j1);
        add(table, "special_bessel_y0", SpecialOps::y0);
        add(table, "special_bessel_y1", SpecialOps::y1);
        add(table, "special_spherical_bessel_j0", x -> {
            var sine = x.sin().over(x);
            return x.constant(1).where(x.is(EQ, 0), sine.except(x.emit().isInfinite(x.value()), 0));
        });
        for (var name : new String[] {"i0", "special_modified_bessel_i0"}) {
            add(table, name, x -> scaledI0(x).times(x.magnitude().exp()));
        }
        for (var name : new String[] {"special_i1", "special_modified_bessel_i1"}) {
            add(table, name, x -> scaledI1(x).times(x.magnitude().exp()));
        }
        add(table, "special_i0e", SpecialOps::scaledI0);
        add(table, "special_i1e", SpecialOps::scaledI1);
        add(table, "special_modified_bessel_k0", x -> k(x, 0).times(x.negative().exp()));
        add(table, "special_modified_bessel_k1", x -> k(x, 1).times(x.negative().exp()));
        add(table, "special_scaled_modified_bessel_k0", x -> k(x, 0));
        add(table, "special_scaled_modified_bessel_k1", x -> k(x, 1));
        add(table, "special_airy_ai", Airy::ai);
        add(table, "special_ndtri", SpecialOps::normalQuantile);
        add(table, "special_erfcx", SpecialOps::scaledErfc);
        add(table, "special_log_ndtr", SpecialOps::logNormalDistribution);
        table.add("aten.special_zeta.default", call -> zeta(call.emit(), BinaryOps.lhs(call), BinaryOps.rhs(call)));
        table.add("aten.digamma.default", call -> digamma(call.emit(), UnaryOps.operand(call)));
        table.add("aten.polygamma.default", SpecialOps::polygamma);
        table.add("aten.igamma.default", call -> IncompleteGamma.lower(call, false));
        table.add("aten.igammac.default", call -> IncompleteGamma.lower(call, true));
    }

    private static void add(OpTable table, String name, UnaryOperator<Real> function) {
        table.add("aten." + name + ".default", call -> {
            var operand = call.operand(call.has("self") ? "self" : "x", ScalarType.F64);
            return function.apply(new Real(call.emit(), operand)).value();
        });
    }

    /** At its pole at zero PyTorch gives infinity, of the sign that it has beside the zero; at others NaN. */
    private static Value digamma(Emitter emit, Value x) {
        var isZero = emit.compare(ComparisonDirection.EQ, x, 0);
        var pole = emit.divide(emit.fullLike(x, -1), x);
        return emit.select(isZero, pole, emit.unary(ChloOp.Unary.Digamma::new, x));
    }

    private static Value polygamma(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        long order = call.integer("n");
        if (order == 0) {
            return digamma(emit, x);
        }
        double pole = order % 2 == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        var elsewhere = emit.binary(ChloOp.Polygamma::new, emit.fullLike(x, (double) order), x);
        return emit.select(isPole(emit, x), pole, elsewhere);
    }

    /** At its poles PyTorch gives infinity for all orders above 1. */
    private static Value zeta(Emitter emit, Value order, Value x) {
        var hasPoles = emit.compare(ComparisonDirection.GT, order, 1);
        var atPole = emit.binary(BinaryOp.And::new, hasPoles, isPole(emit, x));
        return emit.select(atPole, Double.POSITIVE_INFINITY, emit.binary(ChloOp.Zeta::new, order, x));
    }

    /** Whether x is zero or a negative whole number. */
    private static Value isPole(Emitter emit, Value x) {
        var isWhole = emit.compare(ComparisonDirection.EQ, emit.unary(UnaryOp.Floor::new, x), x);
        return emit.binary(BinaryOp.And::new, isWhole, emit.compare(ComparisonDirection.LE, x, 0));
    }

    private static Real ratio(Real x, String numerator, String denominator) {
        return x.polynomial(Approximations.get(numerator)).over(x.polynomial(Approximations.get(denominator)));
    }

    // Bessel functions of the first and second kind: rational up to 5, then modulus and phase.

    /** The parts of Hankel's expansion, for the order of a name such as "j0". */
    private record Expansion(Real cosine, Real sine, Real phase, Real scale) {
        static Expansion of(Real x, String name, double offset) {
            var z = x.squared().under(25);
            return new Expansion(
                    ratio(z, name + ".PP", name + ".PQ"),
                    ratio(z, name + ".QP", name + ".QQ").times(x.under(5)),
                    x.plus(-offset),
                    x.root().under(ROOT_TWO_OVER_PI));
        }

        Real firstKind() {
            return cosine.times(phase.cos()).minus(sine.times(phase.sin())).times(scale);
        }

        Real secondKind() {
            return cosine.times(phase.sin()).plus(sine.times(phase.cos())).times(scale);
        }
    }

    private static Real j0(Real signed) {
        var x = signed.magnitude();
        var z = x.squared();
        var small = ratio(z, "j0.RP", "j0.RQ").times(z.plus(-5.783185962946784)).times(z.plus(-30.471262343662087));
        return small.where(x.is(LE, 5), Expansion.of(x, "j0", Math.PI / 4).firstKind());
    }

    private static Real j1(Real signed) {
        var x = signed.magnitude();
        var z = x.squared();
        var small = ratio(z, "j1.RP", "j1.RQ")
                .times(x)
                .times(z.plus(-14.681970642123893))
                .times(z.plus(-49.2184563216946));
        var large = Expansion.of(x, "j1", 3 * Math.PI / 4).firstKind();
        return small.where(x.is(LE, 5), large).times(signed.sign());
    }

    private static Real y0(Real x) {
        var small =
                ratio(x.squared(), "y0.YP", "y0.YQ").plus(x.log().times(j0(x)).times(TWO_OVER_PI));
        return secondKind(x, small, Expansion.of(x, "j0", Math.PI / 4));
    }

    private static Real y1(Real x) {
        var small = ratio(x.squared(), "y1.YP", "y1.YQ")
                .times(x)
                .plus(j1(x).times(x.log()).minus(x.under(1)).times(TWO_OVER_PI));
        return secondKind(x, small, Expansion.of(x, "j1", 3 * Math.PI / 4));
    }

    private static Real secondKind(Real x, Real small, Expansion large) {
        return small.where(x.is(LE, 5), large.secondKind())
                .except(x.is(EQ, 0), Double.NEGATIVE_INFINITY)
                .except(x.is(LT, 0), Double.NaN);
    }

    // Modified Bessel functions by Chebyshev series

    /** Times exp(-|x|). */
    private static Real scaledI0(Real signed) {
        var x = signed.magnitude();
        var small = x.times(0.5).plus(-2).chebyshev(Approximations.get("i0.A"));
        var large = x.under(32).plus(-2).chebyshev(Approximations.get("i0.B")).over(x.root());
        return small.where(x.is(LE, 8), large);
    }

    /** Times exp(-|x|). */
    private static Real scaledI1(Real signed) {
        var x = signed.magnitude();
        var small = x.times(0.5).plus(-2).chebyshev(Approximations.get("i1.A")).times(x);
        var large = x.under(32).plus(-2).chebyshev(Approximations.get("i1.B")).over(x.root());
        return small.where(x.is(LE, 8), large).times(signed.sign());
    }

    /** Times exp(x). */
    private static Real k(Real x, int order) {
        var name = "k" + order;
        var series = x.squared().plus(-2).chebyshev(Approximations.get(name + ".A"));
        var logarithm = x.times(0.5).log();
        var growth = x.exp();
        var small = order == 0
                ? series.minus(logarithm.times(scaledI0(x).times(growth)))
                : series.over(x).plus(logarithm.times(scaledI1(x).times(growth)));
        var large =
                x.under(8).plus(-2).chebyshev(Approximations.get(name + ".B")).over(x.root());
        return small.times(growth)
                .where(x.is(LE, 2), large)
                .except(x.is(EQ, 0), Double.POSITIVE_INFINITY)
                .except(x.is(LT, 0), Double.NaN);
    }

    // The normal distribution

    private static Real normalQuantile(Real p) {
        double tail = Math.exp(-2);
        var upper = p.is(GT, 1 - tail);
        var y = p.negative().plus(1).where(upper, p);
        var central = y.plus(-0.5);
        var z = central.squared();
        var middle =
                central.times(z.times(ratio(z, "ndtri.P0", "ndtri.Q0")).plus(1)).times(Math.sqrt(2 * Math.PI));
        var x = y.log().times(-2).root();
        var reciprocal = x.under(1);
        var near = ratio(reciprocal, "ndtri.P1", "ndtri.Q1");
        var far = ratio(reciprocal, "ndtri.P2", "ndtri.Q2");
        var distance =
                x.minus(x.log().over(x)).minus(near.where(x.is(LT, 8), far).times(reciprocal));
        return middle.where(y.is(GT, tail), distance.where(upper, distance.negative()))
                .except(p.is(EQ, 0), Double.NEGATIVE_INFINITY)
                .except(p.is(EQ, 1), Double.POSITIVE_INFINITY)
                .except(p.is(LT, 0), Double.NaN)
                .except(p.is(GT, 1), Double.NaN);
    }

    /** exp(x²) erfc(x); where that underflows, the start of the continued fraction of erfc. */
    private static Real scaledErfc(Real x) {
        var emit = x.emit();
        var erfc = new Real(emit, emit.unary(ChloOp.Unary.Erfc::new, x.value()));
        var z = x.squared();
        var numerator = z.times(z.plus(4.5)).plus(2).times(1 / Math.sqrt(Math.PI));
        var fraction = numerator.over(x.times(z.times(z.plus(5)).plus(3.75)));
        var large = x.under(1 / Math.sqrt(Math.PI)).where(x.is(GE, 1e8), fraction);
        return large.where(x.is(GE, 25), z.exp().times(erfc));
    }

    private static Real logNormalDistribution(Real x) {
        var emit = x.emit();
        var z = x.times(Math.sqrt(0.5));
        var tail = scaledErfc(z.negative()).times(0.5).log().minus(z.squared());
        var half = new Real(emit, emit.unary(ChloOp.Unary.Erfc::new, z.value())).times(-0.5);
        var body = new Real(emit, emit.unary(UnaryOp.LogPlusOne::new, half.value()));
        return tail.where(x.is(LT, -1), body);
    }
}
