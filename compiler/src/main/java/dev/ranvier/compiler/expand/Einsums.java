package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The deprecated forms of products as {@code dot_general}. In Einstein's summation a letter is a dimension, as in
 * {@code ij,jk->ik}; letters that the result lacks are summed over. {@code ...} stands for the dimensions that letters do
 * not name, aligned at the last.
 */
final class Einsums {
    /** A value whose dimensions have labels. */
    private record Labelled(Value value, List<String> labels) {}

    private final RegionBuilder b;
    private final List<String> result;

    private Einsums(RegionBuilder b, List<String> result) {
        this.b = b;
        this.result = result;
    }

    static Value dot(LinearAlgebraOp.Dot op, RegionBuilder b) {
        int contracted = op.lhs().tensorType().rank() - 1;
        var numbers =
                new DotDimensionNumbers(Int64Array.of(), Int64Array.of(), Int64Array.of(contracted), Int64Array.of(0));
        return b.emitWithElements(
                op.result().tensorType().elementType(),
                (result, info) -> new LinearAlgebraOp.DotGeneral(
                        op.lhs(), op.rhs(), numbers, op.precisionConfig(), null, result, info));
    }

    static Value einsum(LinearAlgebraOp.Einsum op, RegionBuilder b) {
        var type = op.result().tensorType();
        var sides = sides(op.einsumConfig(), 2);
        var einsum = new Einsums(b, labels(sides.getLast(), type.rank()));
        var lhs = einsum.distinct(op.lhs(), sides.get(0));
        var rhs = einsum.distinct(op.rhs(), sides.get(1));
        lhs = einsum.without(lhs, einsum.single(lhs, rhs));
        rhs = einsum.without(rhs, einsum.single(rhs, lhs));
        lhs = einsum.summed(lhs, rhs.labels());
        rhs = einsum.summed(rhs, lhs.labels());
        return einsum.ordered(einsum.product(lhs, rhs, type.elementType()));
    }

    static Value einsum(LinearAlgebraOp.UnaryEinsum op, RegionBuilder b) {
        var sides = sides(op.einsumConfig(), 1);
        var einsum =
                new Einsums(b, labels(sides.getLast(), op.result().tensorType().rank()));
        return einsum.ordered(einsum.summed(einsum.distinct(op.operand(), sides.getFirst()), List.of()));
    }

    private static List<String> sides(String config, int operands) {
        var sides = new ArrayList<>(List.of(config.replace(" ", "").split("->|,", -1)));
        if (sides.size() != operands + 1) {
            throw RanvierException.invalid(
                    "einsum_config '" + config + "' does not describe " + operands + " operands and a result");
        }
        return sides;
    }

    /** One label a dimension; those of {@code ...} are numbered from the last. */
    private static List<String> labels(String text, int rank) {
        int ellipsis = text.indexOf("...");
        var letters = text.replace("...", "");
        if (ellipsis < 0 ? letters.length() != rank : letters.length() > rank) {
            throw RanvierException.invalid("einsum labels '" + text + "' do not fit rank " + rank);
        }
        var labels = new ArrayList<String>(rank);
        letters.chars().forEach(letter -> labels.add(Character.toString(letter)));
        for (int i = 0; i < rank - letters.length(); i++) {
            labels.add(ellipsis, "." + i);
        }
        return labels;
    }

    /** An operand with the diagonals of dimensions that have one label. */
    private Labelled distinct(Value operand, String text) {
        var labels = new ArrayList<>(labels(text, operand.tensorType().rank()));
        var value = operand;
        for (int d = labels.size() - 1; d >= 0; d--) {
            int first = labels.indexOf(labels.get(d));
            if (first < d) {
                value = diagonal(value, first, d);
                labels.remove(d);
            }
        }
        return new Labelled(value, labels);
    }

    private Value diagonal(Value value, int first, int second) {
        var type = value.tensorType();
        var places = type.withElementType(ScalarType.I64);
        var onDiagonal = b.compare(ComparisonDirection.EQ, b.iota(places, first), b.iota(places, second));
        return Fragments.sum(b, b.select(onDiagonal, value, Fragments.zeros(b, type)), second);
    }

    /** Labels of dimensions of size 1 that are longer in the other operand, with which they are broadcast. */
    private List<String> single(Labelled operand, Labelled other) {
        return operand.labels().stream()
                .filter(label -> size(operand, label) == 1 && other.labels().contains(label) && size(other, label) != 1)
                .toList();
    }

    private static long size(Labelled operand, String label) {
        return operand.value().tensorType().size(operand.labels().indexOf(label));
    }

    private Labelled without(Labelled operand, List<String> labels) {
        var kept = operand.labels().stream()
                .filter(label -> !labels.contains(label))
                .toList();
        var shape = kept.stream().mapToLong(label -> size(operand, label)).toArray();
        return labels.isEmpty() ? operand : new Labelled(b.reshape(operand.value(), shape), kept);
    }

    /** The sum over what neither the result nor the other operand has. */
    private Labelled summed(Labelled operand, List<String> others) {
        var kept = operand.labels().stream()
                .filter(label -> result.contains(label) || others.contains(label))
                .toList();
        var dimensions = LongStream.range(0, operand.labels().size())
                .filter(d -> !kept.contains(operand.labels().get((int) d)))
                .toArray();
        return dimensions.length == 0 ? operand : new Labelled(Fragments.sum(b, operand.value(), dimensions), kept);
    }

    private Labelled product(Labelled lhs, Labelled rhs, ElementType elementType) {
        var both = lhs.labels().stream().filter(rhs.labels()::contains).toList();
        var batching = both.stream().filter(result::contains).toList();
        var contracting = both.stream().filter(label -> !result.contains(label)).toList();
        var numbers = new DotDimensionNumbers(
                places(batching, lhs.labels()),
                places(batching, rhs.labels()),
                places(contracting, lhs.labels()),
                places(contracting, rhs.labels()));
        var value = b.emitWithElements(
                elementType,
                (made, info) ->
                        new LinearAlgebraOp.DotGeneral(lhs.value(), rhs.value(), numbers, null, null, made, info));
        var labels = new ArrayList<>(batching);
        lhs.labels().stream().filter(label -> !both.contains(label)).forEach(labels::add);
        rhs.labels().stream().filter(label -> !both.contains(label)).forEach(labels::add);
        return new Labelled(value, labels);
    }

    private static Int64Array places(List<String> labels, List<String> order) {
        return Int64Array.of(labels.stream().mapToLong(order::indexOf).toArray());
    }

    private Value ordered(Labelled value) {
        return b.transpose(value.value(), places(result, value.labels()).toArray());
    }
}
