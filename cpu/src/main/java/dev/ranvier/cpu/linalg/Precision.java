package dev.ranvier.cpu.linalg;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The types of elements that LAPACK has routines for, named by the letter that those begin with. */
enum Precision {
    S(ScalarType.F32, false),
    D(ScalarType.F64, false),
    C(ScalarType.F32, true),
    Z(ScalarType.F64, true);

    private final ScalarType part;
    private final boolean isComplex;

    Precision(ScalarType part, boolean isComplex) {
        this.part = part;
        this.isComplex = isComplex;
    }

    char letter() {
        return Character.toLowerCase(name().charAt(0));
    }

    boolean isComplex() {
        return isComplex;
    }

    ElementType element() {
        return isComplex ? complex() : part;
    }

    /** The type of eigenvalues of symmetric matrices, and of singular values. */
    ScalarType real() {
        return part;
    }

    ComplexType complex() {
        return new ComplexType(part);
    }

    /** The real number at a place of an array of this precision's real numbers. */
    double get(MemorySegment reals, long index) {
        return part == ScalarType.F32
                ? reals.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index)
                : reals.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index);
    }

    void set(MemorySegment reals, long index, double value) {
        if (part == ScalarType.F32) {
            reals.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index, (float) value);
        } else {
            reals.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index, value);
        }
    }

    /** Whether no number, real or imaginary, is infinite or NaN. */
    boolean isFinite(MemorySegment numbers) {
        long count = numbers.byteSize() / part.byteWidth();
        for (long i = 0; i < count; i++) {
            if (!Double.isFinite(get(numbers, i))) {
                return false;
            }
        }
        return true;
    }
}
