package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.verify.Inference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Elementwise ops: those of one and of two operands are found among all schemas. */
final class ElementwiseFamily {
    private static final List<OpSchema> UNARY = ofType(UnaryOp.class);
    private static final List<OpSchema> BINARY = ofType(BinaryOp.class);
    private static final List<OpSchema> CHLO_UNARY = ofType(ChloOp.Unary.class);
    private static final List<OpSchema> CHLO_BINARY = ofType(ChloOp.BroadcastBinary.class);

    private static final List<ComparisonDirection> DIRECTIONS = List.of(ComparisonDirection.values());

    /** Ops that take complex numbers by their type, and that nothing defines for them. */
    private static final Set<Class<?>> UNDEFINED_FOR_COMPLEX =
            Set.of(BinaryOp.Remainder.class, ChloOp.Unary.BesselI1e.class);

    private ElementwiseFamily() {}

    private static List<OpSchema> ofType(Class<?> family) {
        return OpSchema.all().stream()
                .filter(schema -> family.isAssignableFrom(schema.type()))
                .toList();
    }

    private static OpSchema schema(List<OpSchema> schemas, Values values) {
        return schemas.get(values.random.nextInt(schemas.size()));
    }

    /** Whether an op without attributes takes values of these types. */
    private static boolean isValid(OpSchema schema, Value... operands) {
        var result = new OpResult(operands[0].type());
        if (UNDEFINED_FOR_COMPLEX.contains(schema.type())
                && operands[0].tensorType().elementType().isComplex()) {
            return false;
        }
        try {
            Inference.resultTypes(
                    schema.create(List.of(operands), Dictionary.EMPTY, List.of(), List.of(result), OpInfo.NONE));
            return true;
        } catch (RanvierException e) {
            return false;
        }
    }

    /** The op that a broadcasting op stands for; null for comparisons, which take anything. */
    private static @Nullable OpSchema plain(OpSchema schema) {
        var name = schema.name().replace("chlo.broadcast_", "");
        return name.equals("compare")
                ? null
                : Objects.requireNonNullElseGet(
                        OpSchema.named("stablehlo." + name), () -> OpSchema.named("chlo." + name));
    }

    static void unary(Values values) {
        var schema = schema(UNARY, values);
        var operand = values.pick(known -> known.isExact() && isValid(schema, known.value()));
        values.add(
                values.emit(List.of(operand.value()), schema),
                unaryAccuracy(schema, operand.type().elementType()));
    }

    private static Accuracy unaryAccuracy(OpSchema schema, ElementType type) {
        return switch (schema.name()) {
            case "stablehlo.negate", "stablehlo.real", "stablehlo.imag" -> Accuracy.EXACT;
            case "stablehlo.abs",
                    "stablehlo.ceil",
                    "stablehlo.floor",
                    "stablehlo.is_finite",
                    "stablehlo.round_nearest_afz",
                    "stablehlo.round_nearest_even",
                    "stablehlo.sign",
                    "stablehlo.sqrt" -> type.isComplex() ? Accuracy.LOOSE : Accuracy.EXACT;
            default ->
                !type.isFloat() && !type.isComplex()
                        ? Accuracy.EXACT
                        : type.isComplex() ? Accuracy.LOOSE : Accuracy.CLOSE;
        };
    }

    static void binary(Values values) {
        var schema = schema(BINARY, values);
        var lhs = values.pick(known -> known.isExact() && isValid(schema, known.value(), known.value()));
        var rhs = values.random.nextInt(8) == 0 ? lhs : values.exact(lhs.type());
        values.add(
                values.emit(List.of(lhs.value(), rhs.value()), schema),
                binaryAccuracy(schema.name(), lhs.type().elementType()));
    }

    private static Accuracy binaryAccuracy(String name, ElementType type) {
        if (!type.isFloat() && !type.isComplex()) {
            return Accuracy.EXACT;
        }
        return switch (name.substring(name.indexOf('.') + 1).replace("broadcast_", "")) {
            case "add", "subtract", "complex", "compare" -> Accuracy.EXACT;
            case "multiply", "divide" -> type.isComplex() ? Accuracy.LOOSE : Accuracy.EXACT;
            case "maximum", "minimum", "remainder", "next_after" -> Accuracy.EXACT;
            case "polygamma", "zeta" -> Accuracy.LOOSE;
            default -> type.isComplex() ? Accuracy.LOOSE : Accuracy.CLOSE;
        };
    }

    static void chloUnary(Values values) {
        var schema = schema(CHLO_UNARY, values);
        var operand = values.pick(known -> known.isExact() && isValid(schema, known.value()));
        var accuracy = switch (schema.name()) {
            case "chlo.conj", "chlo.is_inf", "chlo.is_neg_inf", "chlo.is_pos_inf" -> Accuracy.EXACT;
            case "chlo.square" -> operand.type().elementType().isComplex() ? Accuracy.LOOSE : Accuracy.EXACT;
            default -> Accuracy.LOOSE;
        };
        values.add(values.emit(List.of(operand.value()), schema), accuracy);
    }

    static void chloBinary(Values values) {
        var schema = schema(CHLO_BINARY, values);
        var plain = plain(schema);
        var lhs = values.pick(
                known -> known.isExact() && (plain == null || isValid(plain, known.value(), known.value())));
        var shape = lhs.type().shape();
        for (int i = 0; i < shape.length; i++) {
            if (values.random.nextInt(3) == 0) {
                shape[i] = 1;
            }
        }
        int kept = values.random.nextInt(shape.length + 1);
        var rhs = values.exact(lhs.type().elementType(), Arrays.copyOfRange(shape, shape.length - kept, shape.length));
        if (schema.type() == ChloOp.BroadcastBinary.BroadcastCompare.class) {
            var direction = direction(values);
            values.addExact(values.builder.emit((result, info) -> new ChloOp.BroadcastBinary.BroadcastCompare(
                    lhs.value(), rhs.value(), null, direction, null, result, info)));
            return;
        }
        var operands =
                values.random.nextBoolean() ? List.of(lhs.value(), rhs.value()) : List.of(rhs.value(), lhs.value());
        values.add(
                values.emit(operands, schema),
                binaryAccuracy(schema.name(), lhs.type().elementType()));
    }

    private static ComparisonDirection direction(Values values) {
        return DIRECTIONS.get(values.random.nextInt(DIRECTIONS.size()));
    }

    static void compare(Values values) {
        var lhs = values.anyExact();
        var rhs = values.exact(lhs.type());
        boolean isTotal = lhs.type().elementType().isFloat() && values.random.nextInt(4) == 0;
        var order = isTotal ? ComparisonType.TOTALORDER : null;
        var one = isTotal ? values.withOneNan(lhs) : lhs.value();
        var other = isTotal ? values.withOneNan(rhs) : rhs.value();
        var direction = direction(values);
        values.addExact(values.builder.emit(
                (result, info) -> new ElementwiseOp.Compare(one, other, direction, order, result, info)));
    }

    static void select(Values values) {
        var onTrue = values.any();
        var onFalse = values.exact(onTrue.type());
        var shape = values.random.nextInt(3) == 0 ? new long[0] : onTrue.type().shape();
        var predicate = values.exact(ScalarType.I1, shape);
        values.addMoved(
                (result, info) ->
                        new ElementwiseOp.Select(predicate.value(), onTrue.value(), onFalse.value(), result, info),
                onTrue,
                onFalse);
    }

    static void clamp(Values values) {
        var operand = values.pick(known -> known.isExact() && isOrdered(known.type()));
        var bounds = values.random.nextBoolean()
                ? operand.type()
                : TensorType.of(operand.type().elementType());
        var least = values.exact(bounds);
        var greatest = values.exact(bounds);
        values.addExact(values.builder.emit((result, info) ->
                new ElementwiseOp.Clamp(least.value(), operand.value(), greatest.value(), result, info)));
    }

    private static boolean isOrdered(TensorType type) {
        return type.elementType().isFloat() || type.elementType().isInteger();
    }

    static void convert(Values values) {
        var operand = values.pick(
                known -> known.isExact() && !known.type().elementType().isQuantized());
        var type = RandomTypes.element(values.random);
        values.addExact(values.builder.convert(type, operand.value()));
    }

    static void bitcast(Values values) {
        var operand = values.anyExact();
        var type = operand.type().withElementType(RandomTypes.element(values.random));
        var bits = values.withOneNan(operand);
        values.addExact(
                values.builder.emit(type, (result, info) -> new ElementwiseOp.BitcastConvert(bits, result, info)));
    }

    static void reducePrecision(Values values) {
        var operand = values.pick(
                known -> known.isExact() && known.type().elementType().isFloat());
        int exponent = values.random.nextInt(2, 12);
        int mantissa = values.random.nextInt(1, 53);
        values.addExact(values.builder.emit((result, info) ->
                new ElementwiseOp.ReducePrecision(operand.value(), exponent, mantissa, result, info)));
    }

    static void map(Values values) {
        var operand = values.pick(
                known -> known.isExact() && known.type().elementType().isInteger());
        var scalar = TensorType.of(operand.type().elementType());
        var region = values.builder.region(List.of(scalar, scalar), inner -> {
            var sum = inner.add(inner.argument(0), inner.argument(1));
            return List.of(inner.multiply(sum, inner.argument(0)));
        });
        var other = values.exact(operand.type());
        var dimensions =
                Int64Array.of(LongStream.range(0, operand.type().rank()).toArray());
        values.addExact(values.builder.emit((result, info) -> new ElementwiseOp.MapElements(
                List.of(operand.value(), other.value()), dimensions, region, result, info)));
    }

    static void quantize(Values values) {
        var operand = values.exact(ScalarType.F32, RandomTypes.shape(values.random));
        var element = new QuantizedType(
                ScalarType.I8,
                -128,
                127,
                ScalarType.F32,
                null,
                List.of(Math.scalb(1.0, values.random.nextInt(-3, 4))),
                List.of((long) values.random.nextInt(-4, 5)));
        Value quantized = values.builder.emit(
                operand.type().withElementType(element),
                (result, info) -> new ElementwiseOp.UniformQuantize(operand.value(), result, info));
        values.addExact(quantized);
        values.addExact(values.builder.emit(
                operand.type(), (result, info) -> new ElementwiseOp.UniformDequantize(quantized, result, info)));
    }

    static void chloFunctions(Values values) {
        var type = TensorType.of(RandomTypes.floating(values.random), RandomTypes.shape(values.random));
        var x = values.exact(type).value();
        var y = values.exact(type).value();
        switch (values.random.nextInt(5)) {
            case 0 -> values.addExact(values.builder.emit((result, info) -> new ChloOp.NextAfter(x, y, result, info)));
            case 1 ->
                values.add(
                        values.builder.emit((result, info) -> new ChloOp.Polygamma(x, y, result, info)),
                        Accuracy.LOOSE);
            case 2 ->
                values.add(values.builder.emit((result, info) -> new ChloOp.Zeta(x, y, result, info)), Accuracy.LOOSE);
            case 3 -> {
                var integers = TensorType.of(RandomTypes.integer(values.random), type.shape());
                var lhs = values.exact(integers).value();
                var rhs = values.exact(integers).value();
                values.addExact(values.builder.emit((result, info) -> new ChloOp.Mulhi(lhs, rhs, result, info)));
            }
            default -> {
                var predicate = values.exact(ScalarType.I1).value();
                values.addExact(values.builder.emit(
                        (result, info) -> new ChloOp.BroadcastSelect(predicate, x, y, result, info)));
            }
        }
    }
}
