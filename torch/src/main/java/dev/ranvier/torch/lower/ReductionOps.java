package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that combine the elements along dimensions. */
final class ReductionOps {
    private ReductionOps() {}

    static void add(OpTable table) {
        table.add(
                List.of("aten.sum.default", "aten.sum.dim_IntList"),
                call -> reduce(call, total(call), BinaryOp.Add::new, 0));
        table.add(
                List.of("aten.prod.default", "aten.prod.dim_int"),
                call -> reduce(call, total(call), BinaryOp.Multiply::new, 1));
        table.add(
                List.of("aten.mean.default", "aten.mean.dim"),
                call -> shaped(call, mean(call.emit(), total(call), dimensions(call))));
        table.add(List.of("aten.amax.default", "aten.max.default"), call -> extreme(call, BinaryOp.Maximum::new, true));
        table.add(
                List.of("aten.amin.default", "aten.min.default"), call -> extreme(call, BinaryOp.Minimum::new, false));
        for (var overload : List.of("default", "dim", "dims")) {
            table.add("aten.any." + overload, call -> reduce(call, truth(call), BinaryOp.Or::new, 0));
            table.add("aten.all." + overload, call -> reduce(call, truth(call), BinaryOp.And::new, 1));
        }
        table.add(
                "aten.count_nonzero.dim_IntList",
                call -> reduce(call, call.emit().convert(truth(call), ScalarType.I64), BinaryOp.Add::new, 0));
        table.addAll("aten.max.dim", call -> shaped(call, extremeWithIndex(call, ComparisonDirection.GT)));
        table.addAll("aten.min.dim", call -> shaped(call, extremeWithIndex(call, ComparisonDirection.LT)));
        table.add("aten.argmax.default", call -> extremeIndex(call, ComparisonDirection.GT));
        table.add("aten.argmin.default", call -> extremeIndex(call, ComparisonDirection.LT));
        addMoments(table);
        table.add("aten.logsumexp.default", ReductionOps::logSumExp);
        table.add(
                List.of("aten.linalg_vector_norm.default", "aten.norm.ScalarOpt_dim", "aten.norm.Scalar"),
                ReductionOps::norm);
        table.add("aten.dist.default", ReductionOps::distance);
        table.add("aten.hash_tensor.default", call -> reduce(call, encoding(call), BinaryOp.Xor::new, 0));
    }

    private static void addMoments(OpTable table) {
        for (var overload : List.of("default", "dim", "correction")) {
            table.add("aten.var." + overload, call -> shaped(call, variance(call)));
            table.add(
                    "aten.std." + overload, call -> shaped(call, call.emit().unary(UnaryOp.Sqrt::new, variance(call))));
        }
        for (var overload : List.of("default", "dim", "correction")) {
            table.addAll(
                    "aten.var_mean." + overload,
                    call -> shaped(
                            call,
                            List.of(variance(call), mean(call.emit(), UnaryOps.operand(call), dimensions(call)))));
        }
    }

    // Of calls

    /** The operand in the type that its elements are added up in. */
    private static Value total(Call call) {
        return UnaryOps.operand(call);
    }

    private static Value truth(Call call) {
        return call.emit().convert(call.tensor("self"), ScalarType.I1);
    }

    /** Each element as 64 bits: floats as {@code f64}, integers with their sign extended. */
    private static Value encoding(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        var type = (ScalarType) Emitter.elementType(x);
        var integer = type.kind() == ScalarType.Kind.SIGNED ? ScalarType.I64 : ScalarType.UI64;
        var wide = emit.convert(x, type.isFloat() ? ScalarType.F64 : integer);
        return emit.bitcast(wide, wide.tensorType().withElementType(ScalarType.UI64));
    }

    /** The dimensions that a call reduces: all where it names none. */
    private static int[] dimensions(Call call) {
        int rank = Emitter.rank(call.tensor("self"));
        boolean all = !call.has("dim") || call.isNone("dim") || call.integers("dim").length == 0;
        return all || rank == 0 ? IntStream.range(0, rank).toArray() : call.dimensions("dim", rank);
    }

    private static Value reduce(Call call, Value x, OpForm.Binary form, double initial) {
        return shaped(call, reduce(call.emit(), form, x, initial, dimensions(call)));
    }

    /** In the shape of the result, with the reduced dimensions kept or not. */
    private static Value shaped(Call call, Value x) {
        return call.emit().reshape(x, call.resultShape());
    }

    private static List<Value> shaped(Call call, List<Value> results) {
        return results.stream().map(result -> shaped(call, result)).toList();
    }

    private static Value extreme(Call call, OpForm.Binary form, boolean greatest) {
        var x = call.tensor("self");
        return shaped(call, reduceExtreme(call.emit(), form, x, greatest, dimensions(call)));
    }

    private static Value extremeIndex(Call call, ComparisonDirection direction) {
        var emit = call.emit();
        var x = call.tensor("self");
        if (call.isNone("dim")) {
            x = emit.reshape(x, new Shape(List.of(emit.product(emit.shape(x).sizes()))));
        }
        int dimension = call.isNone("dim") ? 0 : call.dimension("dim", Emitter.rank(x));
        return shaped(call, extremeWithIndex(emit, x, dimension, direction).getLast());
    }

    private static List<Value> extremeWithIndex(Call call, ComparisonDirection direction) {
        var x = call.tensor("self");
        return extremeWithIndex(call.emit(), x, call.dimension("dim", Emitter.rank(x)), direction);
    }

    private static Value variance(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var dimensions = dimensions(call);
        double correction = call.has("correction") ? call.number("correction", 1) : call.flag("unbiased") ? 1 : 0;
        var squares = emit.multiply(centered(emit, x, dimensions), centered(emit, x, dimensions));
        var count = emit.convert(count(emit, x, dimensions), Emitter.elementType(x));
        var degrees = emit.maximum(emit.add(count, -correction), emit.constant(Emitter.elementType(x), 0));
        return emit.divide(sum(emit, squares, dimensions), degrees);
    }

    private static Value centered(Emitter emit, Value x, int[] dimensions) {
        return emit.subtract(x, keep(emit, x, mean(emit, x, dimensions), dimensions));
    }

    private static Value logSumExp(Call call) {
        var emit = call.emit();
        var x = UnaryOps.operand(call);
        var dimensions = dimensions(call);
        var greatest = reduceExtreme(emit, BinaryOp.Maximum::new, x, true, dimensions);
        // Of infinities only, the greatest is no reference to subtract.
        var reference = emit.select(emit.isInfinite(greatest), 0, greatest);
        var powers = UnaryOps.exp(emit, emit.subtract(x, keep(emit, x, reference, dimensions)));
        return shaped(call, emit.add(emit.unary(UnaryOp.Log::new, sum(emit, powers, dimensions)), reference));
    }

    private static Value norm(Call call) {
        var emit = call.emit();
        double order = call.has("ord") ? call.number("ord") : call.number("p", 2);
        var x = call.tensor("self");
        var magnitudes = Emitter.elementType(x).isComplex()
                ? emit.convert(emit.unary(UnaryOp.Abs::new, x), call.resultType())
                : emit.unary(UnaryOp.Abs::new, emit.wide(emit.convert(x, call.resultType())));
        return shaped(call, norm(emit, magnitudes, order, dimensions(call)));
    }

    private static Value distance(Call call) {
        var emit = call.emit();
        var difference = emit.subtract(UnaryOps.operand(call), UnaryOps.operand(call, "other"));
        var all = IntStream.range(0, Emitter.rank(difference)).toArray();
        return norm(emit, emit.unary(UnaryOp.Abs::new, difference), call.number("p"), all);
    }

    /** The p-norm, of order p, of magnitudes along dimensions, which go away. */
    static Value norm(Emitter emit, Value magnitudes, double order, int... dimensions) {
        var x = magnitudes;
        if (Double.isInfinite(order)) {
            return order > 0
                    ? reduceExtreme(emit, BinaryOp.Maximum::new, x, true, dimensions)
                    : reduceExtreme(emit, BinaryOp.Minimum::new, x, false, dimensions);
        }
        if (order == 0) {
            var isOther = emit.convert(emit.compare(ComparisonDirection.NE, x, 0), Emitter.elementType(x));
            return sum(emit, isOther, dimensions);
        }
        if (order == 2) {
            return emit.unary(UnaryOp.Sqrt::new, sum(emit, emit.multiply(x, x), dimensions));
        }
        var powers = order == 1 ? x : emit.binary(BinaryOp.Power::new, x, order);
        var sum = sum(emit, powers, dimensions);
        return order == 1 ? sum : emit.binary(BinaryOp.Power::new, sum, 1 / order);
    }

    // Of values

    /** The elements along dimensions combined, which go away. */
    static Value reduce(Emitter emit, OpForm.Binary form, Value x, double initial, int... dimensions) {
        return emit.builder()
                .reduce(form, x, emit.constant(Emitter.elementType(x), initial), Emitter.longs(dimensions));
    }

    static Value sum(Emitter emit, Value x, int... dimensions) {
        return reduce(emit, BinaryOp.Add::new, x, 0, dimensions);
    }

    static Value greatest(Emitter emit, Value x, int... dimensions) {
        return reduceExtreme(emit, BinaryOp.Maximum::new, x, true, dimensions);
    }

    static Value least(Emitter emit, Value x, int... dimensions) {
        return reduceExtreme(emit, BinaryOp.Minimum::new, x, false, dimensions);
    }

    static Value mean(Emitter emit, Value x, int... dimensions) {
        return emit.divide(sum(emit, x, dimensions), emit.convert(count(emit, x, dimensions), Emitter.elementType(x)));
    }

    /** How many elements are combined to one, as a scalar of {@code i64}, or of the element type where it is known. */
    private static Value count(Emitter emit, Value x, int... dimensions) {
        var size = emit.product(
                IntStream.of(dimensions).mapToObj(i -> emit.size(x, i)).toList());
        return size instanceof Size.Known(long known)
                ? emit.constant(Emitter.elementType(x), (double) known)
                : emit.scalar(size);
    }

    /** A reduced value with the dimensions of {@code x}, those that were reduced of size 1. */
    static Value keep(Emitter emit, Value x, Value reduced, int... dimensions) {
        var shape = emit.shape(x);
        for (int dimension : dimensions) {
            shape = shape.with(dimension, 1);
        }
        return emit.reshape(reduced, shape);
    }

    private static Value reduceExtreme(Emitter emit, OpForm.Binary form, Value x, boolean greatest, int... dimensions) {
        var initial = worst(emit, (ScalarType) Emitter.elementType(x), greatest);
        return emit.builder().reduce(form, x, initial, Emitter.longs(dimensions));
    }

    /** The value that every other one is greater, or less, than. */
    static Value worst(Emitter emit, ScalarType type, boolean forGreatest) {
        if (type.isFloat()) {
            return emit.constant(type, forGreatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (type == ScalarType.I1) {
            return emit.constant(type, forGreatest ? 0 : 1);
        }
        boolean signed = type.kind() == ScalarType.Kind.SIGNED;
        int bits = type.bitWidth();
        long least = signed ? -1L << (bits - 1) : 0;
        long most = signed ? ~least : bits == 64 ? -1L : (1L << bits) - 1;
        return emit.integer(type, forGreatest ? least : most);
    }

    static double greatestFinite(ScalarType type) {
        return switch (type) {
            case F64 -> Double.MAX_VALUE;
            case F32 -> Float.MAX_VALUE;
            // All bits of the encoding that follows the exponent of infinity, but for one.
            default -> FloatFormat.of(type).decode(FloatFormat.of(type).encode(Double.POSITIVE_INFINITY) - 1);
        };
    }

    /** The greatest or least element along a dimension, the first of several, and its index; NaN before all. */
    private static List<Value> extremeWithIndex(Emitter emit, Value x, int dimension, ComparisonDirection direction) {
        if (Emitter.rank(x) == 0) {
            return List.of(x, emit.integer(ScalarType.I64, 0));
        }
        var index = emit.iota(emit.shape(x), ScalarType.I64, dimension);
        return extremeWithIndex(emit, x, index, direction, dimension);
    }

    /** As of one dimension, of several: each element has the index that is given. */
    static List<Value> extremeWithIndex(
            Emitter emit, Value x, Value index, ComparisonDirection direction, int... dimensions) {
        var type = (ScalarType) Emitter.elementType(x);
        var initial = List.of(
                worst(emit, type, direction == ComparisonDirection.GT), emit.integer(ScalarType.I64, Long.MAX_VALUE));
        var scalar = TensorType.of(type);
        var position = TensorType.of(ScalarType.I64);
        var types = List.of(scalar, position, scalar, position);
        var body = emit.builder().region(types, inner -> better(inner, direction, type.isFloat()));
        return emit.builder()
                .emitAll(
                        2,
                        (results, info) -> new ReductionOp.Reduce(
                                List.of(x, index),
                                initial,
                                Int64Array.of(Emitter.longs(dimensions)),
                                body,
                                results,
                                info));
    }

    private static List<Value> better(RegionBuilder inner, ComparisonDirection direction, boolean isFloat) {
        var a = inner.argument(0);
        var b = inner.argument(2);
        Value wins = inner.compare(direction, a, b);
        Value ties = inner.compare(ComparisonDirection.EQ, a, b);
        if (isFloat) {
            var aIsNaN = inner.compare(ComparisonDirection.NE, a, a);
            var bIsNaN = inner.compare(ComparisonDirection.NE, b, b);
            var onlyA = inner.binary(BinaryOp.And::new, aIsNaN, inner.unary(UnaryOp.Not::new, bIsNaN));
            wins = inner.binary(BinaryOp.Or::new, wins, onlyA);
            ties = inner.binary(BinaryOp.Or::new, ties, inner.binary(BinaryOp.And::new, aIsNaN, bIsNaN));
        }
        var isEarlier = inner.compare(ComparisonDirection.LT, inner.argument(1), inner.argument(3));
        var takesA = inner.binary(BinaryOp.Or::new, wins, inner.binary(BinaryOp.And::new, ties, isEarlier));
        return List.of(inner.select(takesA, a, b), inner.select(takesA, inner.argument(1), inner.argument(3)));
    }
}
