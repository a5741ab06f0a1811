package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elementwise operators on two tiles. */
class TensorTensorTest {

    @ParameterizedTest
    @CsvSource({
        "ADD, a + b",
        "SUBTRACT, a - b",
        "MULTIPLY, a * b",
        "MAX, 'np.maximum(a, b)'",
        "MIN, 'np.minimum(a, b)'",
        "IS_EQUAL, a == b",
        "NOT_EQUAL, a != b",
        "GREATER, a > b",
        "GREATER_EQUAL, a >= b",
        "LESS, a < b",
        "LESS_EQUAL, a <= b",
        "LOGICAL_AND, '(a != 0) & (b != 0)'",
        "LOGICAL_OR, '(a != 0) | (b != 0)'",
        "LOGICAL_XOR, '(a != 0) ^ (b != 0)'"
    })
    void floatsAreRoundedOnce(AluOperator operator, String expression) {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.F32, new double[] {1.1, 0, -2, 3, 1e30, 0, 7, -0.1}, 2, 4);
        var y = step.input("y", DataType.BF16, new double[] {1.3, 0, -2, 0, 1e30, 5, -7, 0.1}, 2, 4);
        var z = step.output("z", DataType.F32, 2, 4);

        step.run(Engine.VECTOR, new Elementwise.TensorTensor(z, x, y, operator))
                .assertEqual("z", "(lambda a, b: %s)(f32(x), f32(y))".formatted(expression));
    }

    @ParameterizedTest
    @CsvSource({
        "BITWISE_AND, a & b",
        "BITWISE_OR, a | b",
        "BITWISE_XOR, a ^ b",
        "SHIFT_LEFT, a << b",
        "ARITHMETIC_SHIFT_RIGHT, a >> b",
        "LOGICAL_SHIFT_RIGHT, (a.view(np.uint16) >> b.view(np.uint16)).view(np.int16)"
    })
    void operatorsOnBitsTakeIntegersAsTheyAre(AluOperator operator, String expression) {
        var step = new OneStep("trn2");
        var x = step.input("x", DataType.I16, new double[] {12345, -2, -32768, 77}, 1, 4);
        var y = step.input("y", DataType.I16, new double[] {3, 5, 7, 0}, 1, 4);
        var z = step.output("z", DataType.I16, 1, 4);

        step.run(Engine.VECTOR, new Elementwise.TensorTensor(z, x, y, operator))
                .assertEqual("z", "(lambda a, b: %s)(np.int16(x), np.int16(y))".formatted(expression));
    }

    @Test
    void integersOf32BitsAreExactOnGpsimdOnly() {
        for (var engine : List.of(Engine.GPSIMD, Engine.VECTOR)) {
            var step = new OneStep("trn2");
            var x = step.input("x", DataType.I32, new double[] {0x1p24 + 1, 5}, 1, 2);
            var y = step.input("y", DataType.I32, new double[] {2, 5}, 1, 2);
            var z = step.output("z", DataType.I32, 1, 2);

            step.run(engine, new Elementwise.TensorTensor(z, x, y, AluOperator.ADD));

            assertThat(step.result("z")).containsExactly(engine == Engine.GPSIMD ? 0x1p24 + 3 : 0x1p24 + 2, 10);
        }
    }

    @Test
    void operandsAreConstrained() {
        var step = new OneStep("trn1");
        var x = step.psum("x", DataType.F32, 64, 40);
        var y = step.psum("y", DataType.F32, 64, 41);
        var z = step.output("z", DataType.F32, 64, 40);

        assertThat(step.violations(Engine.VECTOR, new Elementwise.TensorTensor(z, x, y, AluOperator.SHIFT_LEFT)))
                .contains("operands differ in shape: 64 x 40 and 64 x 41")
                .contains("both operands are in PSUM")
                .contains("SHIFT_LEFT is for operands of one type of integers, not for f32");
    }

    @ParameterizedTest
    @CsvSource({"trn1, BF16, ADD, 500", "trn1, BF16, MAX, 1000", "trn1, F32, ADD, 1000", "trn2, BF16, MAX, 500"})
    void itTakesACycleOrTwoAnElement(String machine, DataType type, AluOperator operator, double cycles) {
        var step = new OneStep(machine);
        var x = step.input("x", type, 64, 500);
        var instruction = new Elementwise.TensorTensor(step.output("z", type, 64, 500), x, x, operator);

        assertThat(step.cycles(Engine.VECTOR, instruction)).isEqualTo(cycles);
    }
}
