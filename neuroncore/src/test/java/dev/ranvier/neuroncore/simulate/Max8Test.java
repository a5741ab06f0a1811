package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** The eight greatest elements. */
class Max8Test {

    @Test
    void theGreatestComesFirst() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.BF16, 16, 100);

        step.run(Engine.VECTOR, new Reduction.Max8(step.output("z", DataType.F32, 16, 8), x))
                .assertEqual("z", "-np.sort(-x, axis=1)[:, :8]");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.BF16, 16, 7);

        assertThat(step.violations(Engine.VECTOR, new Reduction.Max8(step.output("z", DataType.F32, 16, 7), x)))
                .contains("max8 needs at least 8 elements")
                .contains("max8 gives 8 numbers");
    }

    @Test
    void itTakesACycleAnElement() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.BF16, 16, 100);

        assertThat(step.cycles(Engine.VECTOR, new Reduction.Max8(step.output("z", DataType.F32, 16, 8), x)))
                .isEqualTo(100);
    }
}
