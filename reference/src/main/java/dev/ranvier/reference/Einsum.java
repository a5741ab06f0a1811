package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Einstein's summation: a letter a dimension, as in {@code ij,jk->ik}; letters that the result lacks are summed over.
 * {@code ...} stands for the dimensions that letters do not name, aligned at the last. The specification has no section
 * for it; source: the op's description in StableHLO's dialect.
 */
final class Einsum {
    /** The sizes of the labels: those of the result first, then those that are summed over. */
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    private final int resultRank;
    private final List<List<String>> operandLabels = new ArrayList<>();

    private Einsum(String config, List<Tensor> operands) {
        var sides = config.replace(" ", "").split("->", -1);
        var texts = sides[0].split(",", -1);
        if (sides.length != 2 || texts.length != operands.size()) {
            throw RanvierException.invalid(
                    "einsum_config '" + config + "' does not describe " + operands.size() + " operands and a result");
        }
        var operandSizes = new LinkedHashMap<String, Long>();
        int unnamed = 0;
        for (int i = 0; i < texts.length; i++) {
            var operand = operands.get(i);
            var labels = labels(texts[i], operand.rank());
            operandLabels.add(labels);
            unnamed = Math.max(unnamed, (int)
                    labels.stream().filter(label -> label.startsWith(".")).count());
            for (int d = 0; d < labels.size(); d++) {
                operandSizes.merge(labels.get(d), operand.size(d), (a, b) -> agreed(config, a, b));
            }
        }
        int named = sides[1].replace("...", "").length();
        for (var label : labels(sides[1], sides[1].contains("...") ? named + unnamed : named)) {
            var size = operandSizes.remove(label);
            if (size == null) {
                throw RanvierException.invalid("einsum_config '" + config + "' has no operand with '" + label + "'");
            }
            sizes.put(label, size);
        }
        resultRank = sizes.size();
        sizes.putAll(operandSizes);
    }

    private static long agreed(String config, long a, long b) {
        if (a != b && a != 1 && b != 1) {
            throw RanvierException.invalid("einsum_config '" + config + "' names sizes " + a + " and " + b + " alike");
        }
        return Math.max(a, b);
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

    static Tensor einsum(Tensor lhs, Tensor rhs, String config, ElementType resultType) {
        return new Einsum(config, List.of(lhs, rhs)).evaluate(lhs, rhs, resultType);
    }

    static Tensor einsum(Tensor operand, String config, ElementType resultType) {
        return new Einsum(config, List.of(operand)).evaluate(operand, one(resultType), resultType);
    }

    private static Tensor one(ElementType type) {
        var one = Tensor.zeros(type);
        if (type instanceof ScalarType scalar && !scalar.isFloat()) {
            one.setLong(0, 1);
        } else {
            one.setDouble(0, 1);
        }
        return one;
    }

    private Tensor evaluate(Tensor lhs, Tensor rhs, ElementType resultType) {
        var all = sizes.values().stream().mapToLong(Long::longValue).toArray();
        var shape = new long[resultRank];
        System.arraycopy(all, 0, shape, 0, resultRank);
        var lhsStrides = strides(lhs, operandLabels.getFirst());
        var rhsStrides = operandLabels.size() == 1 ? new long[all.length] : strides(rhs, operandLabels.getLast());
        var result = Tensor.zeros(resultType, shape);
        var products = Products.of(lhs, rhs, resultType);
        long terms = result.count() == 0 ? 0 : Index.count(all) / result.count();
        var index = new long[all.length];
        for (long i = 0; i < result.count(); i++) {
            for (long term = 0; term < terms; term++) {
                products.add((int) Index.position(index, lhsStrides), (int) Index.position(index, rhsStrides), 1);
                Index.increment(index, all);
            }
            products.store(result, i);
        }
        return result;
    }

    /** How far each label moves within an operand. */
    private long[] strides(Tensor operand, List<String> labels) {
        var operandStrides = Index.strides(operand.shape());
        var names = List.copyOf(sizes.keySet());
        var strides = new long[names.size()];
        for (int d = 0; d < labels.size(); d++) {
            if (operand.size(d) != 1) {
                strides[names.indexOf(labels.get(d))] += operandStrides[d];
            }
        }
        return strides;
    }
}
