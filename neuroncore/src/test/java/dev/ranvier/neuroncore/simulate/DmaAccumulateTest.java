package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums on the way. */
class DmaAccumulateTest {

    @Test
    void elementsAreAddedToWhatIsThere() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.F32, count(2048), 32, 64).block(Affine.of(0), 32, 64);
        var z = step.output("z", DataType.F32, 32, 64);

        step.run(new Transfer.DmaCopy(z, x), new Transfer.DmaAccumulate(z, x)).assertEqual("z", "2 * x");
    }

    @Test
    void itAddsFloatsOfOneShape() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.I32, count(2048), 32, 64);
        var z = step.output("z", DataType.F32, 32, 65);

        assertThat(step.violations(new Transfer.DmaAccumulate(z, x.block(Affine.of(0), 32, 64))))
                .contains("operands differ in shape")
                .contains("dma_accumulate adds floats, not i32 to f32");
    }

    @Test
    void itMovesTheBytesOfTheDestination() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.BF16, count(2048), 32, 64);
        var z = step.output("z", DataType.F32, 32, 64);

        assertThat(new Transfer.DmaAccumulate(z, x.block(Affine.of(0), 32, 64)).cost())
                .isEqualTo(new Transfer.Traffic(8192, 32, 1));
    }

    private static double[] count(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }
}
