package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator with a scalar, then one with a tile. */
class ScalarTensorTensorTest {

    @Test
    void bothOperatorsAreRounded() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, 32, 64);
        var y = step.input("y", DataType.F32, 32, 1);
        var other = step.input("w", DataType.F32, 32, 64);
        var z = step.output("z", DataType.F32, 32, 64);

        step.run(
                        Engine.VECTOR,
                        new Elementwise.ScalarTensorTensor(
                                z, x, AluOperator.MULTIPLY, new Scalar.Column(y), AluOperator.ADD, other))
                .assertEqual("z", "f32(x) * f32(y) + f32(w)");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.psum("x", DataType.F32, 64, 40);
        var z = step.output("z", DataType.F32, 64, 41);

        assertThat(step.violations(
                        Engine.VECTOR,
                        new Elementwise.ScalarTensorTensor(
                                z, x, AluOperator.ADD, Scalar.of(1), AluOperator.BITWISE_OR, x)))
                .contains("operands differ in shape")
                .contains("both operands are in PSUM")
                .contains("scalar_tensor_tensor has no operators on bits");
    }

    @ParameterizedTest
    @CsvSource({"BF16, SUBTRACT, 500", "BF16, ADD, 1000", "F32, SUBTRACT, 1000"})
    void itTakesACycleOrTwoAnElement(DataType type, AluOperator first, double cycles) {
        var step = new OneStep("trn1");
        var x = step.input("x", type, 64, 500);
        var instruction = new Elementwise.ScalarTensorTensor(
                step.output("z", type, 64, 500), x, first, Scalar.of(1), AluOperator.MULTIPLY, x);

        assertThat(step.cycles(Engine.VECTOR, instruction)).isEqualTo(cycles);
    }
}
