package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Matrix;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transposes on TensorE and VectorE. */
class TransposeTest {

    @ParameterizedTest
    @CsvSource({"BF16, 128, 100", "F32, 33, 128"})
    void tensorTransposesIntoPsum(DataType type, int rows, int columns) {
        var step = new OneStep("trn2");
        var x = step.input("x", type, rows, columns);
        var z = step.psum("z", type, columns, rows);

        step.run(Engine.TENSOR, new Matrix.Transpose(z, x)).assertEqual("z", "x.T.ravel()");
    }

    @Test
    void vectorTransposesSmallBlocks() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.I8, 32, 20);
        var z = step.output("z", DataType.I8, 20, 32);

        step.run(Engine.VECTOR, new Matrix.Transpose(z, x)).assertEqual("z", "x.T.ravel()");
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.BF16, 64, 40);
        var z = step.output("z", DataType.F32, 40, 60);

        assertThat(step.violations(Engine.VECTOR, new Matrix.Transpose(z, x)))
                .contains("this engine transposes up to 32 x 32")
                .contains("the transpose of 64 x 40 is not 40 x 60")
                .contains("a transpose keeps the type");
    }

    @Test
    void tensorTransposesFloatsFromSbufToPsum() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.I8, 64, 40);
        var z = step.output("z", DataType.I8, 40, 64);

        assertThat(step.violations(Engine.TENSOR, new Matrix.Transpose(z, x)))
                .contains("TensorE transposes from SBUF to PSUM")
                .contains("TensorE transposes floats of 16 and 32 bits");
    }

    @Test
    void itTakesAsManyCyclesAsRowsOrColumns() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.BF16, 100, 32);
        var transpose = new Matrix.Transpose(step.psum("z", DataType.BF16, 32, 100), x);

        assertThat(step.cycles(Engine.TENSOR, transpose)).isEqualTo(100);
        assertThat(step.cycles(Engine.VECTOR, transpose)).isEqualTo(64);
    }
}
