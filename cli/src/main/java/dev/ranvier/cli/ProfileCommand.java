package dev.ranvier.cli;

import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.neuroncore.profile.PerfettoTrace;
import dev.ranvier.neuroncore.profile.Profile;
import dev.ranvier.neuroncore.profile.Summary;
import dev.ranvier.neuroncore.text.ProgramParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier profile}: how long a program takes on a simulated NeuronCore, and why. */
@Command(
        name = "profile",
        description = "Say how long a NeuronCore program takes on a simulated core, and what bounds it.",
        footer = {
            "",
            "PROGRAM is text of the NeuronCore's instruction set, see neuroncore/SEMANTICS.md; programs of StableHLO are",
            "not compiled to it yet. Everything is " + Machines.DISCLAIMER + ".",
            "",
            "Example: ./ranvier profile kernel.txt --device trn2 --output profile"
        })
final class ProfileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROGRAM", description = "A program for a NeuronCore, as text.")
    private Path program;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "The machine: trn1, trn2, inf2 or trn3; default: the one that the program names.")
    private @Nullable String device;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Write trace.json there, which ui.perfetto.dev and chrome://tracing open.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        var profile = Profile.of(read());
        var out = spec.commandLine().getOut();
        Summary.lines(profile).forEach(out::println);
        if (output != null) {
            Files.createDirectories(output);
            WholeFile.write(output.resolve("trace.json"), stream -> PerfettoTrace.write(profile, stream));
        }
        return 0;
    }

    private Program read() throws IOException {
        var parsed = ProgramParser.parse(Files.readString(program), program.toString());
        return device == null
                ? parsed
                : new Program(parsed.name(), device, parsed.buffers(), parsed.semaphores(), parsed.body());
    }
}
