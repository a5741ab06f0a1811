package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Positional;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Masks by bounds of each partition. */
class RangeSelectTest {

    @Test
    void placesWithinTheBoundsAreKept() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 32, 100);
        var b = step.input("b", DataType.F32, new double[] {0, 10, 50, 120}, 4, 1);
        var z = step.output("z", DataType.F32, 4, 100);

        step.run(Engine.VECTOR, select(z, x.partitions(0, 4), 20, new Scalar.Column(b), AluOperator.LESS))
                .assertEqual(
                        "z",
                        "(lambda i: np.where((i >= b) & (i < 100), x[:4], np.finfo(np.float32).min))"
                                + "(20 + np.arange(100)[None])");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 4, 100);
        var z = step.output("z", DataType.F32, 4, 101);

        assertThat(step.violations(Engine.VECTOR, select(z, x, (1 << 24) - 99, new Scalar.Column(x), AluOperator.ADD)))
                .contains("operands differ in shape")
                .contains("one f32 of each of the 4 partitions")
                .contains("range_select compares; GREATER_EQUAL and ADD do not both")
                .contains("places of range_select are below 16777216");
    }

    @Test
    void itTakesACycleAnElement() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 4, 100);

        assertThat(step.cycles(Engine.VECTOR, select(x, x, 0, Scalar.of(3), AluOperator.LESS)))
                .isEqualTo(100);
    }

    private static Positional.RangeSelect select(
            Access.OfTile z, Access.OfTile x, int start, Scalar least, AluOperator second) {
        return new Positional.RangeSelect(z, x, start, AluOperator.GREATER_EQUAL, least, second, Scalar.of(100));
    }
}
