package dev.ranvier.cli;

import dev.ranvier.cli.conformance.CaseFolder;
import dev.ranvier.cli.conformance.CaseRunner;
import dev.ranvier.cli.conformance.ConformanceCase;
import dev.ranvier.cli.conformance.Exclusions;
import dev.ranvier.cli.conformance.Form;
import dev.ranvier.cli.conformance.Report;
import dev.ranvier.cli.conformance.Suite;
import dev.ranvier.cli.device.DeviceOption;
import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.runtime.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ranvier conformance}: runs a folder of cases and compares their results with the expected ones. */
@Command(
        name = "conformance",
        description = "Run a folder of StableHLO cases and judge the results by each case's own criterion.",
        footer = {
            "",
            "Excluded cases are run too, and those that pass are named.",
            "Exit code: 0 if every case passed or is excluded.",
            "",
            "Example: ./ranvier conformance ../shared/conformance/stablehlo-visible.tar.gz --filter 'testdata/dot_.*'"
        })
final class Conformance implements Callable<Integer> {
    private static final double NANOS_A_SECOND = 1e9;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of case folders, or a .tar.gz of one.")
    private Path folder;

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--form",
            defaultValue = "both",
            description = "Form of the programs: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}."
                    + " The form const has its inputs inside.")
    private Forms forms = Forms.BOTH;

    @Option(names = "--filter", paramLabel = "REGEX", description = "Only cases whose id holds a match.")
    private Pattern filter = Pattern.compile("");

    @Option(names = "--json", paramLabel = "FILE", description = "Write the verdicts as one JSON object.")
    private @Nullable Path json;

    @Option(
            names = "--exclusions",
            paramLabel = "FILE",
            description = "Cases that need not pass, a line 'id form # reason' each;"
                    + " default: conformance/exclusions.txt of the repository.")
    private @Nullable Path exclusions;

    @Option(names = "--jobs", paramLabel = "N", description = "Cases at a time; default: one a core.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Time that one case may take; default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    /** What {@code --form} can say. */
    private enum Forms {
        TEXT,
        BYTECODE,
        BOTH,
        CONST;

        List<Form> forms() {
            return switch (this) {
                case TEXT -> List.of(Form.TEXT);
                case BYTECODE -> List.of(Form.BYTECODE);
                case BOTH -> List.of(Form.TEXT, Form.BYTECODE);
                case CONST -> List.of(Form.CONST);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        long start = System.nanoTime();
        // Not closed, since a case that was given up may run on.
        var client = device.open();
        var report = run(client);
        report.print(out);
        out.println();
        out.printf("%s: %s, %.1f s%n", client.kind(), report.summary(), (System.nanoTime() - start) / NANOS_A_SECOND);
        if (json != null) {
            WholeFile.write(
                    json,
                    output -> new JsonMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValue(output, report.json(client.kind())));
        }
        return report.successful() ? 0 : 1;
    }

    private Report run(Client client) throws InterruptedException {
        try (var unpacked = CaseFolder.open(folder);
                var progress = new ProgressLine(spec.commandLine().getErr())) {
            progress.show("reading " + folder);
            var cases = ConformanceCase.below(unpacked.path()).stream()
                    .filter(subject -> filter.matcher(subject.id()).find())
                    .toList();
            return new Suite(
                            cases,
                            forms.forms(),
                            readExclusions(),
                            new CaseRunner(new ProgramRunner(client), Duration.ofSeconds(timeoutSeconds)),
                            jobs)
                    .run(state -> progress.show(
                            "%d of %d, %d failed".formatted(state.done(), state.total(), state.failed())));
        }
    }

    private Exclusions readExclusions() {
        if (exclusions != null) {
            return Exclusions.read(exclusions);
        }
        var kept = Repository.root().resolve("conformance").resolve("exclusions.txt");
        return Files.exists(kept) ? Exclusions.read(kept) : Exclusions.NONE;
    }
}
