package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** MLIR's builtin attributes, and attributes of dialects that Ranvier carries without reading them. */
public sealed interface BuiltinAttribute extends Attribute
        permits BuiltinAttribute.Unit,
                BuiltinAttribute.Bool,
                BuiltinAttribute.Int,
                BuiltinAttribute.Real,
                BuiltinAttribute.Text,
                BuiltinAttribute.TypeOf,
                BuiltinAttribute.Sequence,
                Dictionary,
                SymbolRef,
                DenseElements,
                DenseResource,
                Int64Array,
                BuiltinAttribute.BoolArray,
                BuiltinAttribute.DenseArray,
                BuiltinAttribute.Opaque {

    /** Present or absent, without a value ({@code unit}). */
    record Unit() implements BuiltinAttribute {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements BuiltinAttribute {}

    /** An integer of {@code type}; unsigned 64-bit values are kept in two's complement. */
    record Int(long value, ScalarType type) implements BuiltinAttribute {}

    /**
     * A floating-point number.
     *
     * @param bits the encoding of the number in {@code type}, in the low bits
     */
    record Real(long bits, ScalarType type) implements BuiltinAttribute {}

    /** A string; its type is {@code none} unless {@code type} says otherwise. */
    record Text(String value, @Nullable Type type) implements BuiltinAttribute {
        public Text(String value) {
            this(value, null);
        }
    }

    /** A type as an attribute. */
    record TypeOf(Type type) implements BuiltinAttribute {}

    /** {@code [a, b, ...]}. */
    record Sequence(List<Attribute> elements) implements BuiltinAttribute {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** {@code array<i1: ...>}. */
    record BoolArray(List<Boolean> values) implements BuiltinAttribute {
        public BoolArray {
            values = List.copyOf(values);
        }
    }

    /** {@code array<T: ...>} of a type that has no record of its own; each value as the bits of {@code elementType}. */
    record DenseArray(ScalarType elementType, List<Long> bits) implements BuiltinAttribute {
        public DenseArray {
            bits = List.copyOf(bits);
        }
    }

    /** {@code #dialect<text>} or {@code #dialect.text} of a dialect that is not registered; carried, never read. */
    record Opaque(String dialect, String text) implements BuiltinAttribute {}

    /** An {@code i64} integer. */
    static Int i64(long value) {
        return new Int(value, ScalarType.I64);
    }

    /** An {@code i32} integer. */
    static Int i32(int value) {
        return new Int(value, ScalarType.I32);
    }
}
