package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;

/** Orders of dimensions, as {@code transpose} takes them: dimension i of the result is dimension {@code p[i]}. */
public final class Permutation {
    private Permutation() {}

    public static boolean isIdentity(Int64Array permutation) {
        for (int i = 0; i < permutation.size(); i++) {
            if (permutation.get(i) != i) {
                return false;
            }
        }
        return true;
    }

    static boolean isAscending(Int64Array dimensions) {
        for (int i = 1; i < dimensions.size(); i++) {
            if (dimensions.get(i) < dimensions.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /** First {@code inner}, then {@code outer}. */
    static Int64Array compose(Int64Array outer, Int64Array inner) {
        return map(outer, inner);
    }

    /** Each dimension of {@code dimensions} as {@code permutation} names it. */
    public static Int64Array map(Int64Array dimensions, Int64Array permutation) {
        return Int64Array.of(
                dimensions.stream().map(d -> permutation.get((int) d)).toArray());
    }

    public static Int64Array inverse(Int64Array permutation) {
        var inverse = new long[permutation.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[permutation.dimension(i)] = i;
        }
        return Int64Array.of(inverse);
    }

    /** Whether only dimensions of size 1 change their places, so that all elements keep theirs. */
    static boolean keepsElements(Int64Array permutation, TensorType operand) {
        long last = -1;
        for (int i = 0; i < permutation.size(); i++) {
            long dimension = permutation.get(i);
            if (operand.size((int) dimension) != 1) {
                if (dimension < last) {
                    return false;
                }
                last = dimension;
            }
        }
        return true;
    }

    /** The type with its dimensions in the order of a permutation. */
    public static TensorType apply(Int64Array permutation, TensorType type) {
        return type.withDimensions(Arrays.stream(permutation.toArray())
                .mapToObj(d -> type.dimension((int) d))
                .toList());
    }

    /** 0, 1, ... without {@code left}, in order. */
    static long[] others(int rank, Int64Array left) {
        var others = new long[rank];
        int count = 0;
        for (int i = 0; i < rank; i++) {
            if (!left.contains(i)) {
                others[count++] = i;
            }
        }
        return Arrays.copyOf(others, count);
    }
}
