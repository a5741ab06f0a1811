package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Search;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Eight values replaced. */
class MatchReplace8Test {

    @Test
    void theSecondGreatestElementsAreLeft() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 300);
        var v = step.output("v", DataType.F32, 32, 8);
        var rest = step.output("rest", DataType.F32, 32, 300);
        var z = step.output("z", DataType.F32, 32, 8);

        step.run(
                        Engine.VECTOR,
                        new Reduction.Max8(v, x),
                        new Search.MatchReplace8(rest, x, v, -1e30f),
                        new Reduction.Max8(z, rest))
                .assertEqual("z", "-np.sort(-x, axis=1)[:, 8:16]");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 1, 12);

        assertThat(step.violations(
                        Engine.VECTOR, new Search.MatchReplace8(step.output("z", DataType.F32, 1, 7), x, x, 0)))
                .contains("8 values are looked for")
                .contains("operands differ in shape");
    }

    @Test
    void itTakesACycleAnElement() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 1, 120);

        assertThat(step.cycles(Engine.VECTOR, new Search.MatchReplace8(x, x, x, 0)))
                .isEqualTo(120);
    }
}
