package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.List;
import java.util.Locale;

/** Functions of two tensors, or of a tensor and a number, element by element. */
final class BinaryOps {
    private static final List<String> TENSOR_SCALAR = List.of("Tensor", "Scalar");

    private BinaryOps() {}

    static void add(OpTable table) {
        addArithmetic(table);
        addDivision(table);
        addExtremes(table);
        addBits(table);
        addLogic(table);
        addComparisons(table);
        addPowers(table);
        table.add("aten.atan2.default", call -> binary(call, BinaryOp.Atan2::new));
        table.add("aten.hypot.default", BinaryOps::hypotenuse);
        table.add("aten.xlogy.Tensor", BinaryOps::xLogY);
        table.add("aten.logaddexp.default", call -> logAddExp(call.emit(), lhs(call), rhs(call)));
        table.add("aten.copysign.Tensor", BinaryOps::copySign);
        table.add("aten.signbit.default", call -> {
            var x = call.tensor("self");
            return Emitter.elementType(x).isFloat()
                    ? isSignBitSet(call.emit(), call.emit().wide(x))
                    : call.emit().compare(ComparisonDirection.LT, x, 0);
        });
        table.add("aten.ldexp.Tensor", call -> {
            var emit = call.emit();
            var power = emit.binary(BinaryOp.Power::new, emit.fullLike(rhs(call), 2), rhs(call));
            return emit.multiply(lhs(call), power);
        });
    }

    static Value lhs(Call call) {
        return UnaryOps.operand(call, "self");
    }

    static Value rhs(Call call) {
        return UnaryOps.operand(call, "other");
    }

    private static Value binary(Call call, OpForm.Binary form) {
        return call.emit().binary(form, lhs(call), rhs(call));
    }

    private static void add(OpTable table, String name, List<String> overloads, OpLowering.Single lowering) {
        overloads.forEach(overload -> table.add("aten." + name + "." + overload, lowering));
    }

    private static void addArithmetic(OpTable table) {
        add(table, "add", TENSOR_SCALAR, call -> call.emit().add(lhs(call), scaled(call, rhs(call))));
        add(table, "sub", TENSOR_SCALAR, call -> call.emit().subtract(lhs(call), scaled(call, rhs(call))));
        add(table, "rsub", TENSOR_SCALAR, call -> call.emit().subtract(rhs(call), scaled(call, lhs(call))));
        add(table, "mul", TENSOR_SCALAR, call -> binary(call, BinaryOp.Multiply::new));
    }

    /** Times the argument alpha. */
    private static Value scaled(Call call, Value value) {
        boolean plain = call.number("alpha") == 1;
        return plain ? value : call.emit().multiply(value, call.operand("alpha", Emitter.elementType(value)));
    }

    private static void addDivision(OpTable table) {
        add(table, "div", TENSOR_SCALAR, call -> binary(call, BinaryOp.Divide::new));
        add(table, "true_divide", TENSOR_SCALAR, call -> binary(call, BinaryOp.Divide::new));
        add(table, "div", List.of("Tensor_mode", "Scalar_mode"), call -> switch (call.text("rounding_mode")) {
            case "floor" -> floorDivide(call.emit(), lhs(call), rhs(call));
            case "trunc" -> UnaryOps.truncate(call.emit(), binary(call, BinaryOp.Divide::new));
            default -> binary(call, BinaryOp.Divide::new);
        });
        table.add(
                List.of("aten.floor_divide.default", "aten.floor_divide.Scalar"),
                call -> floorDivide(call.emit(), lhs(call), rhs(call)));
        add(table, "fmod", TENSOR_SCALAR, call -> binary(call, BinaryOp.Remainder::new));
        add(table, "remainder", TENSOR_SCALAR, call -> remainder(call.emit(), lhs(call), rhs(call)));
    }

    /** The quotient rounded down. */
    static Value floorDivide(Emitter emit, Value a, Value b) {
        var quotient = emit.divide(a, b);
        if (Emitter.elementType(a).isFloat()) {
            // From the exact remainder: the quotient itself may have been rounded up to a whole number.
            var exact = emit.divide(emit.subtract(a, remainder(emit, a, b)), b);
            var rounded = emit.unary(UnaryOp.RoundNearestEven::new, exact);
            return emit.select(emit.unary(UnaryOp.IsFinite::new, quotient), rounded, quotient);
        }
        var isInexact = emit.compare(ComparisonDirection.NE, emit.binary(BinaryOp.Remainder::new, a, b), 0);
        var isNegative = emit.compare(
                ComparisonDirection.NE,
                emit.compare(ComparisonDirection.LT, a, 0),
                emit.compare(ComparisonDirection.LT, b, 0));
        return emit.select(emit.binary(BinaryOp.And::new, isInexact, isNegative), emit.add(quotient, -1), quotient);
    }

    /** The remainder with the sign of the divisor. */
    private static Value remainder(Emitter emit, Value a, Value b) {
        var remainder = emit.binary(BinaryOp.Remainder::new, a, b);
        var isOther = emit.compare(
                ComparisonDirection.NE,
                emit.compare(ComparisonDirection.LT, remainder, 0),
                emit.compare(ComparisonDirection.LT, b, 0));
        var isInexact = emit.compare(ComparisonDirection.NE, remainder, 0);
        return emit.select(emit.binary(BinaryOp.And::new, isOther, isInexact), emit.add(remainder, b), remainder);
    }

    private static void addExtremes(OpTable table) {
        table.add(List.of("aten.maximum.default", "aten.max.other"), call -> binary(call, BinaryOp.Maximum::new));
        table.add(List.of("aten.minimum.default", "aten.min.other"), call -> binary(call, BinaryOp.Minimum::new));
        table.add("aten.fmax.default", call -> numbersFirst(call, BinaryOp.Maximum::new));
        table.add("aten.fmin.default", call -> numbersFirst(call, BinaryOp.Minimum::new));
    }

    /** The other operand where one is NaN. */
    private static Value numbersFirst(Call call, OpForm.Binary form) {
        var emit = call.emit();
        var a = lhs(call);
        var b = rhs(call);
        var both = emit.binary(form, a, b);
        var unlessB = emit.select(emit.compare(ComparisonDirection.NE, b, b), a, both);
        return emit.select(emit.compare(ComparisonDirection.NE, a, a), b, unlessB);
    }

    private static void addBits(OpTable table) {
        for (var name : List.of("bitwise_and", "__and__")) {
            add(table, name, TENSOR_SCALAR, call -> binary(call, BinaryOp.And::new));
        }
        for (var name : List.of("bitwise_or", "__or__")) {
            add(table, name, TENSOR_SCALAR, call -> binary(call, BinaryOp.Or::new));
        }
        for (var name : List.of("bitwise_xor", "__xor__")) {
            add(table, name, TENSOR_SCALAR, call -> binary(call, BinaryOp.Xor::new));
        }
        for (var name : List.of("bitwise_left_shift", "__lshift__")) {
            add(table, name, shiftOverloads(name), call -> binary(call, BinaryOp.ShiftLeft::new));
        }
        for (var name : List.of("bitwise_right_shift", "__rshift__")) {
            add(table, name, shiftOverloads(name), call -> {
                boolean signed = call.resultType() instanceof ScalarType type && type.kind() == ScalarType.Kind.SIGNED;
                return binary(call, signed ? BinaryOp.ShiftRightArithmetic::new : BinaryOp.ShiftRightLogical::new);
            });
        }
    }

    private static List<String> shiftOverloads(String name) {
        return name.startsWith("__") ? TENSOR_SCALAR : List.of("Tensor", "Tensor_Scalar");
    }

    private static void addLogic(OpTable table) {
        addLogic(table, "logical_and", BinaryOp.And::new);
        addLogic(table, "logical_or", BinaryOp.Or::new);
        addLogic(table, "logical_xor", BinaryOp.Xor::new);
    }

    private static void addLogic(OpTable table, String name, OpForm.Binary form) {
        table.add("aten." + name + ".default", call -> {
            var emit = call.emit();
            var a = emit.convert(call.tensor("self"), ScalarType.I1);
            return emit.binary(form, a, emit.convert(call.tensor("other"), ScalarType.I1));
        });
    }

    private static void addComparisons(OpTable table) {
        for (var direction : ComparisonDirection.values()) {
            add(table, direction.name().toLowerCase(Locale.ROOT), TENSOR_SCALAR, call -> compare(call, direction));
        }
    }

    private static Value compare(Call call, ComparisonDirection direction) {
        var type = Promotion.common(call, "self", "other");
        return call.emit().compare(direction, call.operand("self", type), call.operand("other", type));
    }

    private static void addPowers(OpTable table) {
        table.add("aten.pow.Tensor_Tensor", call -> power(call, UnaryOps.operand(call, "exponent")));
        table.add("aten.pow.Scalar", call -> power(call, UnaryOps.operand(call, "exponent")));
        table.add("aten.pow.Tensor_Scalar", BinaryOps::constantPower);
    }

    private static Value power(Call call, Value exponent) {
        return call.emit().binary(BinaryOp.Power::new, lhs(call), exponent);
    }

    private static Value constantPower(Call call) {
        var emit = call.emit();
        var x = lhs(call);
        double exponent = call.number("exponent");
        if (exponent == 2) {
            return emit.multiply(x, x);
        }
        if (exponent == 3) {
            return emit.multiply(emit.multiply(x, x), x);
        }
        if (!Emitter.elementType(x).isFloat()) {
            return power(call, UnaryOps.operand(call, "exponent"));
        }
        if (exponent == 0.5) {
            return emit.unary(UnaryOp.Sqrt::new, x);
        }
        if (exponent == -0.5) {
            return emit.unary(UnaryOp.Rsqrt::new, x);
        }
        return exponent == 1 ? x : power(call, UnaryOps.operand(call, "exponent"));
    }

    private static Value hypotenuse(Call call) {
        var emit = call.emit();
        var squares = emit.add(emit.multiply(lhs(call), lhs(call)), emit.multiply(rhs(call), rhs(call)));
        return emit.unary(UnaryOp.Sqrt::new, squares);
    }

    private static Value xLogY(Call call) {
        var emit = call.emit();
        var x = lhs(call);
        var y = rhs(call);
        var product = emit.multiply(x, emit.unary(UnaryOp.Log::new, y));
        var isZero = emit.binary(
                BinaryOp.And::new,
                emit.compare(ComparisonDirection.EQ, x, 0),
                emit.compare(ComparisonDirection.EQ, y, y));
        return emit.select(isZero, 0, product);
    }

    /** log(exp(a) + exp(b)). */
    static Value logAddExp(Emitter emit, Value a, Value b) {
        var greater = emit.maximum(a, b);
        var distance = emit.unary(UnaryOp.Abs::new, emit.subtract(a, b));
        var small = emit.unary(UnaryOp.Exponential::new, emit.unary(UnaryOp.Negate::new, distance));
        var sum = emit.add(greater, emit.unary(UnaryOp.LogPlusOne::new, small));
        // Equal infinities have no distance.
        return emit.select(emit.isInfinite(greater), greater, sum);
    }

    private static Value copySign(Call call) {
        var emit = call.emit();
        var magnitude = emit.unary(UnaryOp.Abs::new, lhs(call));
        var isNegative = isSignBitSet(emit, rhs(call));
        return emit.select(isNegative, emit.unary(UnaryOp.Negate::new, magnitude), magnitude);
    }

    private static Value isSignBitSet(Emitter emit, Value x) {
        var type = x.tensorType();
        ElementType bits = type.elementType() == ScalarType.F64 ? ScalarType.I64 : ScalarType.I32;
        if (type.elementType() != ScalarType.F64 && type.elementType() != ScalarType.F32) {
            throw RanvierException.unimplemented("the sign of " + type);
        }
        var integers = emit.bitcast(x, type.withElementType(bits));
        return emit.builder()
                .emit((result, info) -> new ElementwiseOp.Compare(
                        integers,
                        emit.fullLike(integers, 0),
                        ComparisonDirection.LT,
                        ComparisonType.SIGNED,
                        result,
                        info));
    }
}
