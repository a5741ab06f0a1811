package dev.ranvier.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.files.NumpyTypes;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final Criterion EQUAL = new Criterion.Equal();

    /** Distances that NumPy computes from the integers that array.view(unsigned) gives. */
    @ParameterizedTest
    @CsvSource({
        "float32, 0x3f800000, 0x3f800001, 1",
        "float32, 0x3f800000, 0x3f7fffff, 1",
        "float32, 0x80000001, 0x1, 2",
        "float32, 0x0, 0x80000000, 0",
        "float32, 0x7fc00000, 0x7fc00001, 0",
        "float32, 0x7f800000, 0x7f800000, 0",
        "float32, 0x3f800000, 0x40000000, 8388608",
        "float64, 0x3ff0000000000000, 0x3ff0000000000003, 3",
        "float64, 0x8000000000000001, 0x2, 3",
        "float16, 0x3c00, 0x3c01, 1",
        "float16, 0x7bff, 0xfbff, 63486",
        "bfloat16, 0x3f80, 0x3f81, 1",
        "bfloat16, 0x4040, 0x4060, 32",
        "float8_e4m3fn, 0x38, 0x3a, 2",
        "float8_e4m3fn, 0xb8, 0x38, 112",
    })
    void countsUlpsAsNumpyDoes(String dtype, String actual, String expected, long ulps) {
        assertThat(verdict(dtype, actual, expected, new Criterion.Close(ulps, ulps)))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(dtype, actual, expected, new Criterion.Close(ulps + 1, ulps + 1)))
                .isNotEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "float32, 0x7f800000, 0x7f7fffff",
        "float32, 0x7f800000, 0xff800000",
        "float32, 0x7fc00000, 0x3f800000",
        "float64, 0xffefffffffffffff, 0x7fefffffffffffff",
        "float8_e4m3fn, 0x7f, 0x7e",
        "float8_e5m2, 0x7c, 0x7b",
    })
    void findsNoFiniteNumberNearToInfinityOrNan(String dtype, String actual, String expected) {
        assertThat(verdict(dtype, actual, expected, new Criterion.Close(0, 1L << 62)))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void takesZerosOfEitherSignAndAllNansAsEqual() {
        assertThat(verdict("float32", "0x0", "0x80000000", EQUAL)).isEqualTo(Verdict.PASS);
        assertThat(verdict("float32", "0x7fc00000", "0xffc00001", EQUAL)).isEqualTo(Verdict.PASS);
        assertThat(verdict("float32", "0x7fc00000", "0x0", EQUAL)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void comparesIntegersExactlyUnderEveryCriterion() {
        assertThat(verdict("int32", "0x5", "0x6", new Criterion.AlmostEqual(10)))
                .isEqualTo(Verdict.WRONG);
        assertThat(verdict("uint8", "0xff", "0xff", new Criterion.Close(0, 0))).isEqualTo(Verdict.PASS);
        assertThat(verdict("bool", "0x0", "0x1", new Criterion.Close(0, 3))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void allowsAnAbsoluteDifference() {
        var criterion = new Criterion.AlmostEqual(0.25);
        assertThat(Judge.judge(doubles(1, 2), doubles(1.25, 1.75), criterion)).isEqualTo(Judgement.PASS);
        assertThat(Judge.judge(doubles(1, 2), doubles(1.26, 2), criterion))
                .isEqualTo(new Judgement(Verdict.WRONG, "1/2 off by more than 0.25, at [0]: got 1.0, expected 1.26"));
        var infinity = Double.POSITIVE_INFINITY;
        assertThat(Judge.judge(doubles(infinity), doubles(infinity), criterion).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(Judge.judge(doubles(infinity), doubles(1), criterion).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void callsSmallRelativeErrorsLoose() {
        assertThat(Judge.judge(doubles(1), doubles(1 + 1e-12), EQUAL).verdict()).isEqualTo(Verdict.LOOSE);
        assertThat(Judge.judge(doubles(1), doubles(1 + 1e-10), EQUAL).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(Judge.judge(doubles(1, Double.NaN), doubles(1 + 1e-12, 0), EQUAL)
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void judgesComplexNumbersPartByPart() {
        var expected = complex(1, 1e-3);
        assertThat(Judge.judge(complex(1, 1e-3), expected, new Criterion.Close(0, 0)))
                .isEqualTo(Judgement.PASS);
        // Far away in its own part, but near for the size of the number.
        assertThat(Judge.judge(complex(1, 1e-3 + 1e-12), expected, new Criterion.Close(0, 3))
                        .verdict())
                .isEqualTo(Verdict.LOOSE);
    }

    @Test
    void namesTypesThatDiffer() {
        assertThat(Judge.judge(doubles(1), doubles(1, 2), EQUAL))
                .isEqualTo(new Judgement(Verdict.WRONG, "expected tensor<2xf64>, got tensor<1xf64>"));
    }

    private static Verdict verdict(String dtype, String actual, String expected, Criterion criterion) {
        var type = Objects.requireNonNull(NumpyTypes.named(dtype));
        return Judge.judge(scalar(type, actual), scalar(type, expected), criterion)
                .verdict();
    }

    private static Tensor scalar(ElementType type, String bits) {
        return Tensor.of(DenseElements.ofBits(TensorType.of(type), Long.parseUnsignedLong(bits.substring(2), 16)));
    }

    private static Tensor doubles(double... values) {
        var tensor = Tensor.zeros(ScalarType.F64, values.length);
        for (int i = 0; i < values.length; i++) {
            tensor.setDouble(i, values[i]);
        }
        return tensor;
    }

    private static Tensor complex(double real, double imaginary) {
        var tensor = Tensor.zeros(ComplexType.C128);
        tensor.setComplex(0, real, imaginary);
        return tensor;
    }
}
