package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Reduction;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;

/** Mean and variance from statistics. */
class BnAggrTest {

    @Test
    void statisticsOfPartsGiveThoseOfAll() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 700);
        var s = step.output("s", DataType.F32, 16, 2, 6);
        var z = step.output("z", DataType.F32, 16, 2);

        step.run(
                        Engine.VECTOR,
                        new Reduction.BnStats(
                                s.tile().slice(Affine.of(0), 6), x.tile().slice(Affine.of(0), 500)),
                        new Reduction.BnStats(
                                s.tile().slice(Affine.of(6), 6), x.tile().slice(Affine.of(500), 200)),
                        new Reduction.BnAggr(z, s))
                .assertClose("z", "np.stack([x.mean(1), x.var(1)], axis=1).ravel()", 1e-6);
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.BF16, 16, 10);

        assertThat(step.violations(Engine.VECTOR, new Reduction.BnAggr(step.output("z", DataType.F32, 16, 3), x)))
                .contains("statistics are three numbers each")
                .contains("bn_aggr gives mean and variance")
                .contains("bn_aggr takes and gives f32");
    }

    @Test
    void itTakes13CyclesForThreeElements() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 16, 24);

        assertThat(step.cycles(Engine.VECTOR, new Reduction.BnAggr(step.output("z", DataType.F32, 16, 2), x)))
                .isEqualTo(104);
    }
}
