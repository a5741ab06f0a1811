package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.RngAlgorithm;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;

/**
 * {@code rng} (specification section "rng") by the bits of a generator that starts anew, from the entropy of the system,
 * each time that the op is run. Numbers are made in double precision.
 */
final class Distributions {
    private final RandomOp.Rng op;
    private final RegionBuilder b;
    private final TensorType type;
    private final long[] shape;

    Distributions(RandomOp.Rng op, RegionBuilder b) {
        this.op = op;
        this.b = b;
        this.type = op.result().tensorType();
        this.shape = type.shape();
    }

    Value value() {
        return switch (op.rngDistribution()) {
            case UNIFORM -> type.elementType().isFloat() ? uniform() : uniformIntegers();
            case NORMAL -> normal();
        };
    }

    /** Numbers in {@code [a, b)}; one that rounds to b becomes the one before. */
    private Value uniform() {
        var low = bound(op.a(), ScalarType.F64);
        var range = b.subtract(bound(op.b(), ScalarType.F64), low);
        var value = b.convert(
                type.elementType(),
                b.add(low, b.multiply(range, fractions(bits(entropy()).getLast()))));
        var limit = Fragments.spread(b, op.b(), shape);
        var before = b.binary(ChloOp.NextAfter::new, limit, Fragments.spread(b, op.a(), shape));
        return b.select(b.compare(ComparisonDirection.LT, value, limit), value, before);
    }

    /** The upper half of the product of random bits and the range is below the range. */
    private Value uniformIntegers() {
        var low = bound(op.a(), ScalarType.UI64);
        var range = b.subtract(bound(op.b(), ScalarType.UI64), low);
        var offset = b.binary(ChloOp.Mulhi::new, bits(entropy()).getLast(), range);
        return b.convert(type.elementType(), b.add(low, offset));
    }

    /** Mean {@code a} and standard deviation {@code b}, by Box and Muller. */
    private Value normal() {
        var first = bits(entropy());
        var second = bits(first.getFirst());
        var wide = TensorType.of(ScalarType.F64, shape);
        var positive = b.subtract(b.constant(wide, 1), fractions(first.getLast()));
        var logarithm = b.unary(UnaryOp.Log::new, positive);
        var radius = b.unary(UnaryOp.Sqrt::new, b.multiply(b.constant(wide, -2), logarithm));
        var turns = b.multiply(b.constant(wide, 2 * Math.PI), fractions(second.getLast()));
        var deviation = b.multiply(radius, b.unary(UnaryOp.Cosine::new, turns));
        var scaled = b.multiply(bound(op.b(), ScalarType.F64), deviation);
        return b.convert(type.elementType(), b.add(bound(op.a(), ScalarType.F64), scaled));
    }

    /** A bound in every element; integers through their sign into 64 bits. */
    private Value bound(Value bound, ScalarType wide) {
        return Fragments.spread(b, b.convert(wide, bound), shape);
    }

    /** The 53 upper bits as a number in {@code [0, 1)}. */
    private Value fractions(Value bits) {
        var upper = b.binary(BinaryOp.ShiftRightLogical::new, bits, Fragments.filled(b, bits.tensorType(), 11));
        var real = b.convert(ScalarType.F64, upper);
        return b.multiply(real, b.constant(real.tensorType(), 0x1p-53));
    }

    private Value entropy() {
        return b.emit(
                TensorType.of(ScalarType.UI64, 2),
                (result, info) -> new HostOp.CustomCall(
                        List.of(), Expand.ENTROPY, true, null, null, null, null, null, null, List.of(result), info));
    }

    /** The next state, and 64 bits for each element. */
    private List<Value> bits(Value state) {
        return b.emitAll(
                List.of(state.type(), TensorType.of(ScalarType.UI64, shape)),
                (results, info) -> new RandomOp.RngBitGenerator(
                        RngAlgorithm.THREE_FRY, state, results.getFirst(), results.getLast(), info));
    }
}
