package dev.ranvier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ranvier devices}: what a program can be run on. */
@Command(name = "devices", description = "List the devices that run programs.")
final class Devices implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (var device : Device.values()) {
            spec.commandLine().getOut().printf("%-12s %s%n", device, device.description());
        }
        return 0;
    }
}
