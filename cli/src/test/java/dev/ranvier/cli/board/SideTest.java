package dev.ranvier.cli.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void answersWhatItIsAsked() throws InterruptedException {
        try (var side = side("while read -r request; do echo \"$request\"; done")) {
            var answer = side.ask("run", Map.of("seconds", 0.5, "peer", "xla"), LIMIT);
            assertThat(answer.get("command").asString()).isEqualTo("run");
            assertThat(answer.get("seconds").asDouble()).isEqualTo(0.5);
            assertThat(side.isAlive()).isTrue();
        }
    }

    /** A peer that says that it cannot goes on; one that breaks is ended. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read -r r; echo '{\"error\": \"no such row\"}'; read -r r | peer: no such row | true",
                "read -r r; echo oops | peer answered 'run' with: oops | false",
                "read -r r; echo Segmentation fault >&2; exit 3 "
                        + "| peer ended with 3 at 'run', after: Segmentation fault | false",
                "exit 4 | peer ended with 4 at 'run' | false",
            })
    void saysWhatIsWrong(String script, String message, boolean isAlive) {
        try (var side = side(script)) {
            assertThatThrownBy(() -> side.ask("run", Map.of(), LIMIT))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining(message);
            assertThat(side.isAlive()).isEqualTo(isAlive);
        }
    }

    @Test
    void endsWhatDoesNotAnswer() {
        try (var side = side("sleep 60")) {
            assertThatThrownBy(() -> side.ask("run", Map.of(), Duration.ofMillis(1)))
                    .hasMessageContaining("peer gave no answer to 'run'");
            assertThat(side.isAlive()).isFalse();
        }
    }

    @Test
    void namesWhatCannotBeStarted() {
        var absent = List.of(folder.resolve("absent").toString());
        assertThatThrownBy(() -> Side.start("peer", absent, Map.of(), folder.resolve("log")))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("cannot start peer");
    }

    private Side side(String script) {
        return Side.start("peer", List.of("sh", "-c", script), Map.of(), folder.resolve("log"));
    }
}
