package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Linear recurrences. */
class TensorTensorScanTest {

    @Test
    void eachElementFollowsFromTheOneBefore() {
        var step = new OneStep("trn1");
        var a = step.input("a", DataType.F32, 16, 40);
        var b = step.input("b", DataType.F32, 16, 40);
        var h = step.input("h", DataType.F32, 16, 1);
        var z = step.output("z", DataType.F32, 16, 40);

        step.run(Engine.VECTOR, scan(z, a, b, new Scalar.Column(h), AluOperator.ADD))
                .assertEqual(
                        "z",
                        "(lambda s: np.stack([s := s * f32(a[:, i]) + f32(b[:, i]) for i in range(40)], axis=1))(f32(h[:, 0]))");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var p = step.psum("p", DataType.F32, 16, 40);
        var z = step.output("z", DataType.F32, 16, 41);

        assertThat(step.violations(Engine.VECTOR, scan(z, p, p, Scalar.of(0), AluOperator.BITWISE_OR)))
                .contains("operands differ in shape")
                .contains("both operands are in PSUM")
                .contains("tensor_tensor_scan has no operators on bits");
    }

    @Test
    void itTakesTwoCyclesAnElement() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, 16, 512);

        assertThat(step.cycles(Engine.VECTOR, scan(x, x, x, Scalar.of(0), AluOperator.ADD)))
                .isEqualTo(1024);
    }

    private static Reduction.TensorTensorScan scan(
            Access.OfTile z, Access.OfTile a, Access.OfTile b, Scalar initial, AluOperator second) {
        return new Reduction.TensorTensorScan(z, a, b, initial, AluOperator.MULTIPLY, second);
    }
}
