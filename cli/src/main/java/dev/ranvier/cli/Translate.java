package dev.ranvier.cli;

import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.bytecode.BytecodeWriter;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.text.TextPrinter.Locations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier translate}: writes programs in the other form. */
@Command(
        name = "translate",
        description = "Write a program as MLIR text (.mlir) or as a portable artifact (.mlirbc, .stablehlo).",
        footer = {"", "Example: ./ranvier translate model.mlirbc model.mlir --locations"})
final class Translate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "IN", description = "The program; - is standard input.")
    private @Nullable Path in;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OUT",
            description = "The file to write; the end of its name decides the form.")
    private @Nullable Path out;

    @Option(names = "--list", paramLabel = "FILE", description = "Translate many: a line 'IN<tab>OUT' for each.")
    private @Nullable Path list;

    @Option(names = "--generic", description = "Write every op of a text in MLIR's generic form.")
    private boolean generic;

    @Option(names = "--locations", description = "Write the locations into a text.")
    private boolean locations;

    private record Job(Path in, Path out) {}

    @Override
    public Integer call() {
        int failed = 0;
        for (var job : jobs()) {
            try {
                translate(job);
            } catch (RanvierException e) {
                failed++;
                spec.commandLine().getErr().println("ranvier: " + job.in() + ": " + e.getMessage());
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private List<Job> jobs() {
        if (list == null) {
            if (in == null || out == null) {
                throw new ParameterException(spec.commandLine(), "name IN and OUT, or a --list of them");
            }
            return List.of(new Job(in, out));
        }
        var jobs = new ArrayList<Job>();
        for (var line : lines(list)) {
            var parts = line.split("\t", -1);
            if (parts.length != 2) {
                throw RanvierException.invalid(list + ": expected 'IN<tab>OUT', got '" + line + "'");
            }
            jobs.add(new Job(Path.of(parts[0]), Path.of(parts[1])));
        }
        return jobs;
    }

    private static List<String> lines(Path list) {
        try {
            return Files.readAllLines(list);
        } catch (IOException e) {
            throw WholeFile.failure("cannot read", list, e);
        }
    }

    private void translate(Job job) {
        var bytes = encode(ModelFile.read(job.in()).parse(), job.out().toString());
        WholeFile.write(job.out(), output -> output.write(bytes));
    }

    private byte[] encode(Module module, String name) {
        if (name.endsWith(".mlir")) {
            var options = new TextPrinter.Options(generic, locations ? Locations.FULL : Locations.NONE, false);
            return TextPrinter.print(module, options).getBytes(StandardCharsets.UTF_8);
        }
        if (name.endsWith(".mlirbc") || name.endsWith(".stablehlo")) {
            return BytecodeWriter.write(module);
        }
        throw RanvierException.invalid("no form of a program ends like " + name + " (.mlir, .mlirbc or .stablehlo)");
    }
}
