package dev.ranvier.cpu.linalg;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operands and results of a routine for one matrix, which a call has for each of a batch: {@code t[m,n] -> t[m,n]
 * i[min]}. Elements are {@code t}, of the routine's precision; {@code r}, its real numbers; {@code c}, its complex ones;
 * {@code i}, {@code i32}. A letter is one size wherever it stands, {@code min} the lesser of m and n, {@code n-1} at
 * least zero, {@code *} any size.
 */
record Signature(String text, List<Item> operands, List<Item> results) {
    /** One operand or result for one matrix. */
    record Item(char element, List<String> sizes) {
        static Item parse(String text) {
            int open = text.indexOf('[');
            var inside = text.substring(open + 1, text.length() - 1);
            return new Item(text.charAt(0), inside.isEmpty() ? List.of() : List.of(inside.split(",", -1)));
        }

        ElementType type(Precision precision) {
            return switch (element) {
                case 't' -> precision.element();
                case 'r' -> precision.real();
                case 'c' -> precision.complex();
                case 'i' -> ScalarType.I32;
                default -> throw new IllegalArgumentException("elements " + element);
            };
        }
    }

    /** The sizes that a call gives to letters, and the number of its matrices. */
    record Sizes(Map<String, Long> values, long batch) {
        long of(String name) {
            return switch (name) {
                case "min" -> Math.min(of("m"), of("n"));
                case "n-1" -> Math.max(0, of("n") - 1);
                default -> {
                    var value = values.get(name);
                    if (value == null) {
                        throw new IllegalArgumentException("no size " + name);
                    }
                    yield value;
                }
            };
        }
    }

    static Signature of(String text) {
        var sides = text.split(" -> ", -1);
        return new Signature(text, items(sides[0]), items(sides[1]));
    }

    private static List<Item> items(String side) {
        return Stream.of(side.split(" ", -1)).map(Item::parse).toList();
    }

    /**
     * The sizes of a call.
     *
     * @throws RanvierException if its operands and results are others, or lie otherwise than by columns
     */
    Sizes match(HostOp.CustomCall call, Precision precision) {
        var types = new ArrayList<TensorType>();
        var items = new ArrayList<Item>();
        collect(call.inputs(), operands, call.operandLayouts(), types, items);
        collect(call.results(), results, call.resultLayouts(), types, items);
        var first = types.getFirst().shape();
        var batch = Arrays.copyOf(
                first, Math.max(0, first.length - operands.getFirst().sizes.size()));
        var values = new HashMap<String, Long>();
        for (int i = 0; i < types.size(); i++) {
            match(types.get(i), items.get(i), precision, batch, values);
        }
        return new Sizes(values, Arrays.stream(batch).reduce(1, Math::multiplyExact));
    }

    private void collect(
            List<? extends Value> found,
            List<Item> asked,
            @Nullable List<DenseElements> layouts,
            List<TensorType> types,
            List<Item> items) {
        if (found.size() != asked.size()) {
            throw mismatch(found.size() + " operands or results instead of " + asked.size());
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!(found.get(i).type() instanceof TensorType type)) {
                throw mismatch("a value of type " + found.get(i).type());
            }
            boolean isMatrix = asked.get(i).sizes.size() == 2 && type.rank() >= 2;
            requireLayout(type, layouts == null ? null : layouts.get(i), isMatrix);
            types.add(type);
            items.add(asked.get(i));
        }
    }

    private void requireLayout(TensorType type, @Nullable DenseElements layout, boolean isMatrix) {
        int rank = type.rank();
        for (int i = 0; i < rank; i++) {
            int byRows = rank - 1 - i;
            int asked = isMatrix && i < 2 ? rank - 2 + i : byRows;
            if (asked != (layout == null ? byRows : layout.getLong(i))) {
                throw mismatch("a value of type " + type + " in another layout than by columns");
            }
        }
    }

    private void match(TensorType type, Item item, Precision precision, long[] batch, Map<String, Long> values) {
        var shape = type.shape();
        int rank = item.sizes.size();
        if (!type.elementType().equals(item.type(precision))
                || shape.length != batch.length + rank
                || !Arrays.equals(batch, Arrays.copyOf(shape, batch.length))) {
            throw mismatch("a value of type " + type);
        }
        for (int d = 0; d < rank; d++) {
            long size = shape[batch.length + d];
            var name = item.sizes.get(d);
            if (size > Integer.MAX_VALUE) {
                throw mismatch("a size of " + size + ", which LAPACK cannot count");
            }
            if (name.length() == 1 && !name.equals("*")) {
                values.putIfAbsent(name, size);
            }
            if (!name.equals("*") && new Sizes(values, 1).of(name) != size) {
                throw mismatch("a value of type " + type);
            }
        }
    }

    private RanvierException mismatch(String found) {
        return RanvierException.invalid("takes %s with the same dimensions before, but has %s".formatted(text, found));
    }
}
