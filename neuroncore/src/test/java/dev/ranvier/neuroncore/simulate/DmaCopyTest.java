package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transfers between device memory and SBUF. */
class DmaCopyTest {

    @Test
    void numbersAreCastOnTheWay() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.F32, count(4096), 32, 128);
        var z = step.output("z", DataType.BF16, 32, 128);

        step.run(new Transfer.DmaCopy(z, x.block(Affine.of(0), 32, 128))).assertEqual("z", "bf16(x)");
    }

    @Test
    void rowsAndElementsMayLieApart() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.I32, count(4096), 64, 64);
        var z = step.output("z", DataType.I32, 64, 32);
        var evenOfTheTranspose = new Access.OfTensor(x, Affine.of(64), new Stride(64, 1), List.of(new Stride(32, 128)));

        assertThat(step.violations(new Transfer.DmaCopy(z, evenOfTheTranspose))).isEmpty();
        step = new OneStep("trn2");
        x = step.tensor("x", DataType.I32, count(4096), 64, 64);
        z = step.output("z", DataType.I32, 64, 32);
        step.run(new Transfer.DmaCopy(
                        z, new Access.OfTensor(x, Affine.of(64), new Stride(64, 1), List.of(new Stride(32, 128)))))
                .assertEqual("z", "x[1::2].T");
    }

    @Test
    void shapesAreEqual() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.F32, count(4096), 32, 128);
        var z = step.output("z", DataType.F32, 32, 64);

        assertThat(step.violations(new Transfer.DmaCopy(z, x.block(Affine.of(0), 32, 128))))
                .contains("operands differ in shape: 32 x 64 and 32 x 128");
        assertThat(step.violations(new Transfer.DmaCopy(z, x.block(Affine.of(2048), 32, 64))))
                .contains("out of bounds: elements 2048 to 6079 of %x, which has 0 to 4095");
    }

    @Test
    void aDescriptorIsARunOfBytesAtBothEnds() {
        var step = new OneStep("trn2");
        var x = step.tensor("x", DataType.F32, count(4096), 32, 128);
        var z = step.output("z", DataType.F32, 32, 2, 64);

        assertThat(new Transfer.DmaCopy(z, x.block(Affine.of(0), 32, 128)).cost())
                .isEqualTo(new Transfer.Traffic(16384, 32, 1));
        assertThat(new Transfer.DmaCopy(z.shaped(new Stride(2, 64), new Stride(32, 1)), x.block(Affine.of(0), 32, 64))
                        .cost())
                .isEqualTo(new Transfer.Traffic(8192, 64, 1));
    }

    private static double[] count(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }
}
