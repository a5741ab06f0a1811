package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transposes on the way. */
class DmaTransposeTest {

    @Test
    void rowsBecomePartitions() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.UI16, count(2048), 32, 64);
        var z = step.output("z", DataType.UI16, 64, 32);

        step.run(new Transfer.DmaTranspose(z, x.block(Affine.of(0), 32, 64))).assertEqual("z", "x.T");
    }

    @Test
    void typesAreOfTwoBytes() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.F32, count(2048), 32, 64);
        var z = step.output("z", DataType.BF16, 32, 64);

        assertThat(step.violations(new Transfer.DmaTranspose(z, x.block(Affine.of(0), 32, 64))))
                .contains("the transpose of 32 x 64 is not 32 x 64")
                .contains("is for types of 2 bytes and keeps the type, not for f32 to bf16");
    }

    @Test
    void itReachesAPartOfTheBandwidth() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.BF16, count(2048), 32, 64);
        var z = step.output("z", DataType.BF16, 64, 32);
        var y = step.output("y", DataType.BF16, 32, 64);

        assertThat(new Transfer.DmaTranspose(z, x.block(Affine.of(0), 32, 64)).cost())
                .isEqualTo(new Transfer.Traffic(4096, 64, 0.9));
        assertThat(new Transfer.DmaTranspose(z, y).cost().efficiency()).isEqualTo(0.5);
    }

    private static double[] count(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }
}
