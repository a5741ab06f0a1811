package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * XLA's text form of a sharding, as {@code mhlo.sharding} holds it: {@code {replicated}}, {@code {manual}}, {@code
 * {maximal device=0}}, <code>{devices=[2,2]0,1,2,3}</code>, <code>{devices=[2,1,2]<=[2,2]T(1,0)
 * last_tile_dim_replicate}</code>, <code>{devices=[2,2,2]<=[8] last_tile_dims={manual, replicated}}</code>. Source:
 * XLA's {@code HloSharding} documentation.
 *
 * @param kind how the devices stand that do not split the tensor; TILED if there is more to say
 * @param tiles parts of each dimension, and then the devices in each of {@code groups}
 * @param groups what the last of {@code tiles} stand for
 * @param devices the device of each tile in row-major order; of a maximal sharding the only one
 */
record HloSharding(Kind kind, List<Long> tiles, List<Kind> groups, List<Long> devices) {
    private static final Pattern MAXIMAL = Pattern.compile("\\{maximal device=(\\d+)}");
    private static final Pattern TILED =
            Pattern.compile("\\{devices=\\[([\\d,]+)](?:<=\\[([\\d,]+)](?:T\\(([\\d,]+)\\))?"
                    + "|([\\d,]+))(?: (last_tile_dim_replicate|last_tile_dims=\\{([a-z, ]+)}))?}");

    enum Kind {
        REPLICATED,
        MANUAL,
        UNREDUCED,
        MAXIMAL,
        TILED
    }

    /**
     * The sharding that {@code text} says.
     *
     * @throws RanvierException if it is of another form, such as a tuple
     */
    static HloSharding parse(String text) {
        var maximal = MAXIMAL.matcher(text);
        if (maximal.matches()) {
            return new HloSharding(Kind.MAXIMAL, List.of(), List.of(), List.of(Long.parseLong(maximal.group(1))));
        }
        var tiled = TILED.matcher(text);
        if (tiled.matches()) {
            var tiles = numbers(tiled.group(1));
            var devices = devices(tiled);
            if (tiles.stream().reduce(1L, (a, b) -> a * b) != devices.size()) {
                throw RanvierException.invalid("the sharding " + text + " has not as many tiles as devices");
            }
            return new HloSharding(Kind.TILED, tiles, groups(tiled.group(5), tiled.group(6)), devices);
        }
        return new HloSharding(kind(text.replaceAll("[{}]", ""), text), List.of(), List.of(), List.of());
    }

    private static Kind kind(String word, String text) {
        return switch (word) {
            case "replicated" -> Kind.REPLICATED;
            case "manual" -> Kind.MANUAL;
            case "unreduced" -> Kind.UNREDUCED;
            default -> throw RanvierException.unimplemented("the sharding " + text);
        };
    }

    private static List<Kind> groups(@Nullable String suffix, @Nullable String list) {
        if (suffix == null) {
            return List.of();
        }
        return list == null
                ? List.of(Kind.REPLICATED)
                : Arrays.stream(list.split(", ", -1))
                        .map(word -> kind(word, suffix))
                        .toList();
    }

    /** The devices as they are listed, or as an iota that is reshaped and transposed. */
    private static List<Long> devices(Matcher tiled) {
        if (tiled.group(2) == null) {
            return numbers(tiled.group(4));
        }
        var shape = numbers(tiled.group(2));
        var order = tiled.group(3) == null
                ? LongStream.range(0, shape.size()).boxed().toList()
                : numbers(tiled.group(3));
        List<Long> devices = List.of(0L);
        for (long dimension : order) {
            int d = (int) dimension;
            long stride = shape.subList(d + 1, shape.size()).stream().reduce(1L, (a, b) -> a * b);
            var next = new ArrayList<Long>();
            for (long device : devices) {
                for (long i = 0; i < shape.get(d); i++) {
                    next.add(device + i * stride);
                }
            }
            devices = next;
        }
        return devices;
    }

    private static List<Long> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Long::valueOf).toList();
    }

    /** The parts of the dimensions alone. */
    List<Long> dimensions() {
        return tiles.subList(0, tiles.size() - groups.size());
    }

    /** A factor of the number of devices: {@code size} of them in steps of {@code stride}. */
    record Digit(long size, long stride) {}

    /**
     * The devices of each of {@code tiles} as digits of the device's number, major to minor.
     *
     * @throws RanvierException if the devices stand in no such order
     */
    List<List<Digit>> digits() {
        var digits = new ArrayList<List<Digit>>();
        long block = 1;
        for (long tile : tiles.reversed()) {
            var own = new ArrayList<Digit>();
            long rest = tile;
            while (rest > 1) {
                long stride = devices.get((int) block) - devices.getFirst();
                long size = run(block, stride, rest);
                if (stride <= 0 || size < 2 || rest % size != 0) {
                    throw RanvierException.unimplemented("a sharding over devices in the order " + devices);
                }
                own.addFirst(new Digit(size, stride));
                block *= size;
                rest /= size;
            }
            digits.addFirst(own);
        }
        return digits;
    }

    /** How many blocks of the devices follow one another by {@code stride}, at most {@code limit}. */
    private long run(long block, long stride, long limit) {
        long count = 1;
        while (count < limit && follows(block, stride, count)) {
            count++;
        }
        return count;
    }

    private boolean follows(long block, long stride, long count) {
        for (long i = 0; i < block; i++) {
            if (devices.get((int) (count * block + i)) != devices.get((int) i) + count * stride) {
                return false;
            }
        }
        return true;
    }
}
