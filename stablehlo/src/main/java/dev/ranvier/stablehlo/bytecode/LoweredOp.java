package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An op as it is written.
 *
 * @param world whether the op's attributes and types are those of VHLO
 * @param properties the op's own attributes by name, null where an optional one is absent; null for ops without any
 * @param segments the sizes of operand groups and of result groups, for ops that have them
 * @param isolated whether its regions use no value from outside, and are written as a section
 */
record LoweredOp(
        OpKey key,
        World world,
        Location location,
        Dictionary dictionary,
        @Nullable List<Property> properties,
        List<List<Long>> segments,
        List<LoweredValue> operands,
        List<LoweredValue> results,
        List<LoweredRegion> regions,
        boolean isolated) {

    /** Which of two ways there are to write most attributes and types. */
    enum World {
        /** As VHLO, which stays readable. */
        PORTABLE,
        /** As their own dialects. */
        PLAIN
    }

    /** The name of an op. */
    record OpKey(String dialect, String name) {}

    /** @param optional whether the op may lack the attribute */
    record Property(String name, @Nullable Attribute value, boolean optional) {
        Attribute required() {
            if (value == null) {
                throw RanvierException.invalid("attribute '" + name + "' is missing");
            }
            return value;
        }
    }

    /** A value; compared by identity. */
    static final class LoweredValue {
        private final Type type;
        private final World world;
        private final Location location;
        private int number = -1;

        LoweredValue(Type type, World world, Location location) {
            this.type = type;
            this.world = world;
            this.location = location;
        }

        Type type() {
            return type;
        }

        World world() {
            return world;
        }

        /** Where a block argument comes from. */
        Location location() {
            return location;
        }

        int number() {
            return number;
        }

        void setNumber(int newNumber) {
            this.number = newNumber;
        }
    }

    /** A region; an absent one, of a function that is only declared, has no block. */
    record LoweredRegion(List<LoweredValue> arguments, List<LoweredOp> ops, boolean absent) {

        /** The number of values that the block defines. */
        int valueCount() {
            return arguments.size()
                    + ops.stream().mapToInt(op -> op.results().size()).sum();
        }
    }
}
