package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Reciprocals of VectorE. */
class ReciprocalTest {

    @Test
    void itIsRoundedOnce() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 50);

        step.run(Engine.VECTOR, new Elementwise.Reciprocal(step.output("z", DataType.F32, 32, 50), x))
                .assertEqual("z", "f32(1) / f32(x)");
    }

    @Test
    void shapesAreEqual() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 50);

        assertThat(step.violations(Engine.VECTOR, new Elementwise.Reciprocal(step.output("z", DataType.F32, 32, 5), x)))
                .contains("operands differ in shape");
    }

    @Test
    void itTakesEightCyclesAnElement() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 50);

        assertThat(step.cycles(Engine.VECTOR, new Elementwise.Reciprocal(x, x))).isEqualTo(400);
    }
}
