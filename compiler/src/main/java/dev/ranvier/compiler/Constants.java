package dev.ranvier.compiler;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import org.jspecify.annotations.Nullable;

/** Constants of a program, as laws ask for them. */
final class Constants {
    private Constants() {}

    /** The elements of a constant, or null. */
    static @Nullable DenseElements elements(Value value, Rewriter at) {
        return elements(at.definition(value));
    }

    /** The elements of an op that is a constant, or null. */
    static @Nullable DenseElements elements(@Nullable Op op) {
        return op instanceof ShapeOp.Constant constant && constant.value() instanceof DenseElements elements
                ? elements
                : null;
    }

    /** The elements of a constant whose elements are all the same, or null. */
    static @Nullable DenseElements splat(Value value, Rewriter at) {
        var elements = elements(value, at);
        return elements != null && isSplat(elements) ? elements : null;
    }

    static boolean isSplat(DenseElements elements) {
        return elements.isSplat() || elements.elementCount() == 1;
    }

    /** Whether all elements are {@code number}; zeros of floats by their sign. */
    static boolean isAll(Value value, double number, Rewriter at) {
        var elements = splat(value, at);
        return elements != null
                && elements.type().elementType() instanceof ScalarType type
                && elements.getLong(0) == bits(type, number);
    }

    /** Whether all bits of all elements, of an integer type or of booleans, are ones. */
    static boolean isAllOnes(Value value, Rewriter at) {
        var elements = splat(value, at);
        return elements != null
                && elements.type().elementType() instanceof ScalarType type
                && elements.getLong(0) == ones(type);
    }

    private static long ones(ScalarType type) {
        return switch (type.kind()) {
            case BOOLEAN, UNSIGNED -> -1L >>> (Long.SIZE - type.bitWidth());
            case SIGNED, INDEX, FLOAT -> -1;
        };
    }

    /** The number in {@code type}, as {@link DenseElements#getLong} gives it. */
    private static long bits(ScalarType type, double number) {
        return type.isFloat() ? FloatFormat.of(type).encode(number) : (long) number;
    }

    /** A splat of a scalar type, each element {@code number}. */
    static Value number(TensorType type, double number, OpInfo info, Rewriter at) {
        var scalar = TensorType.of(type.elementType());
        long bits = bits((ScalarType) type.elementType(), number);
        return constant(DenseElements.ofBits(scalar, bits), type, info, at);
    }

    /** A constant of {@code type} whose elements are all the first one of {@code elements}. */
    static Value constant(DenseElements elements, TensorType type, OpInfo info, Rewriter at) {
        long width = type.elementType().byteWidth();
        return constant(new DenseElements(type, elements.data().asSlice(0, width), true), info, at);
    }

    static Value constant(DenseElements elements, OpInfo info, Rewriter at) {
        return at.emit(new ShapeOp.Constant(elements, new OpResult(elements.type()), info));
    }
}
