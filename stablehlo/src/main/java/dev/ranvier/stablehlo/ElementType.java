package dev.ranvier.stablehlo;

/** The type of one element of a tensor. */
public sealed interface ElementType extends Type permits ScalarType, ComplexType, QuantizedType {

    /**
     * Bytes one element takes in memory, in Ranvier's unpacked row-major form: types narrower than a byte take one
     * byte each, a complex number takes its real part and then its imaginary part.
     */
    int byteWidth();

    /** Whether this is one of the floating-point scalar types. */
    default boolean isFloat() {
        return this instanceof ScalarType scalar && scalar.kind() == ScalarType.Kind.FLOAT;
    }

    /** Whether this is a signed or unsigned integer, {@code i1} and {@code index} excluded. */
    default boolean isInteger() {
        return this instanceof ScalarType scalar
                && (scalar.kind() == ScalarType.Kind.SIGNED || scalar.kind() == ScalarType.Kind.UNSIGNED);
    }

    /** Whether this is {@code i1}. */
    default boolean isBoolean() {
        return this == ScalarType.I1;
    }

    /** Whether this is a complex type. */
    default boolean isComplex() {
        return this instanceof ComplexType;
    }

    /** Whether this is a quantized type. */
    default boolean isQuantized() {
        return this instanceof QuantizedType;
    }
}
