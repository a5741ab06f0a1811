package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp.Scan;
import dev.ranvier.stablehlo.ElementwiseOp.MapElements;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scans of which the lanes of a vector are one stretch, in steps of 1, 2, 4 … lanes (Hillis and Steele, "Data parallel
 * algorithms", 1986).
 */
final class Prefixes {
    private Prefixes() {}

    /** Whether a scan combines elements of one type by one op in any grouping, and puts out what it carries. */
    static boolean accepts(Scan op) {
        var body = op.body();
        var combination = body.ops().getFirst();
        return Boolean.TRUE.equals(op.isAssociative())
                && op.inputs().size() == 1
                && op.inits().size() == 1
                && op.outputs().size() == 1
                && body.ops().size() == 2
                && (combination instanceof BinaryOp || combination instanceof MapElements)
                && combination.operands().stream().allMatch(body.arguments()::contains)
                && body.results().stream().allMatch(combination.results()::contains)
                && combination.operands().size() == 2
                && combination.results().getFirst().tensorType().elementType() instanceof ScalarType
                && body.arguments().stream()
                        .allMatch(argument -> argument.tensorType()
                                .equals(combination.results().getFirst().tensorType()));
    }

    /** Each lane combined with all before it, or behind it. */
    static IrValue ofLanes(ElementEmitter e, Region body, IrValue elements, boolean isReverse) {
        var f = e.function();
        int lanes = e.lanes();
        var combined = elements;
        for (int distance = 1; distance < lanes; distance *= 2) {
            int offset = isReverse ? distance : -distance;
            var others = IntStream.range(0, lanes)
                    .map(lane -> Math.floorMod(lane + offset, lanes))
                    .toArray();
            var has = IntStream.range(0, lanes)
                    .mapToObj(lane -> "i1 " + (lane + offset >= 0 && lane + offset < lanes))
                    .collect(Collectors.joining(", ", "<", ">"));
            var condition = new IrValue(IrType.I1.withLanes(lanes), has);
            var earlier = f.shuffle(combined, combined, others);
            combined = f.select(condition, combine(e, body, combined, earlier), combined);
        }
        return combined;
    }

    /** What the body gives for slices and carries. */
    static IrValue combine(ElementEmitter e, Region body, IrValue slices, IrValue carries) {
        return e.region(body, List.of(new Real(slices), new Real(carries)))
                .getFirst()
                .value();
    }

    /** The lane that all others are in. */
    static IrValue last(IrFunction f, IrValue combined, boolean isReverse) {
        return f.lane(combined, isReverse ? 0 : combined.type().lanes() - 1);
    }
}
