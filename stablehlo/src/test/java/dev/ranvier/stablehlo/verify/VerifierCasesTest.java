package dev.ranvier.stablehlo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The case files of the verifier. A case begins with {@code // ----- OP} and is a module that verifies, followed by
 * edits: {@code // LABEL: OLD => NEW ; ...} makes it break the constraint of that label, by replacing OLD wherever it
 * occurs. {@code .} stands for nothing and {@code \n} for the end of a line.
 */
class VerifierCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/ranvier/stablehlo/verify");
    private static final String HEADER = "// ----- ";

    record Edit(String label, String replacements) {
        String apply(String module) {
            for (var replacement : replacements.split(" ; ", -1)) {
                var sides = replacement.split(" => ", -1);
                var old = sides[0].replace("\\n", "\n");
                assertThat(module).contains(old);
                module = module.replace(old, sides[1].equals(".") ? "" : sides[1].replace("\\n", "\n"));
            }
            return module;
        }
    }

    record Case(String file, String op, String module, List<Edit> edits) {}

    static Stream<Case> cases() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().flatMap(VerifierCasesTest::cases);
        }
    }

    private static Stream<Case> cases(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^" + HEADER))
                    .skip(1)
                    .map(text -> parse(file.getFileName().toString(), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Case parse(String file, String text) {
        var lines = text.lines().toList();
        var module = new ArrayList<String>();
        var edits = new ArrayList<Edit>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.startsWith("// ") && line.contains(" => ")) {
                var parts = line.substring(3).split(": ", 2);
                edits.add(new Edit(parts[0], parts[1]));
            } else {
                module.add(line);
            }
        }
        return new Case(file, lines.getFirst(), String.join("\n", module), edits);
    }

    @TestFactory
    Stream<DynamicTest> accepted() throws IOException {
        return cases().map(given -> DynamicTest.dynamicTest(
                given.file() + " " + given.op(),
                () -> assertThat(Verifier.verify(TextParser.parse(given.module(), given.file())))
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> rejected() throws IOException {
        return cases().flatMap(given -> given.edits().stream()
                .map(edit -> DynamicTest.dynamicTest(given.op() + " " + edit, () -> rejected(given, edit))));
    }

    private static void rejected(Case given, Edit edit) {
        var module = TextParser.parse(edit.apply(given.module()), given.file());
        assertThat(Verifier.verify(module)).anySatisfy(diagnostic -> {
            assertThat(diagnostic.op()).isEqualTo(given.op());
            assertThat(diagnostic.message()).startsWith(edit.label() + ": ");
            assertThat(diagnostic.place()).startsWith(given.file() + ":");
        });
    }

    @Test
    void everyOpHasACase() throws IOException {
        var tested = cases().map(Case::op).collect(Collectors.toSet());
        assertThat(OpSchema.all()).extracting(OpSchema::name).allMatch(tested::contains);
    }
}
