package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Machine;

/**
 * Time on an engine, in its cycles.
 *
 * @param source where the formula stands
 */
public record Cycles(double count, String source) {
    /** Cycles from one instruction to the next, however short. */
    static final int LEAST = 64;

    private static final String ISA = "AWS Neuron documentation 2.26, nki.isa: ";
    private static final String FAST =
            "AWS Neuron documentation, trainium2_arch.rst: fast modes of VectorE; assumed: for";

    /** {@code elements} of a partition one after the other. */
    static Cycles of(String instruction, double elements) {
        return new Cycles(Math.max(LEAST, elements), ISA + instruction);
    }

    /** As many more. */
    Cycles plus(double more) {
        return new Cycles(count + more, source);
    }

    /**
     * From the third generation on: {@code wide} times as fast when all operands are 16-bit floats side by side in SBUF,
     * {@code narrow} times when they are 32-bit floats there.
     */
    Cycles fastMode(Machine machine, int wide, int narrow, Access.OfTile... operands) {
        int speedup = machine.generation() < 3
                ? 1
                : all(DataType.BF16, DataType.F16, operands)
                        ? wide
                        : all(DataType.F32, DataType.F32, operands) ? narrow : 1;
        return speedup == 1
                ? this
                : new Cycles(Math.max(LEAST, count / speedup), FAST + " operands of one width side by side in SBUF");
    }

    private static boolean all(DataType one, DataType other, Access.OfTile... operands) {
        for (var operand : operands) {
            boolean fits = operand.type() == one || operand.type() == other;
            if (!fits || !operand.contiguous() || !operand.in(Buffer.Tile.Space.SBUF)) {
                return false;
            }
        }
        return true;
    }
}
