package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A region of elementwise ops on scalars, as nearly all reducers and comparators are, without a tensor for each number.
 * Numbers are as {@link Tensor#getLong} gives them. Not for use by several threads.
 */
final class ScalarBody {
    private final long[] numbers;
    private final List<Step> steps;
    private final int[] results;

    /** Computes a number from others. */
    @FunctionalInterface
    private interface Step {
        void run(long[] numbers);
    }

    private ScalarBody(int size, List<Step> steps, int... results) {
        this.numbers = new long[size];
        this.steps = steps;
        this.results = results;
    }

    /** The region as a function of numbers, if it is one, with those that it reads of the scope around it. */
    static Optional<ScalarBody> of(Region region, Scope scope) {
        if (!region.arguments().stream().allMatch(ScalarBody::isNumber)) {
            return Optional.empty();
        }
        var places = new Places(new IdentityHashMap<>());
        region.arguments().forEach(places::add);
        var constants = new IdentityHashMap<Value, Long>();
        var steps = new ArrayList<Step>();
        for (int i = 0; i < region.ops().size(); i++) {
            var op = region.ops().get(i);
            if (!op.operands().stream().allMatch(ScalarBody::isNumber)
                    || !op.results().stream().allMatch(ScalarBody::isNumber)) {
                return Optional.empty();
            }
            for (var operand : op.operands()) {
                if (!places.have(operand)) {
                    places.add(operand);
                    constants.put(operand, scope.tensor(operand).getLong(0));
                }
            }
            op.results().forEach(places::add);
            if (op instanceof ShapeOp.Constant constant) {
                constants.put(
                        constant.output(), ShapeOps.constant(constant.value()).getLong(0));
            } else if (i < region.ops().size() - 1) {
                var step = step(op, places);
                if (step.isEmpty()) {
                    return Optional.empty();
                }
                steps.add(step.get());
            }
        }
        int[] results = region.results().stream().mapToInt(places::of).toArray();
        var body = new ScalarBody(places.numbers().size(), steps, results);
        constants.forEach((value, number) -> body.set(places.of(value), number));
        return Optional.of(body);
    }

    /** Where the number of each value is. */
    private record Places(Map<Value, Integer> numbers) {
        void add(Value value) {
            numbers.put(value, numbers.size());
        }

        boolean have(Value value) {
            return numbers.containsKey(value);
        }

        int of(Value value) {
            return Objects.requireNonNull(numbers.get(value));
        }
    }

    private static boolean isNumber(Value value) {
        return value.type() instanceof TensorType type && type.rank() == 0 && type.elementType() instanceof ScalarType;
    }

    private static Optional<Step> step(Op op, Places places) {
        if (op.results().size() != 1) {
            return Optional.empty();
        }
        int result = places.of(op.results().getFirst());
        return switch (op) {
            case UnaryOp.IsFinite _ -> Optional.empty();
            case UnaryOp unary -> Optional.of(unary(unary, places.of(unary.operand()), result));
            case BinaryOp binary ->
                Optional.of(binary(binary, places.of(binary.lhs()), places.of(binary.rhs()), result));
            case ElementwiseOp.Compare compare ->
                Optional.of(compare(compare, places.of(compare.lhs()), places.of(compare.rhs()), result));
            case ElementwiseOp.Select select -> {
                int pred = places.of(select.pred());
                int onTrue = places.of(select.onTrue());
                int onFalse = places.of(select.onFalse());
                yield Optional.of(numbers -> numbers[result] = numbers[numbers[pred] != 0 ? onTrue : onFalse]);
            }
            default -> Optional.empty();
        };
    }

    private static Step unary(UnaryOp op, int operand, int result) {
        var type = typeOf(op.operand());
        if (type.isFloat()) {
            var function = RealFunctions.of(op, type);
            return numbers -> numbers[result] = encode(type, function.applyAsDouble(decode(type, numbers[operand])));
        }
        var function = IntegerFunctions.of(op, type);
        return numbers -> numbers[result] = wrap(type, function.applyAsLong(numbers[operand]));
    }

    private static Step binary(BinaryOp op, int lhs, int rhs, int result) {
        var type = typeOf(op.lhs());
        if (type.isFloat()) {
            var function = RealFunctions.of(op, type);
            return numbers -> {
                double value = function.applyAsDouble(decode(type, numbers[lhs]), decode(type, numbers[rhs]));
                numbers[result] = encode(type, value);
            };
        }
        var function = IntegerFunctions.of(op, type);
        return numbers -> numbers[result] = wrap(type, function.applyAsLong(numbers[lhs], numbers[rhs]));
    }

    private static Step compare(ElementwiseOp.Compare op, int lhs, int rhs, int result) {
        var type = typeOf(op.lhs());
        if (Elementwise.isPartial(op.compareType(), type)) {
            var relation = Elementwise.relation(op.comparisonDirection());
            return numbers ->
                    numbers[result] = relation.holds(decode(type, numbers[lhs]), decode(type, numbers[rhs])) ? 1 : 0;
        }
        var comparison = Elementwise.comparison(op.comparisonDirection(), type);
        return numbers -> numbers[result] = comparison.applyAsLong(numbers[lhs], numbers[rhs]);
    }

    private static ScalarType typeOf(Value value) {
        return (ScalarType) value.tensorType().elementType();
    }

    private static double decode(ScalarType type, long bits) {
        return switch (type) {
            case F32 -> Float.intBitsToFloat((int) bits);
            case F64 -> Double.longBitsToDouble(bits);
            default -> FloatFormat.of(type).decode(bits);
        };
    }

    private static long encode(ScalarType type, double value) {
        return switch (type) {
            case F32 -> Float.floatToRawIntBits((float) value) & 0xFFFF_FFFFL;
            case F64 -> Double.doubleToRawLongBits(value);
            default -> FloatFormat.of(type).encode(value);
        };
    }

    private static long wrap(ScalarType type, long value) {
        int unused = 64 - type.bitWidth();
        return type.kind() == ScalarType.Kind.SIGNED ? value << unused >> unused : value << unused >>> unused;
    }

    void set(int place, long number) {
        numbers[place] = number;
    }

    /** Computes the results of the numbers that are set. */
    void run() {
        for (var step : steps) {
            step.run(numbers);
        }
    }

    long result(int index) {
        return numbers[results[index]];
    }
}
