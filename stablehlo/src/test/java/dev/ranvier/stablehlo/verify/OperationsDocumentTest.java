package dev.ranvier.stablehlo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/ops.md} in step with the ops and their cases; {@code -Dranvier.bless=true} writes it anew. */
class OperationsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/ops.md");
    private static final String INTRODUCTION = """
            # The ops

            Written by `OperationsDocumentTest` from the op records and from the cases of the verifier. Constraints are \
            labelled as in the StableHLO specification; those listed are the ones that a case shows to be checked. \
            `?` marks what may be absent, `...` what may be many.

            | op | operands | attributes | regions | results | constraints |
            |---|---|---|---|---|---|
            """;

    @Test
    void documentListsTheOps() throws IOException {
        var rows = OpSchema.all().stream().map(OperationsDocumentTest::row).collect(Collectors.joining());
        if (Boolean.getBoolean("ranvier.bless")) {
            Files.writeString(DOCUMENT, INTRODUCTION + rows);
        }
        assertThat(DOCUMENT).content().isEqualTo(INTRODUCTION + rows);
    }

    private static String row(OpSchema schema) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        schema.name(),
                        fields(schema, OpField.Kind.OPERAND),
                        fields(schema, OpField.Kind.ATTRIBUTE),
                        fields(schema, OpField.Kind.REGION),
                        fields(schema, OpField.Kind.RESULT),
                        constraints(schema.name()));
    }

    private static String fields(OpSchema schema, OpField.Kind kind) {
        return schema.fields(kind).stream()
                .map(field -> field.name()
                        + switch (field.arity()) {
                            case ONE -> "";
                            case OPTIONAL -> "?";
                            case MANY -> "...";
                        })
                .collect(Collectors.joining(", "));
    }

    private static String constraints(String op) {
        try {
            var labels = VerifierCasesTest.cases()
                    .filter(given -> given.op().equals(op))
                    .flatMap(given -> given.edits().stream())
                    .map(VerifierCasesTest.Edit::label)
                    .collect(Collectors.toCollection(() -> new TreeSet<>(OperationsDocumentTest::compare)));
            return String.join(", ", labels);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** C2 before C10. */
    private static int compare(String a, String b) {
        return a.charAt(0) == b.charAt(0) && a.length() != b.length()
                ? Integer.compare(a.length(), b.length())
                : a.compareTo(b);
    }
}
