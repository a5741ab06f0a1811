package dev.ranvier.neuroncore.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers are rounded when they are written. */
class DataTypeTest {
    @ParameterizedTest
    @CsvSource({
        "I8, 127.5, 127",
        "I8, -1e9, -128",
        "I8, 2.5, 2",
        "I8, 3.5, 4",
        "UI8, -3, 0",
        "UI8, 300, 255",
        "I32, 3e9, 2147483647",
        "UI32, 5e9, 4294967295",
        "I16, NaN, 0",
        "BF16, 1.00390625, 1",
        "BF16, 1.01171875, 1.015625",
        "TF32, 1.00048828125, 1",
        "F8E4M3, 240, 240",
        "F8E4M3, 1000, Infinity",
        "F8E4M3FN, 448, 448"
    })
    void numbersAreRoundedToNearestEvenAndIntegersSaturate(DataType type, double written, double read) {
        assertThat(type.decode(type.encode(written))).isEqualTo(read);
    }
}
