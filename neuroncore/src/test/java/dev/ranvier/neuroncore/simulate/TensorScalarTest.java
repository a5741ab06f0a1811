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

/** Elementwise operators on a tile and one number for each partition. */
class TensorScalarTest {

    @Test
    void twoOperatorsAreRoundedEach() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 64, 100);
        var y = step.input("y", DataType.F32, 64, 1);
        var z = step.output("z", DataType.BF16, 64, 100);

        step.run(
                        Engine.SCALAR,
                        new Elementwise.TensorScalar(
                                z,
                                x,
                                AluOperator.SUBTRACT,
                                new Scalar.Column(y),
                                true,
                                AluOperator.MULTIPLY,
                                Scalar.of(0.1)))
                .assertEqual("z", "bf16((f32(y) - f32(x)) * f32(0.1))");
    }

    @Test
    void scalarsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, 64, 40);
        var y = step.input("y", DataType.BF16, 64, 1);

        assertThat(step.violations(
                        Engine.VECTOR,
                        new Elementwise.TensorScalar(
                                step.output("z", DataType.F32, 64, 40),
                                x,
                                AluOperator.BITWISE_AND,
                                new Scalar.Column(y),
                                false,
                                AluOperator.ADD,
                                null)))
                .contains("a scalar for each partition is one f32 of each of the 64 partitions, not 64 x 1 of bf16")
                .contains("a second operator and a second scalar come together")
                .contains("the scalars are floats, which have no operators on bits");
    }

    @ParameterizedTest
    @CsvSource({
        "trn1, BF16, VECTOR, 1000",
        "trn2, BF16, VECTOR, 250",
        "trn2, F32, VECTOR, 500",
        "trn2, BF16, SCALAR, 1000"
    })
    void itTakesACycleAnElementAndLessInFastMode(String machine, DataType type, Engine engine, double cycles) {
        var step = new OneStep(machine);
        var x = step.input("x", type, 64, 1000);
        var instruction =
                new Elementwise.TensorScalar(step.output("z", type, 64, 1000), x, AluOperator.ADD, Scalar.of(1));

        assertThat(step.cycles(engine, instruction)).isEqualTo(cycles);
    }
}
