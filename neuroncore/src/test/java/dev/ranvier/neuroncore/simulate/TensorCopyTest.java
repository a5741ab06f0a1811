package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies, with a cast where the types differ. */
class TensorCopyTest {

    @ParameterizedTest
    @CsvSource({
        "F32, BF16, bf16(x)",
        "F32, F16, x.astype(np.float16)",
        "F32, I8, 'np.clip(np.rint(x), -128, 127) + 0.0'",
        "BF16, F32, x"
    })
    void numbersAreRoundedToTheType(DataType from, DataType to, String expression) {
        var step = new OneStep("trn2");
        var x = step.input("x", from, new double[] {0.1, -300, 2.5, 3.5, 1e9, -0.0, 1e-30, 77.5}, 4, 2);
        var z = step.output("z", to, 4, 2);

        step.run(Engine.SCALAR, new Elementwise.TensorCopy(z, x)).assertEqual("z", expression);
    }

    @Test
    void bitsAreKeptBetweenEqualTypes() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.I32, new double[] {0x7FFFFFFF, -1, 0x1p24 + 1}, 1, 3);
        var z = step.output("z", DataType.I32, 1, 3);

        step.run(Engine.VECTOR, new Elementwise.TensorCopy(z, x)).assertEqual("z", "x");
    }

    @Test
    void strideAndOrderAreThoseOfTheAccess() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, 8, 4, 6);
        var z = step.output("z", DataType.F32, 8, 6, 4);

        step.run(Engine.GPSIMD, new Elementwise.TensorCopy(z, x.shaped(new Stride(6, 1), new Stride(4, 6))))
                .assertEqual("z", "x.reshape(8, 4, 6).transpose(0, 2, 1)");
    }

    @Test
    void shapesAreEqual() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, 64, 40);

        assertThat(step.violations(
                        Engine.VECTOR, new Elementwise.TensorCopy(step.output("z", DataType.F32, 32, 40), x)))
                .contains("operands differ in shape: 32 x 40 and 64 x 40");
    }

    @ParameterizedTest
    @CsvSource({"trn1, F32, 800", "trn2, F32, 400", "trn2, F16, 200", "trn2, I8, 800"})
    void itTakesACycleAnElementAndLessInFastMode(String machine, DataType type, double cycles) {
        var step = new OneStep(machine);
        var copy = new Elementwise.TensorCopy(step.output("z", type, 64, 800), step.input("x", type, 64, 800));

        assertThat(step.cycles(Engine.VECTOR, copy)).isEqualTo(cycles);
        assertThat(step.cycles(Engine.GPSIMD, copy)).isEqualTo(800);
    }
}
