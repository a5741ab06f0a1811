package dev.ranvier.cpu.linalg;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.RanvierException;

/** The attributes of a call. */
record Options(Dictionary attributes) {
    /**
     * A letter as LAPACK takes it.
     *
     * @param allowed those that the routine knows
     */
    char letter(String name, String allowed) {
        long value = integer(name);
        if (value < 0 || value > 127 || allowed.indexOf((char) value) < 0) {
            throw RanvierException.invalid(
                    "attribute " + name + " is " + value + ", not the code of one of the letters " + allowed);
        }
        return (char) value;
    }

    int integer(String name) {
        if (attributes.get(name) instanceof BuiltinAttribute.Int(long value, var _) && value == (int) value) {
            return (int) value;
        }
        throw missing(name, "an integer");
    }

    boolean isTrue(String name) {
        if (attributes.get(name) instanceof BuiltinAttribute.Bool(boolean value)) {
            return value;
        }
        throw missing(name, "true or false");
    }

    private RanvierException missing(String name, String asked) {
        return RanvierException.invalid("attribute " + name + " must be " + asked + ", not " + attributes.get(name));
    }
}
