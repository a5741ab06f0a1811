package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Search;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** The places of eight values. */
class FindIndex8Test {

    private static final double[] ELEMENTS = {5, 1, 5, 2, 5, 3, 4, 0, 9, 8, 7, 6};

    @Test
    void equalValuesFindOneElementAfterTheOther() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, ELEMENTS, 1, 12);
        var v = step.input("v", DataType.F32, new double[] {5, 5, 9, -1, 0, 5, 5, 6}, 1, 8);

        step.run(Engine.VECTOR, new Search.FindIndex8(step.output("z", DataType.UI32, 1, 8), x, v));

        double missing = 0xFFFFFFFFL;
        assertThat(step.result("z")).containsExactly(0, 2, 8, missing, 7, 4, missing, 11);
    }

    @Test
    void theGreatestElementsAreWhereNumPyFindsThem() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 300);
        var v = step.output("v", DataType.F32, 32, 8);

        step.run(
                        Engine.VECTOR,
                        new Reduction.Max8(v, x),
                        new Search.FindIndex8(step.output("z", DataType.UI16, 32, 8), x, v))
                .assertEqual("z", "np.argsort(-x, axis=1)[:, :8]");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.psum("x", DataType.F32, 1, 12);

        assertThat(step.violations(Engine.VECTOR, new Search.FindIndex8(step.output("z", DataType.F32, 1, 7), x, x)))
                .contains("8 values are looked for")
                .contains("both operands are in PSUM")
                .contains("there are 8 places")
                .contains("places are ui16 or ui32, not f32");
    }

    @Test
    void itTakesACycleAnElement() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 1, 120);

        assertThat(step.cycles(Engine.VECTOR, new Search.FindIndex8(step.output("z", DataType.UI32, 1, 8), x, x)))
                .isEqualTo(120);
    }
}
