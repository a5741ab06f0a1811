package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.ActivationFunction;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of ScalarE. */
class ActivationTest {

    private static final double[] POWERS = {
        0.5, 1, 0.25, 0.75, 1.5, 0.125, 0.3, 0.7, 0.9, 1.1, 0.6, 0.2, 0.8, 1.25, 0.4, 1.3
    };

    @ParameterizedTest
    @CsvSource({
        "COPY, x",
        "SQUARE, x * x",
        "ABS, np.abs(x)",
        "RELU, 'np.maximum(x, 0)'",
        "EXP, np.exp(x)",
        "TANH, np.tanh(x)",
        "SIGMOID, 1 / (1 + np.exp(-x))",
        "SILU, x / (1 + np.exp(-x))",
        "SOFTPLUS, np.log1p(np.exp(x))",
        "GELU_TANH, 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))",
        "SIN, np.sin(x)"
    })
    void valuesAreTheNearestFloats(ActivationFunction function, String expression) {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 64, 32);
        var z = step.output("z", DataType.F32, 64, 32);

        step.run(Engine.SCALAR, new Elementwise.Activation(z, x, function))
                .assertClose("z", "(%s).ravel()".formatted(expression), 2e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "LOG, np.log(a)",
        "SQRT, np.sqrt(a)",
        "RSQRT, 1 / np.sqrt(a)",
        "RECIPROCAL, 1 / a",
        "ARCTAN, np.arctan(a)"
    })
    void scaleAndBiasComeFirst(ActivationFunction function, String expression) {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 32);
        var b = step.input("b", DataType.F32, POWERS, 16, 1);
        var z = step.output("z", DataType.F32, 16, 32);

        step.run(Engine.SCALAR, new Elementwise.Activation(z, x, function, Scalar.of(0), new Scalar.Column(b)))
                .assertClose("z", "(lambda a: (%s).ravel())(x * 0 + b)".formatted(expression), 5e-3);
    }

    @ParameterizedTest
    @CsvSource({
        "LOG, 0x1p-64, 0x1p-65", "LOG, 0x1p64, 0x1p65", "SQRT, 0x1p118, -1", "SQRT, 0, 0x1p-117",
        "RSQRT, 0x1p-87, 0", "RECIPROCAL, -0x1p42, 0", "SIN, -3.1415927, 9", "ARCTAN, 1.5707964, -1.6"
    })
    void outsideOfTheDocumentedRangeThereIsNoValue(ActivationFunction function, float inside, float outside) {
        assertThat(function.apply(inside)).isNotNaN();
        assertThat(function.apply(outside)).isNaN();
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, 64, 40);
        var z = step.output("z", DataType.F32, 64, 41);
        var activation = new Elementwise.Activation(z, x, ActivationFunction.EXP, new Scalar.Column(x), Scalar.of(0));

        assertThat(step.violations(Engine.SCALAR, activation))
                .contains("operands differ in shape")
                .contains("one f32 of each of the 64 partitions, not 64 x 40 of f32");
    }

    @Test
    void itTakesACycleAnElementAndNeverLessThan64() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, 64, 400);

        assertThat(step.cycles(Engine.SCALAR, new Elementwise.Activation(x, x, ActivationFunction.EXP)))
                .isEqualTo(400);
        var y = step.input("y", DataType.F32, 64, 4);
        assertThat(step.cycles(Engine.SCALAR, new Elementwise.Activation(y, y, ActivationFunction.EXP)))
                .isEqualTo(64);
    }
}
