package dev.ranvier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final TensorType TYPE = TensorType.of(ScalarType.F32, 2, 3, 5);

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{0}", "{1,0}", "{0,1}", "{2,0,1}"})
    void textComesBack(String text) {
        assertThat(Layout.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auto", "{1,0:T(8,128)}", "{1,0", "{0,0}", "{1}", "{99999999999}"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Layout.parse(text)).isInstanceOf(RanvierException.class);
    }

    @Test
    void stridesFollowFromTheOrder() {
        assertThat(Layout.rowMajor(3)).isEqualTo(Layout.parse("{2,1,0}"));
        assertThat(Layout.rowMajor(3).byteStrides(TYPE)).containsExactly(60, 20, 4);
        assertThat(Layout.parse("{0,2,1}").byteStrides(TYPE)).containsExactly(4, 40, 8);
        assertThat(Layout.rowMajor(3).isRowMajor()).isTrue();
        assertThat(Layout.parse("{0,2,1}").isRowMajor()).isFalse();
    }

    @Test
    void theOrderFollowsFromStrides() {
        assertThat(Layout.ofByteStrides(TYPE, new long[] {4, 40, 8})).contains(Layout.parse("{0,2,1}"));
        assertThat(Layout.ofByteStrides(TYPE, new long[] {4, 40, 16})).isEmpty();
        var column = TensorType.of(ScalarType.F32, 1, 3);
        assertThat(Layout.ofByteStrides(column, new long[] {0, 4})).contains(Layout.rowMajor(2));
        assertThat(Layout.ofByteStrides(TensorType.of(ScalarType.F32), new long[0]))
                .contains(Layout.rowMajor(0));
    }
}
