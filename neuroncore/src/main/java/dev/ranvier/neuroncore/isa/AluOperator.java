package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;

/**
 * What the arithmetic units of VectorE and GpSimdE do with two numbers. There is no division.
 *
 * <p>Arithmetic takes both numbers as 32-bit floats and rounds once, comparisons give 1 or 0, and operators on bits take
 * integers as they are. Source: AWS Neuron documentation, nki.isa, "Supported math operators".
 */
public enum AluOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    MAX,
    MIN,
    IS_EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_EQUAL,
    LESS,
    LESS_EQUAL,
    LOGICAL_AND,
    LOGICAL_OR,
    LOGICAL_XOR,
    BITWISE_AND,
    BITWISE_OR,
    BITWISE_XOR,
    SHIFT_LEFT,
    LOGICAL_SHIFT_RIGHT,
    ARITHMETIC_SHIFT_RIGHT;

    /** Whether it works on the bits of integers. */
    public boolean onBits() {
        return switch (this) {
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, SHIFT_LEFT, LOGICAL_SHIFT_RIGHT, ARITHMETIC_SHIFT_RIGHT -> true;
            case ADD, SUBTRACT, MULTIPLY, MAX, MIN -> false;
            case IS_EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> false;
            case LOGICAL_AND, LOGICAL_OR, LOGICAL_XOR -> false;
        };
    }

    /** Whether the order of what is combined does not matter but for rounding, so that it can reduce. */
    public boolean reduces() {
        return switch (this) {
            case ADD, MULTIPLY, MAX, MIN -> true;
            case SUBTRACT, IS_EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> false;
            case LOGICAL_AND, LOGICAL_OR, LOGICAL_XOR -> false;
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, SHIFT_LEFT, LOGICAL_SHIFT_RIGHT, ARITHMETIC_SHIFT_RIGHT -> false;
        };
    }

    /** On floats; not for operators on bits. */
    public float apply(float x, float y) {
        return switch (this) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case IS_EQUAL -> truth(x == y);
            case NOT_EQUAL -> truth(x != y);
            case GREATER -> truth(x > y);
            case GREATER_EQUAL -> truth(x >= y);
            case LESS -> truth(x < y);
            case LESS_EQUAL -> truth(x <= y);
            case LOGICAL_AND -> truth(x != 0 && y != 0);
            case LOGICAL_OR -> truth(x != 0 || y != 0);
            case LOGICAL_XOR -> truth((x != 0) != (y != 0));
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, SHIFT_LEFT, LOGICAL_SHIFT_RIGHT, ARITHMETIC_SHIFT_RIGHT ->
                throw new IllegalArgumentException(this + " is not for floats");
        };
    }

    /** On the integers of {@code type}; sums, differences, products and shifts keep its low bits. */
    public long apply(long x, long y, DataType type) {
        int bits = Byte.SIZE * type.bytes();
        long result = switch (this) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case IS_EQUAL -> x == y ? 1 : 0;
            case NOT_EQUAL -> x != y ? 1 : 0;
            case GREATER -> x > y ? 1 : 0;
            case GREATER_EQUAL -> x >= y ? 1 : 0;
            case LESS -> x < y ? 1 : 0;
            case LESS_EQUAL -> x <= y ? 1 : 0;
            case LOGICAL_AND -> x != 0 && y != 0 ? 1 : 0;
            case LOGICAL_OR -> x != 0 || y != 0 ? 1 : 0;
            case LOGICAL_XOR -> (x != 0) != (y != 0) ? 1 : 0;
            case BITWISE_AND -> x & y;
            case BITWISE_OR -> x | y;
            case BITWISE_XOR -> x ^ y;
            case SHIFT_LEFT -> y < 0 || y >= bits ? 0 : x << y;
            case LOGICAL_SHIFT_RIGHT -> y < 0 || y >= bits ? 0 : (x & (1L << bits) - 1) >>> y;
            case ARITHMETIC_SHIFT_RIGHT -> x >> (y < 0 || y >= bits ? bits - 1 : y);
        };
        return type.integer(result);
    }

    private static float truth(boolean value) {
        return value ? 1 : 0;
    }
}
