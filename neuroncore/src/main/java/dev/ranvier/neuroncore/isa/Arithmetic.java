package dev.ranvier.neuroncore.isa;

import dev.ranvier.neuroncore.isa.Buffer.Tile.Space;
import dev.ranvier.neuroncore.machine.DataType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the instructions of several engines compute alike. */
final class Arithmetic {
    static final Set<AluOperator> COMPARISONS = EnumSet.of(
            AluOperator.IS_EQUAL,
            AluOperator.NOT_EQUAL,
            AluOperator.GREATER,
            AluOperator.GREATER_EQUAL,
            AluOperator.LESS,
            AluOperator.LESS_EQUAL);

    private Arithmetic() {}

    /** A partition's scalar. */
    static float scalar(Storage storage, Scalar scalar, int row) {
        return switch (scalar) {
            case Scalar.Immediate(float value) -> value;
            case Scalar.Column(var access) -> storage.floats(access, row)[0];
        };
    }

    /** {@code function(source · scale + bias)} of a row; product, sum and value are rounded each. */
    static float[] activated(
            Storage storage, Access source, ActivationFunction function, Scalar scale, Scalar bias, int row) {
        var x = storage.floats(source, row);
        float factor = scalar(storage, scale, row);
        float addend = scalar(storage, bias, row);
        for (int i = 0; i < x.length; i++) {
            x[i] = function.apply(x[i] * factor + addend);
        }
        return x;
    }

    /** From left to right, in 32-bit floats. */
    static float reduce(AluOperator operator, float[] values, int from, int to) {
        float result = values[from];
        for (int i = from + 1; i < to; i++) {
            result = operator.apply(result, values[i]);
        }
        return result;
    }

    static void integersForBits(Rules rules, AluOperator operator, Access... operands) {
        for (var operand : operands) {
            rules.require(
                    !operator.onBits() || (!operand.type().isFloat() && operand.type() == operands[0].type()),
                    operator + " is for operands of one type of integers, not for " + operand.type());
        }
    }

    static boolean bf16InSbuf(Access.OfTile... operands) {
        for (var operand : operands) {
            if (operand.type() != DataType.BF16 || !operand.in(Space.SBUF) || !operand.contiguous()) {
                return false;
            }
        }
        return true;
    }

    /** {@code base} and the sum of the steps times indices, the last dimension fastest. */
    static long[] ramp(List<Stride> pattern, long base) {
        var values = new long[Stride.elements(pattern)];
        int repeat = 1;
        for (var stride : pattern.reversed()) {
            for (int i = 0; i < values.length; i++) {
                values[i] += (long) (i / repeat % stride.size()) * stride.step();
            }
            repeat *= stride.size();
        }
        for (int i = 0; i < values.length; i++) {
            values[i] += base;
        }
        return values;
    }

    static float[] floats(long[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    static Cycles gpsimd(String instruction, int elements) {
        return new Cycles(150.0 + elements, "AWS Neuron documentation 2.26, nki.isa: " + instruction);
    }
}
