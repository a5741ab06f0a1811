package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.ActivationFunction;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Functions of ScalarE, and their sums. */
class ActivationReduceTest {

    @Test
    void sumsAreOfWhatIsNotYetRoundedToTheType() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 300);
        var z = step.output("z", DataType.BF16, 16, 300);
        var s = step.output("s", DataType.F32, 16, 1);

        step.run(Engine.SCALAR, squares(z, s, x));

        step.assertEqual("z", "bf16(f32(f32(x).astype(np.float64) ** 2))");
        step.assertEqual("s", "np.cumsum(f32(f32(x).astype(np.float64) ** 2), axis=1, dtype=np.float32)[:, -1]");
    }

    @Test
    void thereIsOneSumForEachPartition() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 300);

        assertThat(step.violations(Engine.SCALAR, squares(step.output("z", DataType.F32, 16, 30), x, x)))
                .contains("operands differ in shape")
                .contains("the reduced result is one number for each partition, not 16 x 300");
    }

    @Test
    void itTakes64CyclesMoreThanTheFunction() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 300);

        assertThat(step.cycles(Engine.SCALAR, squares(x, x, x))).isEqualTo(364);
    }

    private static Reduction.ActivationReduce squares(Access.OfTile z, Access.OfTile s, Access.OfTile x) {
        return new Reduction.ActivationReduce(z, s, x, ActivationFunction.SQUARE, Scalar.of(1), Scalar.of(0));
    }
}
