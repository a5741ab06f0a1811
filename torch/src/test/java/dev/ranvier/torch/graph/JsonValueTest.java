package dev.ranvier.torch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    private static JsonValue parse(String json) {
        return JsonValue.parse(MemorySegment.ofArray(json.getBytes(StandardCharsets.UTF_8)), "document");
    }

    @Test
    void readsValuesOfEveryKind() {
        var json = parse("""
                {"whole": -9223372036854775808, "real": 1.5e-3, "large": 9223372036854775808, "special": "-Infinity",
                 "text": "a\\u00e9\\n", "truth": true, "nothing": null, "list": [0, {"b": 1, "a": 2}]}""");
        assertThat(json.get("whole").integer()).isEqualTo(Long.MIN_VALUE);
        assertThat(json.get("whole").real()).isEqualTo(-0x1p63);
        assertThat(json.get("real").real()).isEqualTo(1.5e-3);
        assertThat(json.get("large").real()).isEqualTo(0x1p63);
        assertThat(json.get("special").real()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(json.get("text").text()).isEqualTo("aé\n");
        assertThat(json.get("truth").truth()).isTrue();
        assertThat(json.find("nothing")).isNull();
        var last = json.get("list").list(element -> element).getLast();
        assertThat(last.members().keySet()).containsExactly("b", "a");
        assertThat(Objects.requireNonNull(last.find("a")).path()).isEqualTo("document.list[1].a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | got an object",
                "[1] | got a list",
                "null | got null",
                "false | got false",
                "1.5 | got 1.5",
                "9223372036854775808 | got 9.223372036854776E18",
                "\"7\" | got \"7\""
            })
    void saysWhatStandsWhereAnIntegerShould(String value, String message) {
        var json = parse("[" + value + "]");
        assertThatThrownBy(() -> json.list(JsonValue::integer))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("document[0]: expected an integer of 64 bits, " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\": 1,}",
                "{\"a\"}",
                "{a: 1}",
                "[1] 2",
                "NaN",
                "[Infinity]",
                "[1e999]",
                "01",
                "+1",
                "'a'",
                "\"\t\"",
                "/* comment */ 1",
                "{\"a\": 1, \"b\": 2, \"a\": 1}"
            })
    void refusesWhatIsNotStrictJson(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("document: not JSON: ");
    }

    @Test
    void refusesWhatIsNestedTooDeepOrANumberTooLong() {
        for (var hostile : new String[] {"[".repeat(100_000), "{\"a\":".repeat(100_000), "1".repeat(100_000)}) {
            assertThatThrownBy(() -> parse(hostile))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("not JSON");
        }
        assertThat(parse("[".repeat(500) + "]".repeat(500)).list(element -> element))
                .hasSize(1);
    }
}
