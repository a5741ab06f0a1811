package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of the Random123 library ({@code kat_vectors}): words of counter, key and result. */
class RandomBitsTest {
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000, 00000000 00000000, 6b200159 99ba4efe",
        "ffffffff ffffffff, ffffffff ffffffff, 1cb996fc bb002be7",
        "243f6a88 85a308d3, 13198a2e 03707344, c4923a9c 483df7a0"
    })
    void threeFry2x32(String counter, String key, String expected) {
        var state = Programs.integers(ScalarType.UI64, number(key, 0), number(counter, 0));
        var output = Tensor.zeros(ScalarType.UI64, 1);
        RandomBits.threeFry(state, output, 64);
        assertThat(output.getLong(0)).isEqualTo(number(expected, 0));
        assertThat(state.getLong(1)).isEqualTo(number(counter, 0) + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void philox4x32(String counter, String key, String expected) {
        var state = Programs.integers(ScalarType.UI64, number(key, 0), number(counter, 0), number(counter, 1));
        var output = Tensor.zeros(ScalarType.UI64, 2);
        RandomBits.philox(state, output, 64);
        assertThat(output.toLongs()).containsExactly(number(expected, 0), number(expected, 1));
    }

    /** A pair of words, the low one first. */
    private static long number(String words, int pair) {
        var all = words.split(" ", -1);
        return Long.parseLong(all[2 * pair], 16) | Long.parseLong(all[2 * pair + 1], 16) << 32;
    }
}
