package dev.ranvier.cli;

import dev.ranvier.cli.device.DeviceOption;
import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.compiler.Pass;
import dev.ranvier.compiler.Pipeline;
import dev.ranvier.compiler.partition.CollectiveTable;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Executable;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import dev.ranvier.stablehlo.sharding.GspmdImport;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.text.TextPrinter.Locations;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier compile}: compiles a program, keeps it, and shows what the passes make of it. */
@Command(
        name = "compile",
        description = "Compile a program for a device.",
        footer = {
            "",
            "Passes are those that every compiling device runs first; the reference device interprets programs as they",
            "are written. RANVIER_LOG=info says how long each pass takes, as --timing does.",
            "",
            "Example: ./ranvier compile model.mlirbc --device cpu --dump-ir=simplify"
        })
final class Compile implements Callable<Integer> {
    private static final String ALL = "all";
    private static final double MILLISECOND = 1e6;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "StableHLO as .mlir text or .mlirbc bytecode, or .pt2 of PyTorch; - is standard input.")
    private Path model;

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(names = "--output", paramLabel = "FILE", description = "Write the compiled program.")
    private @Nullable Path output;

    @Option(
            names = "--dump-ir",
            paramLabel = "PASS",
            description = "Print the program as it is after a pass, or after each one: all.")
    private @Nullable String dumped;

    @Option(names = "--timing", description = "Print how long each pass takes, and how many ops it leaves.")
    private boolean timing;

    @Override
    public Integer call() {
        var module = ModelFile.read(model).parse();
        Verifier.check(module);
        if (dumped != null || timing || isVerbose(System.getenv())) {
            showPasses(module);
        }
        var layout = CompileOptions.partitioned(partitions(module));
        try (var client = device.open(layout.partitions())) {
            long start = System.nanoTime();
            var executable = client.compile(module, layout);
            finish(executable, System.nanoTime() - start);
        }
        return 0;
    }

    private static boolean isVerbose(Map<String, String> environment) {
        var level = environment.getOrDefault("RANVIER_LOG", "").toLowerCase(Locale.ROOT);
        return level.equals("info") || level.equals("debug");
    }

    /** How many devices a framework has written the program for. */
    private static int partitions(Module module) {
        return module.info().discardable().get("mhlo.num_partitions") instanceof BuiltinAttribute.Int count
                ? Math.toIntExact(count.value())
                : 1;
    }

    private void showPasses(Module module) {
        int partitions = partitions(module);
        var arguments = module.entry().body().arguments();
        var refined = ShapeRefinement.refine(
                module, arguments.stream().map(Value::type).toList());
        var imported = partitions == 1 ? refined : GspmdImport.run(refined, partitions);
        var entry = new EntryFunction(imported, CompileOptions.partitioned(partitions));
        var pipeline = Pipeline.standard(entry, partitions);
        var names = pipeline.passes().stream().map(Pass::name).distinct().toList();
        if (dumped != null && !dumped.equals(ALL) && !names.contains(dumped)) {
            throw new ParameterException(spec.commandLine(), "no pass '" + dumped + "', but " + ALL + " and " + names);
        }
        pipeline.run(imported, this::show);
    }

    private void show(Pass pass, Module module, long nanoseconds) {
        var out = spec.commandLine().getOut();
        if (dumped != null && (dumped.equals(ALL) || dumped.equals(pass.name()))) {
            out.println("// after " + pass.name());
            out.println(TextPrinter.print(module, new TextPrinter.Options(false, Locations.NONE, true)));
        }
        if (dumped == null) {
            spec.commandLine()
                    .getErr()
                    .printf("%-14s %8.1f ms %7d ops%n", pass.name(), nanoseconds / MILLISECOND, count(module.body()));
        }
        if (pass.name().equals("partition")) {
            CollectiveTable.of(module)
                    .forEach(row -> spec.commandLine()
                            .getErr()
                            .printf(
                                    "%-30s %5d times %12s a device%n",
                                    row.op(), row.count(), Inspect.size(row.bytes())));
        }
    }

    private static int count(Region region) {
        int count = region.ops().size();
        for (var op : region.ops()) {
            for (var inner : op.regions()) {
                count += count(inner);
            }
        }
        return count;
    }

    private void finish(Executable executable, long nanoseconds) {
        if (output != null) {
            var bytes = executable.serialize();
            WholeFile.write(output, file -> file.write(bytes));
        }
        if (dumped == null) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: compiled for %s in %.0f ms, %s of temporaries, %s of packed copies%n",
                            executable.name(),
                            executable.devices().getFirst(),
                            nanoseconds / MILLISECOND,
                            Inspect.size(executable.temporaryBytes()),
                            Inspect.size(executable.packedBytes()));
        }
    }
}
