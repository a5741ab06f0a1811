package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reductions of the last free dimensions. */
class TensorReduceTest {

    @ParameterizedTest
    @CsvSource({"ADD, sum, 1e-4", "MAX, max, 0", "MIN, min, 0"})
    void theLastDimensionsAreCombined(AluOperator operator, String function, double error) {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 5, 20);
        var z = step.output("z", DataType.F32, 16, 5);

        step.run(Engine.VECTOR, new Reduction.TensorReduce(z, x, operator, 1, true))
                .assertClose("z", "-x.reshape(80, 20).%s(-1)".formatted(function), error);
    }

    @Test
    void sumsGoFromTheFirstElementOn() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 5, 20);
        var z = step.output("z", DataType.F32, 16, 1);

        step.run(Engine.VECTOR, new Reduction.TensorReduce(z, x, AluOperator.ADD, 2, false))
                .assertEqual("z", "np.cumsum(f32(x), axis=1, dtype=np.float32)[:, -1]");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 5, 20);
        var z = step.output("z", DataType.F32, 16, 5);

        assertThat(step.violations(Engine.VECTOR, new Reduction.TensorReduce(z, x, AluOperator.LESS, 2, false)))
                .contains("LESS does not reduce")
                .contains("the result of reducing 16 x 100 is not 16 x 5");
        assertThat(step.violations(Engine.VECTOR, new Reduction.TensorReduce(z, x, AluOperator.ADD, 3, false)))
                .contains("it reduces 1 to 2 dimensions, not 3");
    }

    @ParameterizedTest
    @CsvSource({"F32, ADD, 1000", "BF16, MAX, 500", "BF16, MULTIPLY, 1000"})
    void itTakesACycleAnElementOrHalfOfOne(DataType type, AluOperator operator, double cycles) {
        var step = new OneStep("trn1");
        var x = step.input("x", type, 16, 1000);
        var z = step.output("z", type, 16, 1);

        assertThat(step.cycles(Engine.VECTOR, new Reduction.TensorReduce(z, x, operator, 1, false)))
                .isEqualTo(cycles);
    }
}
