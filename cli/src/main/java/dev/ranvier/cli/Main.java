package dev.ranvier.cli;

import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The {@code ranvier} command: its subcommands, one class each, and how their errors are shown. */
@Command(
        name = "ranvier",
        description = "Reads, checks and runs StableHLO programs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Bench.class,
            Compile.class,
            Conformance.class,
            Devices.class,
            Diff.class,
            Doctor.class,
            Inspect.class,
            ProfileCommand.class,
            Run.class,
            Translate.class,
        })
public final class Main {
    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code: 0 only if it worked, 1 if it failed, 2 if the command
     * line is wrong.
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of a whole command line; its {@code out} and {@code err} may be redirected. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::report);
    }

    /** Shows what the user can mend in words; anything else is a fault of ours and keeps its stack trace. */
    private static int report(Exception exception, CommandLine command, ParseResult arguments) throws Exception {
        var message = switch (exception) {
            case RanvierException invalid -> invalid.getMessage();
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case IOException unreadable -> "cannot read or write: " + unreadable.getMessage();
            default -> throw exception;
        };
        command.getErr().println("ranvier: " + message);
        return 1;
    }
}
