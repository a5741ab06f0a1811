package dev.ranvier.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Judgement WRONG = new Judgement(Verdict.WRONG, "1/1 differ");
    private static final Report REPORT = new Report(List.of(
            outcome("a", Form.TEXT, Judgement.PASS, null),
            outcome("a", Form.BYTECODE, WRONG, null),
            outcome("b", Form.TEXT, WRONG, "the specification says otherwise"),
            outcome("c", Form.TEXT, Judgement.PASS, "no longer wrong")));

    @Test
    void writesTheContractsJson() {
        assertThat(new JsonMapper().writeValueAsString(REPORT.json("reference")))
                .startsWith("{\"device\":\"reference\",\"total\":4,\"passed\":2,\"excluded\":1,\"failed\":1,\"cases\":["
                        + "{\"id\":\"a\",\"form\":\"text\",\"verdict\":\"pass\",\"message\":\"\"},"
                        + "{\"id\":\"a\",\"form\":\"bytecode\",\"verdict\":\"wrong\",\"message\":\"1/1 differ\"},"
                        + "{\"id\":\"b\",\"form\":\"text\",\"verdict\":\"excluded\",\"message\":"
                        + "\"the specification says otherwise (wrong: 1/1 differ)\"},");
        assertThat(REPORT.successful()).isFalse();
        assertThat(REPORT.summary()).isEqualTo("2 passed, 1 excluded, 1 failed of 4");
    }

    @Test
    void showsATableByOpAndNamesWhatFailedAndWhatIsNeedlesslyExcluded() {
        var text = new StringWriter();
        REPORT.print(new PrintWriter(text));
        assertThat(text.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "stablehlo.add 2/3 0/1",
                        " wrong a bytecode 1/1 differ",
                        " excluded b text the specification says otherwise (wrong: 1/1 differ)",
                        " pass c text ");
    }

    private static Outcome outcome(String id, Form form, Judgement judgement, @Nullable String exclusion) {
        return new Outcome(id, form, List.of("stablehlo.add"), judgement, Optional.ofNullable(exclusion));
    }
}
