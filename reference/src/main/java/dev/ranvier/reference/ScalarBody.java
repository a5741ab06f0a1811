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

    /** The region as a function of numbers, if it is one. */
    static Optional<ScalarBody> of(Region region) {
        var places = new IdentityHashMap<Value, Integer>();
        region.arguments().forEach(argument -> places.put(argument, places.size()));
        var ops = region.ops();
        var steps = new ArrayList<Step>(ops.size());
        var constants = new ArrayList<ShapeOp.Constant>();
        for (var op : ops.subList(0, ops.size() - 1)) {
            if (!op.operands().stream().allMatch(places::containsKey)) {
                return Optional.empty();
            }
            op.results().forEach(result -> places.put(result, places.size()));
            if (op instanceof ShapeOp.Constant constant) {
                constants.add(constant);
                continue;
            }
            var step = step(op, places);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        if (!places.keySet().stream().allMatch(ScalarBody::isNumber)
                || !region.results().stream().allMatch(places::containsKey)) {
            return Optional.empty();
        }
        int[] results = region.results().stream().mapToInt(places::get).toArray();
        var body = new ScalarBody(places.size(), steps, results);
        for (var constant : constants) {
            body.set(places.get(constant.output()), ShapeOps.constant(constant.value()).getLong(0));
        }
        return Optional.of(body);
    }

    private static boolean isNumber(Value value) {
        return value.type() instanceof TensorType type
                && type.rank() == 0
                && type.elementType() instanceof ScalarType;
    }

    private static Optional<Step> step(Op op, Map<Value, Integer> places) {
        if (!op.operands().stream().allMatch(ScalarBody::isNumber)
                || !op.results().stream().allMatch(ScalarBody::isNumber)) {
            return Optional.empty();
        }
        int result = op.results().isEmpty() ? 0 : places.get(op.results().getFirst());
        return switch (op) {
            case UnaryOp.IsFinite _ -> Optional.empty();
            case UnaryOp unary -> Optional.of(unary(unary, places.get(unary.operand()), result));
            case BinaryOp binary ->
                Optional.of(binary(binary, places.get(binary.lhs()), places.get(binary.rhs()), result));
            case ElementwiseOp.Compare compare ->
                Optional.of(compare(compare, places.get(compare.lhs()), places.get(compare.rhs()), result));
            case ElementwiseOp.Select select -> {
                int pred = places.get(select.pred());
                int onTrue = places.get(select.onTrue());
                int onFalse = places.get(select.onFalse());
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
            return numbers -> numbers[result] =
                    relation.holds(decode(type, numbers[lhs]), decode(type, numbers[rhs])) ? 1 : 0;
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
