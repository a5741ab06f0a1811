package dev.ranvier.cli;

import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.text.TextPrinter.Locations;
import dev.ranvier.stablehlo.verify.Verifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ranvier inspect}: shows a program to a person. */
@Command(
        name = "inspect",
        description = "Print a program for a person, and below it what it holds.",
        footer = {
            "",
            "Long constants are shortened. What is wrong with the program by the StableHLO specification is named at",
            "the end; the exit code is 0 only if nothing is.",
            "",
            "Example: ./ranvier inspect model.mlirbc --ops"
        })
final class Inspect implements Callable<Integer> {
    private static final double KIBIBYTE = 1024;
    private static final int SHOWN_TYPES = 12;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "StableHLO as .mlir text or .mlirbc bytecode, or .pt2 of PyTorch; - is standard input.")
    private Path model;

    @Option(names = "--locations", description = "Print where in the user's source each op comes from.")
    private boolean locations;

    @Option(names = "--generic", description = "Print every op in MLIR's generic form.")
    private boolean generic;

    @Option(names = "--ops", description = "Print only what the program holds, not its text.")
    private boolean onlyOps;

    @Option(names = "--json", description = "Print what the program holds as one JSON object.")
    private boolean json;

    /** What {@code --json} prints. */
    private record Json(
            String file,
            String format,
            String producer,
            long fileBytes,
            ModuleFacts contents,
            List<String> diagnostics) {}

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var file = ModelFile.read(model);
        var module = file.parse();
        var facts = ModuleFacts.of(module);
        var diagnostics = Verifier.verify(module);
        if (json) {
            out.println(new JsonMapper()
                    .writeValueAsString(new Json(
                            file.name(),
                            file.isBytecode() ? "bytecode" : "text",
                            file.producer(),
                            file.bytes().byteSize(),
                            facts,
                            diagnostics.stream().map(Diagnostic::toString).toList())));
        } else {
            if (!onlyOps) {
                out.println(TextPrinter.print(
                        module,
                        new TextPrinter.Options(generic, locations ? Locations.COMMENTS : Locations.NONE, true)));
            }
            printFacts(out, file, facts);
            diagnostics.forEach(diagnostic -> out.println("error: " + diagnostic));
        }
        return diagnostics.isEmpty() ? 0 : 1;
    }

    private static void printFacts(PrintWriter out, ModelFile file, ModuleFacts facts) {
        var form = file.isBytecode() ? "bytecode of " + file.producer() : "text";
        out.println(file.name() + ": " + form + ", " + size(file.bytes().byteSize()));
        facts.functions().forEach(function -> printFunction(out, function));
        out.println();
        out.println("constants " + size(facts.constantBytes()));
        out.println("tensors   " + counts(facts.elementTypes()));
        if (!facts.customCalls().isEmpty()) {
            out.println("calls     " + counts(facts.customCalls()));
        }
        out.println();
        byCount(facts.ops()).forEach(op -> out.printf("%7d  %s%n", op.getValue(), op.getKey()));
        facts.deprecated()
                .forEach((op, replacement) -> out.println("warning: " + op + " is deprecated, use " + replacement));
    }

    private static void printFunction(PrintWriter out, ModuleFacts.Function function) {
        out.println();
        out.println("function " + function.name());
        printTypes(
                out,
                "takes",
                function.inputs().stream()
                        .map(input ->
                                "%-30s %s".formatted(input.type(), input.name()).stripTrailing())
                        .toList());
        printTypes(out, "gives", function.results());
        out.println("  inputs " + size(function.inputBytes()) + ", results " + size(function.resultBytes()));
    }

    private static void printTypes(PrintWriter out, String label, List<String> types) {
        for (int i = 0; i < Math.min(types.size(), SHOWN_TYPES); i++) {
            out.printf("  %-6s %s%n", i == 0 ? label : "", types.get(i));
        }
        if (types.size() > SHOWN_TYPES) {
            out.printf("  %-6s … %d more, all of which --json names%n", "", types.size() - SHOWN_TYPES);
        }
    }

    private static List<Map.Entry<String, Integer>> byCount(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    private static String counts(Map<String, Integer> counts) {
        return byCount(counts).stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** A number of bytes in the largest unit that leaves at least one. */
    static String size(long bytes) {
        if (bytes < KIBIBYTE) {
            return bytes + " bytes";
        }
        double amount = bytes;
        int unit = -1;
        do {
            amount /= KIBIBYTE;
            unit++;
        } while (amount >= KIBIBYTE && unit < 3);
        return "%.1f %s".formatted(amount, List.of("KiB", "MiB", "GiB", "TiB").get(unit));
    }
}
