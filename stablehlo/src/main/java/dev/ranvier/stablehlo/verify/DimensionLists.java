package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;

/** What the specification asks of lists of dimensions: that they are dimensions, that none repeats, their order. */
final class DimensionLists {
    private DimensionLists() {}

    /** That each of {@code dimensions} is a dimension of a tensor of {@code rank}. */
    static void inRange(String label, String name, Int64Array dimensions, int rank, Constraints constraints) {
        for (int i = 0; i < dimensions.size(); i++) {
            long dimension = dimensions.get(i);
            constraints.require(
                    label, 0 <= dimension && dimension < rank, "%s must be in [0, %d), got %s", name, rank, dimensions);
        }
    }

    /** That no number is twice in {@code dimensions}. */
    static void unique(String label, String name, Int64Array dimensions, Constraints constraints) {
        for (int i = 1; i < dimensions.size(); i++) {
            constraints.require(
                    label,
                    dimensions.indexOf(dimensions.get(i)) == i,
                    "%s must not repeat a dimension, got %s",
                    name,
                    dimensions);
        }
    }

    /** That no number is twice in two lists taken together. */
    static void distinct(
            String label, String nameA, Int64Array a, String nameB, Int64Array b, Constraints constraints) {
        unique(label, nameA, a, constraints);
        unique(label, nameB, b, constraints);
        for (int i = 0; i < b.size(); i++) {
            constraints.require(
                    label,
                    !a.contains(b.get(i)),
                    "%s and %s must not share a dimension, got %s and %s",
                    nameA,
                    nameB,
                    a,
                    b);
        }
    }

    /** That no number is less than the one before. */
    static void sorted(String label, String name, Int64Array dimensions, Constraints constraints) {
        for (int i = 1; i < dimensions.size(); i++) {
            constraints.require(
                    label, dimensions.get(i - 1) <= dimensions.get(i), "%s must be sorted, got %s", name, dimensions);
        }
    }

    /** That as many dimensions of two tensors have equal sizes, where these are known. */
    static void sameSizes(
            String label,
            String name,
            TensorType typeA,
            Int64Array a,
            TensorType typeB,
            Int64Array b,
            Constraints constraints) {
        for (int i = 0; i < a.size(); i++) {
            constraints.require(
                    label,
                    Compatibility.compatible(typeA.dimension(a.dimension(i)), typeB.dimension(b.dimension(i))),
                    "%s must have equal sizes, got %s of %s and %s of %s",
                    name,
                    a,
                    typeA,
                    b,
                    typeB);
        }
    }

    /** The dimensions of {@code type} that are in none of the lists, in order. */
    static List<Dimension> others(TensorType type, Int64Array... lists) {
        var others = new ArrayList<Dimension>(type.rank());
        for (int i = 0; i < type.rank(); i++) {
            boolean listed = false;
            for (var list : lists) {
                listed |= list.contains(i);
            }
            if (!listed) {
                others.add(type.dimension(i));
            }
        }
        return others;
    }
}
