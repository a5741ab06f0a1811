package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs programs of one op, and makes tensors for them. */
final class Programs {
    private Programs() {}

    /**
     * Runs a function of the operands with one result.
     *
     * @param body an op in MLIR text whose operands are {@code %a}, {@code %b}, ..., without its type
     * @param trailing the types of the op as its text ends with
     */
    static Tensor run(String body, String trailing, String resultType, Tensor... operands) {
        var arguments = new ArrayList<String>();
        for (int i = 0; i < operands.length; i++) {
            arguments.add("%" + (char) ('a' + i) + ": " + operands[i].type());
        }
        var text = """
                func.func @main(%s) -> %s {
                  %%0 = %s : %s
                  return %%0 : %s
                }
                """.formatted(String.join(", ", arguments), resultType, body, trailing, resultType);
        var results = Interpreter.run(TextParser.parse(text, "test"), List.of(operands));
        return (Tensor) results.getFirst();
    }

    /** Runs an op of like operands and result. */
    static Tensor run(String op, Tensor... operands) {
        var type = operands[0].type().toString();
        var names = operands.length == 1 ? "%a" : "%a, %b";
        return run(op + " " + names, type, type, operands);
    }

    static Tensor integers(ElementType type, long... values) {
        var tensor = Tensor.zeros(type, values.length);
        for (int i = 0; i < values.length; i++) {
            tensor.setLong(i, values[i]);
        }
        return tensor;
    }

    static Tensor reals(ElementType type, double... values) {
        var tensor = Tensor.zeros(type, values.length);
        for (int i = 0; i < values.length; i++) {
            tensor.setDouble(i, values[i]);
        }
        return tensor;
    }

    static double[] toDoubles(Tensor tensor) {
        var values = new double[(int) tensor.count()];
        Arrays.setAll(values, tensor::getDouble);
        return values;
    }
}
