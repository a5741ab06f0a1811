package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Copies where a predicate says so. */
class TensorCopyPredicatedTest {

    @Test
    void elementsStayWhereThePredicateIsZero() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 4, 8);
        var p = step.input("p", DataType.UI8, 4, 8);
        var z = step.output("z", DataType.F32, 4, 8);

        step.run(Engine.VECTOR, new Elementwise.Memset(z, 9), new Elementwise.TensorCopyPredicated(z, x, p))
                .assertEqual("z", "np.where(p != 0, x, 9)");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.psum("x", DataType.F32, 64, 40);
        var z = step.output("z", DataType.BF16, 64, 40);

        assertThat(step.violations(Engine.VECTOR, new Elementwise.TensorCopyPredicated(z, x, x)))
                .contains("both operands are in PSUM")
                .contains("tensor_copy_predicated keeps the type, f32, not bf16")
                .contains("a predicate is of integers, not of f32");
    }

    @Test
    void itTakesTwoCyclesAnElementFromSbuf() {
        var step = new OneStep("trn1");
        var p = step.input("p", DataType.UI8, 64, 400);
        var z = step.output("z", DataType.F32, 64, 400);

        assertThat(step.cycles(Engine.VECTOR, new Elementwise.TensorCopyPredicated(z, z, p)))
                .isEqualTo(800);
        assertThat(step.cycles(
                        Engine.VECTOR,
                        new Elementwise.TensorCopyPredicated(z, step.psum("x", DataType.F32, 64, 400), p)))
                .isEqualTo(400);
    }
}
