package dev.ranvier.reference;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * XLA's text form of shardings, as {@code mhlo.sharding} holds it: {@code {replicated}}, {@code {maximal device=0}},
 * <code>{devices=[2,2]0,1,2,3}</code>, <code>{devices=[2,1,2]<=[2,2]T(1,0) last_tile_dim_replicate}</code>. Source:
 * XLA's {@code HloSharding} documentation.
 */
final class HloShardings {
    private static final Pattern MAXIMAL = Pattern.compile("\\{maximal device=(\\d+)}");
    private static final Pattern TILED =
            Pattern.compile("\\{devices=\\[([\\d,]+)](?:<=\\[([\\d,]+)](?:T\\(([\\d,]+)\\))?"
                    + "|([\\d,]+))( last_tile_dim_replicate)?}");

    private HloShardings() {}

    /**
     * The sharding that {@code text} says.
     *
     * @throws RanvierException if it is of another form, such as manual or by tuple
     */
    static Sharding parse(String text, int devices) {
        if (text.equals("{replicated}") || text.equals("{manual}")) {
            return new Sharding.Replicated();
        }
        var maximal = MAXIMAL.matcher(text);
        if (maximal.matches()) {
            return new Sharding.Maximal(Integer.parseInt(maximal.group(1)));
        }
        var tiled = TILED.matcher(text);
        if (!tiled.matches()) {
            throw RanvierException.unimplemented("the sharding " + text);
        }
        var order = deviceOrder(tiled);
        var tiles = numbers(tiled.group(1));
        if (order.length != devices || Index.count(tiles) != devices) {
            throw RanvierException.invalid("the sharding " + text + " is not for " + devices + " devices");
        }
        return new Sharding.Tiled(Int64Array.of(tiles), Int64Array.of(order), tiled.group(5) != null);
    }

    private static long[] deviceOrder(Matcher tiled) {
        if (tiled.group(2) == null) {
            return numbers(tiled.group(4));
        }
        var shape = numbers(tiled.group(2));
        var permutation =
                tiled.group(3) == null ? LongStream.range(0, shape.length).toArray() : numbers(tiled.group(3));
        var strides = Index.strides(shape);
        var sizes = Arrays.stream(permutation).map(d -> shape[(int) d]).toArray();
        var steps = Arrays.stream(permutation).map(d -> strides[(int) d]).toArray();
        var order = new long[(int) Index.count(shape)];
        var index = new long[sizes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = Index.position(index, steps);
            Index.increment(index, sizes);
        }
        return order;
    }

    private static long[] numbers(String list) {
        return Arrays.stream(list.split(",", -1)).mapToLong(Long::parseLong).toArray();
    }
}
