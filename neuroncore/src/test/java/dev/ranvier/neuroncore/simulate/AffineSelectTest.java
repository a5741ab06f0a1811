package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Positional;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Masks by the place of an element. */
class AffineSelectTest {

    @Test
    void aTriangleIsKept() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 32);
        var z = step.output("z", DataType.F32, 32, 32);

        step.run(Engine.GPSIMD, triangle(z, x, AluOperator.GREATER_EQUAL))
                .assertEqual("z", "np.where(np.tril(np.ones((32, 32))) != 0, x, -1)");
    }

    @Test
    void itCompares() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 32);
        var z = step.output("z", DataType.F32, 32, 31);

        assertThat(step.violations(Engine.GPSIMD, triangle(z, x, AluOperator.ADD)))
                .contains("operands differ in shape")
                .contains("the pattern gives 32 elements, not 31")
                .contains("affine_select compares; ADD does not");
    }

    @Test
    void itTakesACycleAnElementAnd150() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 32);

        assertThat(step.cycles(Engine.GPSIMD, triangle(x, x, AluOperator.LESS))).isEqualTo(182);
    }

    private static Positional.AffineSelect triangle(Access.OfTile z, Access.OfTile x, AluOperator comparison) {
        return new Positional.AffineSelect(z, x, List.of(new Stride(32, -1)), 0, 1, comparison, -1);
    }
}
