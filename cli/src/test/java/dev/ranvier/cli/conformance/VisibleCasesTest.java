package dev.ranvier.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oracle of everything: the cases that StableHLO's own authors wrote, where they are at hand. */
class VisibleCasesTest {
    private static final Path CASES = Path.of(System.getenv().getOrDefault("RANVIER_SHARED", "../../shared"))
            .resolve("conformance")
            .resolve("stablehlo-visible.tar.gz");
    private static final Path EXCLUSIONS = Path.of("..", "conformance", "exclusions.txt");

    @Test
    void everyVisibleCasePassesInBothForms() throws InterruptedException {
        var report = run("reference");
        assertThat(report.outcomes().stream().filter(Outcome::failed)).isEmpty();
        assertThat(report.outcomes().stream()
                        .filter(outcome ->
                                outcome.passed() && outcome.exclusion().isPresent()))
                .as("excluded without need")
                .isEmpty();
    }

    @Test
    void everyVisibleCasePassesOnTheCpuDevice() throws InterruptedException {
        assertThat(run("cpu").outcomes().stream().filter(Outcome::failed)).isEmpty();
    }

    private static Report run(String device) throws InterruptedException {
        assumeTrue(
                Files.exists(CASES), "no conformance cases: " + CASES + " is absent (RANVIER_SHARED names its folder)");
        try (var folder = CaseFolder.open(CASES);
                var client = Client.open(ClientOptions.of(device))) {
            return new Suite(
                            ConformanceCase.below(folder.path()),
                            List.of(Form.TEXT, Form.BYTECODE),
                            Exclusions.read(EXCLUSIONS),
                            new CaseRunner(new ProgramRunner(client), Duration.ofSeconds(60)),
                            Runtime.getRuntime().availableProcessors())
                    .run(progress -> {});
        }
    }
}
