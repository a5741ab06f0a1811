package dev.ranvier.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.Module;
import java.util.List;

/** Compares what modules compute, bit by bit; all NaNs are alike. */
public final class Bits {
    private Bits() {}

    /** Fails unless the reference interpreter gives the same results of two modules. */
    public static void assertSame(Module before, Module after, List<? extends RuntimeValue> inputs, String context) {
        var expected = Interpreter.run(before, inputs);
        var actual = Interpreter.run(after, inputs);
        assertThat(actual).as(context).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(difference(expected.get(i), actual.get(i)))
                    .as("result %d of %s", i, context)
                    .isEmpty();
        }
    }

    private static String difference(RuntimeValue expected, RuntimeValue actual) {
        if (!(expected instanceof Tensor one) || !(actual instanceof Tensor other)) {
            return expected.type().equals(actual.type()) ? "" : "types";
        }
        if (!one.type().equals(other.type())) {
            return one.type() + " is " + other.type();
        }
        for (long i = 0; i < one.count(); i++) {
            if (!same(one, other, i)) {
                return element(one, i) + " is " + element(other, i) + " at " + i;
            }
        }
        return "";
    }

    private static boolean same(Tensor one, Tensor other, long index) {
        if (!one.elementType().isFloat() && !one.elementType().isComplex()) {
            return one.getLong(index) == other.getLong(index);
        }
        return Double.compare(one.getDouble(index), other.getDouble(index)) == 0
                && Double.compare(one.getImaginary(index), other.getImaginary(index)) == 0;
    }

    private static String element(Tensor tensor, long index) {
        return tensor.elementType().isFloat() || tensor.elementType().isComplex()
                ? tensor.getDouble(index) + " + " + tensor.getImaginary(index) + "i"
                : String.valueOf(tensor.getLong(index));
    }
}
