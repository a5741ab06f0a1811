package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One number for all elements. */
class MemsetTest {

    @Test
    void theNumberIsRoundedToTheType() {
        var step = new OneStep("trn2");

        step.run(Engine.GPSIMD, new Elementwise.Memset(step.output("z", DataType.I8, 3, 2), 2.5f));

        assertThat(step.result("z")).containsOnly(2);
    }

    @Test
    void onlyVectorAndGpsimdHaveIt() {
        var step = new OneStep("trn2");

        assertThat(step.violations(Engine.TENSOR, new Elementwise.Memset(step.output("z", DataType.F32, 3, 2), 1)))
                .contains("tensor has no such instruction");
    }

    @ParameterizedTest
    @CsvSource({"BF16, 0, 500", "BF16, 1, 1000", "F32, 0, 1000"})
    void zerosOf16BitsTakeHalfACycle(DataType type, float value, double cycles) {
        var step = new OneStep("trn1");

        assertThat(step.cycles(Engine.VECTOR, new Elementwise.Memset(step.output("z", type, 64, 1000), value)))
                .isEqualTo(cycles);
    }
}
