package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Matrix;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of the systolic array. */
class MatmulTest {

    @ParameterizedTest
    @CsvSource({
        "BF16, 128, 128, 512, 2e-4",
        "F32, 96, 64, 200, 1e-4",
        "F16, 32, 1, 5, 1e-4",
        "F8E4M3, 128, 16, 64, 2e-4"
    })
    void productsAreSumsOverThePartitions(DataType type, int k, int m, int n, double error) {
        var step = new OneStep("trn2");
        var x = step.input("x", type, k, m);
        var y = step.input("y", type, k, n);
        var z = step.psum("z", DataType.F32, m, n);

        step.run(Engine.TENSOR, product(z, x, y, false)).assertClose("z", "(x.T @ y).ravel()", error);
    }

    @Test
    void aSecondProductIsAddedToTheFirst() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.BF16, 64, 32);
        var y = step.input("y", DataType.BF16, 64, 100);
        var z = step.psum("z", DataType.F32, 32, 100);

        step.run(Engine.TENSOR, product(z, x, y, false), product(z, x, y, true))
                .assertClose("z", "2 * (x.T @ y).ravel()", 2e-4);
    }

    @Test
    void doubleRowsAreSummedOverToo() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F8E4M3, 128, 2, 64);
        var y = step.input("y", DataType.F8E4M3, 128, 2, 256);
        var z = step.psum("z", DataType.F32, 64, 256);

        step.run(Engine.TENSOR, new Matrix.Matmul(z, x, y, false, Matrix.Matmul.Mode.DOUBLE_ROW))
                .assertClose("z", "x[:, :64].T @ y[:, :256] + x[:, 64:].T @ y[:, 256:]", 4e-4);
    }

    @Test
    void sumsAreOf32BitFloatsFromTheFirstPartitionOn() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.F32, new double[] {0x1p24, 1, 1, -0x1p24}, 4, 1);
        var y = step.input("y", DataType.F32, new double[] {1, 1, 1, 1}, 4, 1);

        step.run(Engine.TENSOR, product(step.psum("z", DataType.F32, 1, 1), x, y, false));

        assertThat(step.result("z")).containsExactly(0);
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.BF16, 64, 129);
        var y = step.input("y", DataType.F32, 32, 513);
        var z = step.output("z", DataType.BF16, 64, 513);

        assertThat(step.violations(Engine.TENSOR, product(z, x, y, false)))
                .contains("stationary and moving have 64 and 32 partitions")
                .contains("reads SBUF and writes PSUM")
                .contains("stationary has at most 128 columns")
                .contains("moving has at most 512 columns")
                .contains("the result of 129 and 513 columns is not 64 x 513")
                .contains("the result in PSUM is f32, not bf16")
                .contains("f32 and tf32 do not mix with narrower types");
    }

    @Test
    void aResultLiesInOneBank() {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.BF16, 64, 32);
        var y = step.input("y", DataType.BF16, 64, 512);
        var z = step.psum("z", DataType.F32, 32, 1024);
        var across = z.tile().slice(Affine.of(256), 512);

        assertThat(step.violations(Engine.TENSOR, product(across, x, y, false)))
                .contains("lies in one bank of 2048 bytes; this one takes bytes 1024 to 3071");
    }

    @Test
    void doubleRowsAreOf8BitFloatsOfTheThirdGeneration() {
        var step = new OneStep("trn1");
        var x = step.input("x", DataType.BF16, 64, 3, 32);
        var y = step.input("y", DataType.BF16, 64, 2, 64);
        var z = step.psum("z", DataType.F32, 48, 64);

        assertThat(step.violations(Engine.TENSOR, new Matrix.Matmul(z, x, y, false, Matrix.Matmul.Mode.DOUBLE_ROW)))
                .contains("needs a NeuronCore-v3")
                .contains("is for 8-bit floats")
                .contains("is 2 in double_row");
    }

    @ParameterizedTest
    @CsvSource({"BF16, 128, 512, 512", "BF16, 128, 16, 64", "BF16, 16, 8, 16", "F32, 128, 512, 2048"})
    void itTakesAsManyCyclesAsColumnsMove(DataType type, int m, int n, double cycles) {
        var step = new OneStep("trn2");
        var product = product(
                step.psum("z", DataType.F32, m, n),
                step.input("x", type, 128, m),
                step.input("y", type, 128, n),
                false);

        assertThat(step.cycles(Engine.TENSOR, product)).isEqualTo(cycles);
    }

    private static Matrix.Matmul product(Access.OfTile z, Access.OfTile x, Access.OfTile y, boolean accumulate) {
        return new Matrix.Matmul(z, x, y, accumulate, Matrix.Matmul.Mode.NORMAL);
    }
}
