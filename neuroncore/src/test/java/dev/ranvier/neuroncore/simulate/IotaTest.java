package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Positional;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Integers that count. */
class IotaTest {

    @Test
    void numbersCountByThePattern() {
        var step = new OneStep("trn2");
        step.input("x", DataType.F32, 1, 1);
        var z = step.output("z", DataType.I32, 8, 3, 4);

        step.run(Engine.GPSIMD, new Positional.Iota(z, List.of(new Stride(3, 10), new Stride(4, -1)), 7, 100))
                .assertEqual("z", "7 + 100 * np.arange(8)[:, None, None] + 10 * np.arange(3)[:, None] - np.arange(4)");
    }

    @Test
    void thePatternHasTheElementsOfTheResult() {
        var step = new OneStep("trn2");

        assertThat(step.violations(
                        Engine.GPSIMD,
                        new Positional.Iota(step.output("z", DataType.I32, 8, 12), List.of(Stride.of(11)), 0, 0)))
                .contains("the pattern gives 11 elements, not 12");
    }

    @Test
    void itTakesACycleAnElementAnd150() {
        var step = new OneStep("trn2");
        var z = step.output("z", DataType.I32, 8, 12);

        assertThat(step.cycles(Engine.GPSIMD, new Positional.Iota(z, List.of(Stride.of(12)), 0, 0)))
                .isEqualTo(162);
    }
}
