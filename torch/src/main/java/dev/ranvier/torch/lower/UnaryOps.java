package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.List;

/** Functions of one tensor, element by element; activations are {@link ActivationOps}. */
final class UnaryOps {
    private static final double LN_2 = Math.log(2);
    private static final double LN_10 = Math.log(10);

    private UnaryOps() {}

    static void add(OpTable table) {
        addFunctions(table);
        addChloFunctions(table);
        addRounding(table);
        addPredicates(table);
        table.add("aten.exp2.default", call -> exp(call.emit(), call.emit().multiply(operand(call), LN_2)));
        table.add("aten.log2.default", call -> logarithm(call, LN_2));
        table.add("aten.log10.default", call -> logarithm(call, LN_10));
        table.add("aten.reciprocal.default", call -> {
            var x = operand(call);
            return call.emit().divide(call.emit().fullLike(x, 1), x);
        });
        table.add("aten.square.default", call -> call.emit().multiply(operand(call), operand(call)));
        table.add("aten.logit.default", UnaryOps::logit);
        table.add("aten.deg2rad.default", call -> call.emit().multiply(operand(call), Math.PI / 180));
        table.add("aten.rad2deg.default", call -> call.emit().multiply(operand(call), 180 / Math.PI));
        table.add(
                List.of(
                        "aten.conj_physical.default",
                        "aten._conj_physical.default",
                        "aten._conj.default",
                        "aten.conj.default"),
                call -> Matrices.conjugate(call.emit(), call.tensor("self")));
        table.add("aten._neg_view.default", call -> call.emit().unary(UnaryOp.Negate::new, call.tensor("self")));
        table.add("aten.round.decimals", UnaryOps::roundDecimals);
        table.add("aten.angle.default", UnaryOps::angle);
        table.add("aten.nan_to_num.default", UnaryOps::nanToNum);
        table.add("aten.sinc.default", UnaryOps::sinc);
    }

    /** The operand in the type to compute in: that of the result, narrow floats as {@code f32}. */
    static Value operand(Call call) {
        return operand(call, "self");
    }

    static Value operand(Call call, String name) {
        return call.emit().wide(call.operand(name, call.resultType()));
    }

    static Value exp(Emitter emit, Value x) {
        return emit.unary(UnaryOp.Exponential::new, x);
    }

    private static void addFunctions(OpTable table) {
        add(table, "exp", UnaryOp.Exponential::new);
        add(table, "expm1", UnaryOp.ExponentialMinusOne::new);
        add(table, "log", UnaryOp.Log::new);
        add(table, "log1p", UnaryOp.LogPlusOne::new);
        add(table, "sqrt", UnaryOp.Sqrt::new);
        add(table, "rsqrt", UnaryOp.Rsqrt::new);
        add(table, "sin", UnaryOp.Sine::new);
        add(table, "cos", UnaryOp.Cosine::new);
        add(table, "tan", UnaryOp.Tan::new);
        add(table, "tanh", UnaryOp.Tanh::new);
        add(table, "sigmoid", UnaryOp.Logistic::new);
        addSimple(table, "abs", UnaryOp.Abs::new);
        addSimple(table, "neg", UnaryOp.Negate::new);
        table.add(List.of("aten.sign.default", "aten.sgn.default"), UnaryOps::sign);
        addSimple(table, "bitwise_not", UnaryOp.Not::new);
    }

    private static void add(OpTable table, String name, OpForm.UnaryWithAccuracy form) {
        table.add("aten." + name + ".default", call -> call.emit().unary(form, operand(call)));
    }

    /** Of the operand as it is: integers stay integers. */
    private static void addSimple(OpTable table, String name, OpForm.Unary form) {
        table.add("aten." + name + ".default", call -> call.emit().unary(form, call.tensor("self")));
    }

    /** NaN has none: 0. */
    private static Value sign(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        if (Emitter.elementType(x).isBoolean()) {
            return x;
        }
        var sign = emit.unary(UnaryOp.Sign::new, x);
        return Emitter.elementType(x).isFloat()
                ? emit.select(emit.compare(ComparisonDirection.NE, x, x), 0, sign)
                : sign;
    }

    private static void addChloFunctions(OpTable table) {
        addChlo(table, "acos", ChloOp.Unary.Acos::new);
        addChlo(table, "acosh", ChloOp.Unary.Acosh::new);
        addChlo(table, "asin", ChloOp.Unary.Asin::new);
        addChlo(table, "asinh", ChloOp.Unary.Asinh::new);
        addChlo(table, "atan", ChloOp.Unary.Atan::new);
        addChlo(table, "atanh", ChloOp.Unary.Atanh::new);
        addChlo(table, "cosh", ChloOp.Unary.Cosh::new);
        addChlo(table, "sinh", ChloOp.Unary.Sinh::new);
        addChlo(table, "erf", ChloOp.Unary.Erf::new);
        addChlo(table, "erfc", ChloOp.Unary.Erfc::new);
        addChlo(table, "erfinv", ChloOp.Unary.ErfInv::new);
        addChlo(table, "lgamma", ChloOp.Unary.Lgamma::new);
    }

    private static void addChlo(OpTable table, String name, OpForm.Unary form) {
        table.add("aten." + name + ".default", call -> call.emit().unary(form, operand(call)));
    }

    private static void addRounding(OpTable table) {
        addRounding(table, "floor", UnaryOp.Floor::new);
        addRounding(table, "ceil", UnaryOp.Ceil::new);
        addRounding(table, "round", UnaryOp.RoundNearestEven::new);
        table.add(
                List.of("aten.trunc.default", "aten.fix.default"), call -> truncate(call.emit(), call.tensor("self")));
        table.add("aten.frac.default", call -> {
            var x = call.tensor("self");
            return call.emit().subtract(x, truncate(call.emit(), x));
        });
    }

    /** Integers are whole already. */
    private static void addRounding(OpTable table, String name, OpForm.Unary form) {
        table.add("aten." + name + ".default", call -> {
            var x = call.tensor("self");
            return Emitter.elementType(x).isFloat() ? call.emit().unary(form, x) : x;
        });
    }

    /** Rounded towards zero. */
    static Value truncate(Emitter emit, Value x) {
        if (!Emitter.elementType(x).isFloat()) {
            return x;
        }
        return emit.select(
                emit.compare(ComparisonDirection.LT, x, 0),
                emit.unary(UnaryOp.Ceil::new, x),
                emit.unary(UnaryOp.Floor::new, x));
    }

    private static void addPredicates(OpTable table) {
        table.add("aten.isnan.default", call -> {
            var x = call.tensor("self");
            return call.emit().compare(ComparisonDirection.NE, x, x);
        });
        table.add("aten.isinf.default", call -> {
            var x = call.tensor("self");
            return Emitter.elementType(x).isFloat()
                    ? call.emit().isInfinite(x)
                    : call.emit().full(call.resultShape(), ScalarType.I1, 0);
        });
        table.add("aten.isfinite.default", call -> {
            var x = call.tensor("self");
            return Emitter.elementType(x).isFloat()
                    ? call.emit().unary(UnaryOp.IsFinite::new, x)
                    : call.emit().full(call.resultShape(), ScalarType.I1, 1);
        });
        table.add(
                "aten.logical_not.default",
                call -> call.emit().not(call.emit().convert(call.tensor("self"), ScalarType.I1)));
    }

    private static Value logarithm(Call call, double ofBase) {
        var emit = call.emit();
        return emit.multiply(emit.unary(UnaryOp.Log::new, operand(call)), 1 / ofBase);
    }

    private static Value logit(Call call) {
        var emit = call.emit();
        var x = operand(call);
        if (!call.isNone("eps")) {
            double eps = call.number("eps");
            x = emit.minimum(emit.maximum(x, emit.fullLike(x, eps)), emit.fullLike(x, 1 - eps));
        }
        return emit.unary(UnaryOp.Log::new, emit.divide(x, emit.subtract(emit.fullLike(x, 1), x)));
    }

    private static Value roundDecimals(Call call) {
        var emit = call.emit();
        var x = operand(call);
        double power = Math.pow(10, (double) Math.abs(call.integer("decimals")));
        var factor = emit.fullLike(x, power);
        boolean isFraction = call.integer("decimals") > 0;
        var scaled = isFraction ? emit.multiply(x, factor) : emit.divide(x, factor);
        var rounded = emit.unary(UnaryOp.RoundNearestEven::new, scaled);
        return isFraction ? emit.divide(rounded, factor) : emit.multiply(rounded, factor);
    }

    /** Of a real number 0 or pi, or NaN. */
    private static Value angle(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        if (Emitter.elementType(x).isComplex()) {
            return emit.binary(BinaryOp.Atan2::new, emit.unary(UnaryOp.Imag::new, x), emit.unary(UnaryOp.Real::new, x));
        }
        var real = operand(call);
        var isNegative = emit.compare(ComparisonDirection.LT, real, 0);
        var angle = emit.select(isNegative, Math.PI, emit.fullLike(real, 0));
        return emit.select(emit.compare(ComparisonDirection.NE, real, real), real, angle);
    }

    private static Value nanToNum(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        if (!(Emitter.elementType(x) instanceof ScalarType type) || !type.isFloat()) {
            return x;
        }
        double greatest = ReductionOps.greatestFinite(type);
        var infinite = emit.isInfinite(x);
        var negative = emit.compare(ComparisonDirection.LT, x, 0);
        var bound = emit.select(
                negative,
                emit.fullLike(x, call.number("neginf", -greatest)),
                emit.fullLike(x, call.number("posinf", greatest)));
        var finite = emit.select(infinite, bound, x);
        return emit.select(emit.compare(ComparisonDirection.NE, x, x), call.number("nan", 0), finite);
    }

    private static Value sinc(Call call) {
        var emit = call.emit();
        var x = emit.multiply(operand(call), Math.PI);
        var isZero = emit.compare(ComparisonDirection.EQ, x, 0);
        var quotient = emit.binary(BinaryOp.Divide::new, emit.unary(UnaryOp.Sine::new, x), x);
        return emit.select(isZero, 1, quotient);
    }
}
