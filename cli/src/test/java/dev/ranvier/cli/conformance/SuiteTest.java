package dev.ranvier.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    private static final String IDENTITY = """
            func.func @main(%arg0: tensor<2xi8>) -> tensor<2xi8> {
              return %arg0 : tensor<2xi8>
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void reportsEveryKindOfOutcome() throws Exception {
        makeCase("good", IDENTITY, 1, 2);
        makeCase("bad", IDENTITY, 1, 3);
        makeCase("known", IDENTITY, 9, 9);
        makeCase("broken", "func.func @main(", 1, 2);
        makeCase("ill-typed", IDENTITY.replace("-> tensor<2xi8>", "-> tensor<3xi8>"), 1, 2);
        var done = new ArrayList<Integer>();
        var exclusions = new Exclusions(Map.of("known text", "nobody can"));
        Report report;
        try (var client = Client.open(ClientOptions.of("reference"))) {
            report = new Suite(
                            ConformanceCase.below(folder),
                            List.of(Form.TEXT, Form.BYTECODE),
                            exclusions,
                            new CaseRunner(new ProgramRunner(client), Duration.ofSeconds(60)),
                            2)
                    .run(progress -> done.add(progress.done()));
        }
        assertThat(report.outcomes().stream().map(outcome -> outcome.id() + " " + outcome.label()))
                .containsExactly("bad wrong", "broken error", "good pass", "ill-typed error", "known excluded");
        assertThat(report.outcomes().getFirst().message()).isEqualTo("1/2 differ, at [1]: got 2, expected 3");
        assertThat(done).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void saysThatAFolderHoldsNoCase() {
        assertThatThrownBy(() -> ConformanceCase.below(folder))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("no case below " + folder);
    }

    @Test
    void namesTheFileOfABadDescription() throws IOException {
        Files.writeString(folder.resolve("case.json"), "{\"id\": 1, \"inputs\": 2}");
        assertThatThrownBy(() -> ConformanceCase.below(folder))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("case.json");
    }

    private void makeCase(String id, String program, int... expected) throws IOException {
        var caseFolder = Files.createDirectory(folder.resolve(id));
        Files.writeString(caseFolder.resolve("args.mlir"), program);
        Files.write(caseFolder.resolve("a0.bin"), new byte[] {1, 2});
        Files.write(caseFolder.resolve("e0.bin"), new byte[] {(byte) expected[0], (byte) expected[1]});
        Files.writeString(caseFolder.resolve("case.json"), """
                {"id": "%s", "ops": [], "bucket": 7,
                 "inputs": [{"dtype": "int8", "shape": [2], "file": "a0.bin"}],
                 "outputs": [{"dtype": "int8", "shape": [2], "file": "e0.bin", "kind": "expect_eq"}]}
                """.formatted(id));
    }
}
