package dev.ranvier.stablehlo;

/** A complex number of two {@code f32} or two {@code f64} parts. */
public record ComplexType(ScalarType part) implements ElementType {
    public static final ComplexType C64 = new ComplexType(ScalarType.F32);
    public static final ComplexType C128 = new ComplexType(ScalarType.F64);

    @Override
    public int byteWidth() {
        return 2 * part.byteWidth();
    }

    @Override
    public String toString() {
        return TypeSpelling.of(this);
    }
}
