package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Statistics of even and odd elements. */
class BnStatsTest {

    @Test
    void evenAndOddElementsAreApart() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 301);

        step.run(Engine.VECTOR, new Reduction.BnStats(step.output("z", DataType.F32, 16, 6), x))
                .assertClose(
                        "z",
                        "np.stack([f(x[:, p::2]) for p in (0, 1) for f in (lambda a: np.full(16, a.shape[1]),"
                                + " lambda a: a.mean(1), lambda a: a.var(1) * a.shape[1])], axis=1).ravel()",
                        1e-4);
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 513);

        assertThat(step.violations(Engine.VECTOR, new Reduction.BnStats(step.output("z", DataType.BF16, 16, 5), x)))
                .contains("bn_stats takes at most 512 elements")
                .contains("bn_stats gives 6 numbers")
                .contains("bn_stats gives f32, not bf16");
    }

    @Test
    void itTakesACycleAnElement() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 500);

        assertThat(step.cycles(Engine.VECTOR, new Reduction.BnStats(step.output("z", DataType.F32, 16, 6), x)))
                .isEqualTo(500);
    }
}
