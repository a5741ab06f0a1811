package dev.ranvier.cli;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.DeviceProvider;
import java.util.Comparator;
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
        var providers = Client.providers().stream()
                .sorted(Comparator.comparing(DeviceProvider::kind))
                .toList();
        for (var provider : providers) {
            spec.commandLine().getOut().printf("%-12s %s%n", provider.kind(), provider.description());
        }
        return 0;
    }
}
