package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** An operator with a scalar, and a reduction of its results. */
class TensorScalarReduceTest {

    @Test
    void bothResultsAreGiven() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 300);
        var y = step.input("y", DataType.F32, 16, 1);
        var z = step.output("z", DataType.F32, 16, 300);
        var s = step.output("s", DataType.F32, 16, 1);

        step.run(
                Engine.VECTOR,
                new Reduction.TensorScalarReduce(z, s, x, AluOperator.SUBTRACT, new Scalar.Column(y), AluOperator.MAX));

        step.assertEqual("z", "f32(x) - f32(y)");
        step.assertEqual("s", "(f32(x) - f32(y)).max(-1)");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 300);

        assertThat(step.violations(
                        Engine.VECTOR,
                        new Reduction.TensorScalarReduce(
                                x, x, x, AluOperator.SHIFT_LEFT, Scalar.of(1), AluOperator.SUBTRACT)))
                .contains("the scalars are floats")
                .contains("SUBTRACT does not reduce")
                .contains("the reduced result is one number");
    }

    @Test
    void itTakes64CyclesMoreThanAnElementEach() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 300);

        assertThat(step.cycles(
                        Engine.VECTOR,
                        new Reduction.TensorScalarReduce(x, x, x, AluOperator.ADD, Scalar.of(1), AluOperator.ADD)))
                .isEqualTo(364);
    }
}
