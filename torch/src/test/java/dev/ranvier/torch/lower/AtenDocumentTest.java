package dev.ranvier.torch.lower;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/aten.md} in step with the table of ops; {@code -Dranvier.bless=true} writes it anew. */
class AtenDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/aten.md");

    @Test
    void documentListsTheOps() throws IOException {
        var sections = OpTable.families().entrySet().stream()
                .map(family -> "\n## " + family.getKey() + "\n\n" + ops(family.getValue()))
                .collect(Collectors.joining());
        var names = OpTable.names();
        long packets = names.stream().map(AtenDocumentTest::packet).distinct().count();
        var introduction = """
                # The ops of PyTorch

                Written by `AtenDocumentTest` from the table that lowers them: %d ops, %d with their overloads, which stand \
                in brackets. Ops are of the namespace `aten` where none is named. With each go the op that works in place, \
                such as `add_`, and the one that copies what a view shows, such as `expand_copy`. \
                Composite ops are what `torch.compile` and `torch.export` make of them.
                """.formatted(packets, names.size());
        var document = introduction + sections;
        if (Boolean.getBoolean("ranvier.bless")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT).content().isEqualTo(document);
    }

    private static String ops(List<String> names) {
        var overloads = new TreeMap<String, List<String>>();
        for (var name : names) {
            overloads
                    .computeIfAbsent(packet(name), _ -> new ArrayList<>())
                    .add(name.substring(name.lastIndexOf('.') + 1));
        }
        return overloads.entrySet().stream()
                .map(op -> "`" + op.getKey().replaceFirst("^aten\\.", "") + "`" + brackets(op.getValue()))
                .collect(Collectors.joining(", ", "", "\n"));
    }

    private static String brackets(List<String> overloads) {
        return overloads.equals(List.of("default")) ? "" : " (" + String.join(", ", overloads) + ")";
    }

    /** The name without the overload. */
    private static String packet(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
