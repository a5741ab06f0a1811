package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;

/** Ops of number theory. */
final class IntegerOps {
    private IntegerOps() {}

    static void add(OpTable table) {
        table.add(
                "aten.gcd.default",
                call -> greatestCommonDivisor(call.emit(), BinaryOps.lhs(call), BinaryOps.rhs(call)));
        table.add("aten.lcm.default", IntegerOps::leastCommonMultiple);
    }

    /** By Euclid's algorithm, for all elements until the last has ended; of zeros zero. */
    private static Value greatestCommonDivisor(Emitter emit, Value a, Value b) {
        var shape = Broadcasting.shape(emit, List.of(a, b));
        var start = List.of(magnitude(emit, emit.broadcast(a, shape)), magnitude(emit, emit.broadcast(b, shape)));
        var all = IntStream.range(0, shape.rank()).toArray();
        return emit.builder()
                .whileLoop(
                        start,
                        inner -> {
                            var loop = new Emitter(inner);
                            var goesOn = loop.compare(ComparisonDirection.NE, inner.argument(1), 0);
                            return ReductionOps.reduce(loop, BinaryOp.Or::new, goesOn, 0, all);
                        },
                        inner -> {
                            var loop = new Emitter(inner);
                            var divisor = inner.argument(1);
                            var hasEnded = loop.compare(ComparisonDirection.EQ, divisor, 0);
                            var remainder = loop.binary(
                                    BinaryOp.Remainder::new, inner.argument(0), loop.select(hasEnded, 1, divisor));
                            return List.of(
                                    loop.select(hasEnded, inner.argument(0), divisor),
                                    loop.select(hasEnded, 0, remainder));
                        })
                .getFirst();
    }

    private static Value leastCommonMultiple(Call call) {
        var emit = call.emit();
        var a = BinaryOps.lhs(call);
        var b = BinaryOps.rhs(call);
        var divisor = greatestCommonDivisor(emit, a, b);
        var isZero = emit.compare(ComparisonDirection.EQ, divisor, 0);
        var quotient = emit.divide(a, emit.select(isZero, 1, divisor));
        return emit.select(isZero, 0, magnitude(emit, emit.multiply(quotient, b)));
    }

    private static Value magnitude(Emitter emit, Value x) {
        boolean signed = ((ScalarType) Emitter.elementType(x)).kind() == ScalarType.Kind.SIGNED;
        return signed ? emit.unary(UnaryOp.Abs::new, x) : x;
    }
}
