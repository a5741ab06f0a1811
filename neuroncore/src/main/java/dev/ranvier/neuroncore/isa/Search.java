package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Instructions that look for eight values among the elements of each partition: with {@link Reduction.Max8}, the way to
 * the greatest elements eight at a time.
 *
 * <p>A value finds the first element that equals it. <em>Assumed:</em> values that are equal find one element after the
 * other.
 */
public sealed interface Search extends EngineInstruction {
    /** Values that are looked for. */
    int VALUES = 8;

    @Override
    default Set<Engine> engines() {
        return EnumSet.of(Engine.VECTOR);
    }

    /** The eight values. */
    Access.OfTile values();

    /** Where they are looked for. */
    Access.OfTile source();

    /** The places where the values of a row are found; -1 where one is not. */
    private static int[] places(float[] elements, float[] values) {
        var places = new int[VALUES];
        for (int i = 0; i < VALUES; i++) {
            int from = 0;
            for (int earlier = 0; earlier < i; earlier++) {
                if (values[earlier] == values[i]) {
                    from = places[earlier] < 0 ? elements.length : places[earlier] + 1;
                }
            }
            while (from < elements.length && elements[from] != values[i]) {
                from++;
            }
            places[i] = from < elements.length ? from : -1;
        }
        return places;
    }

    private static void operands(Rules rules, Search search) {
        rules.require(
                search.values().rows() == search.source().rows()
                        && search.values().elements() == VALUES,
                VALUES + " values are looked for in each partition");
        rules.notBothInPsum(search.source(), search.values());
    }

    /** Where each value is, counted from 0; all bits one where it is not. */
    record FindIndex8(@Written Access.OfTile destination, Access.OfTile source, Access.OfTile values)
            implements Search {
        @Override
        public void check(Rules rules) {
            operands(rules, this);
            rules.require(
                    destination.rows() == source.rows() && destination.elements() == VALUES,
                    "there are " + VALUES + " places for each partition");
            rules.require(
                    destination.type() == DataType.UI32 || destination.type() == DataType.UI16,
                    "places are ui16 or ui32, not " + destination.type());
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            long missing = (1L << (Byte.SIZE * destination.type().bytes())) - 1;
            for (int row = 0; row < source.rows(); row++) {
                var places = places(storage.floats(source, row), storage.floats(values, row));
                storage.writeIntegers(
                        destination,
                        row,
                        Arrays.stream(places)
                                .mapToLong(place -> place < 0 ? missing : place)
                                .toArray());
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            return Cycles.of("nc_find_index8", source.elements());
        }
    }

    /** {@code destination = source} but for what each value finds, which becomes {@code replacement}. */
    record MatchReplace8(
            @Written Access.OfTile destination, Access.OfTile source, Access.OfTile values, float replacement)
            implements Search {
        @Override
        public void check(Rules rules) {
            operands(rules, this);
            rules.sameShape(destination, source);
        }

        @Override
        public void execute(Storage storage, Processor processor) {
            for (int row = 0; row < source.rows(); row++) {
                var elements = storage.floats(source, row);
                for (int place : places(elements, storage.floats(values, row))) {
                    if (place >= 0) {
                        elements[place] = replacement;
                    }
                }
                storage.writeFloats(destination, row, elements);
            }
        }

        @Override
        public Cycles cost(Machine machine, Engine engine) {
            // Printed as min(64, N), which no other instruction has: taken for a slip.
            return Cycles.of("nc_match_replace8", source.elements());
        }
    }
}
