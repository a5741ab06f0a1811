package dev.ranvier.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
    /** What {@code bytes.fromhex(…).decode('utf-8', 'surrogateescape')} gives in Python. */
    @ParameterizedTest
    @CsvSource({
        "61cebbf09f9880, aλ😀",
        "ff61, \uDCFFa",
        "80, \uDC80",
        "c3, \uDCC3",
        "c080, \uDCC0\uDC80",
        "e08080, \uDCE0\uDC80\uDC80",
        "eda080, \uDCED\uDCA0\uDC80",
        "e28261, \uDCE2\uDC82a",
        "f09f98, \uDCF0\uDC9F\uDC98",
        "f4908080, \uDCF4\uDC90\uDC80\uDC80",
        "f0e282ac, \uDCF0€",
    })
    void bytesBecomeTheStringThatPythonMakesAndComeBack(String hexadecimal, String text) {
        var bytes = HexFormat.of().parseHex(hexadecimal);

        assertThat(Utf8.decode(bytes)).isEqualTo(text);
        assertThat(Utf8.encode(text)).isEqualTo(bytes);
        assertThat(Utf8.length(text, 0, text.length())).isEqualTo(bytes.length);
    }
}
