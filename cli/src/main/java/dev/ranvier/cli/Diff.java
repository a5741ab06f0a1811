package dev.ranvier.cli;

import dev.ranvier.cli.device.DeviceOption;
import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.cli.diff.ProgramDiff;
import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.cli.files.NumpyFile;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ranvier diff}: finds the ops of a program that a device computes otherwise than another one. */
@Command(
        name = "diff",
        description = "Compare what two devices make of a program, and name the first ops that differ.",
        footer = {
            "",
            "The exit code is 0 only if the results agree. Ops that are wrong on right operands are told from those whose",
            "operands differ already. Of ops that are wrong only together the last one is named, and those before it.",
            "Without --inputs the inputs are random numbers, by --seed.",
            "",
            "Example: ./ranvier diff model.mlirbc --device cpu"
        })
final class Diff implements Callable<Integer> {
    private static final int NAMED_OPS = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "StableHLO as .mlir text or .mlirbc bytecode, or .pt2 of PyTorch; - is standard input.")
    private Path model;

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description = "The device that is right; default: ${DEFAULT-VALUE}.")
    private String against = "reference";

    @Option(names = "--inputs", paramLabel = "FILE", description = "The inputs, as .npz, or .npy for a single one.")
    private @Nullable Path inputs;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of random inputs.")
    private @Nullable Long seed;

    @Option(
            names = "--ulp",
            paramLabel = "N",
            description = "Differences that are rounding: so many units in the last place of a tensor's greatest"
                    + " element; default: ${DEFAULT-VALUE}.")
    private double tolerance = 64;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** What {@code --json} prints. */
    private record Json(
            String device, String against, @Nullable Long seed, ProgramDiff.Report report) {}

    @Override
    public Integer call() throws InterruptedException {
        var module = ModelFile.read(model).parse();
        Verifier.check(module);
        if (inputs == null && seed == null) {
            seed = System.nanoTime();
        }
        var arguments = arguments(module.entry());
        try (var client = device.open();
                var right = Client.open(ClientOptions.from(System.getenv()).withKind(against))) {
            var report = new ProgramDiff(new ProgramRunner(client), new ProgramRunner(right), tolerance, NAMED_OPS)
                    .compare(module, arguments);
            show(client.devices().getFirst().toString(), report);
            return report.agrees() ? 0 : 1;
        }
    }

    private List<RuntimeValue> arguments(Func function) {
        if (inputs != null) {
            return new InputMatcher(function).match(NumpyFile.read(inputs));
        }
        var random = new Random(seed == null ? 0 : seed);
        return function.body().arguments().stream()
                .map(argument -> random(argument.type(), random))
                .toList();
    }

    /** Numbers near 0 and 1; small ones of integers, which often are indices. */
    private static RuntimeValue random(Type type, Random random) {
        if (!(type instanceof TensorType tensorType)) {
            return new RuntimeValue.Token();
        }
        var tensor = Tensor.zeros(tensorType.elementType(), tensorType.shape());
        boolean isReal =
                tensorType.elementType().isFloat() || tensorType.elementType().isComplex();
        for (long i = 0; i < tensor.count(); i++) {
            if (isReal) {
                tensor.setDouble(i, random.nextGaussian());
            } else {
                tensor.setLong(i, random.nextInt(tensorType.elementType().isBoolean() ? 2 : 8));
            }
        }
        return tensor;
    }

    private void show(String name, ProgramDiff.Report report) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(new Json(name, against, seed, report)));
            return;
        }
        if (inputs == null) {
            out.println("random inputs, --seed=" + seed);
        }
        if (report.agrees()) {
            out.println("the results of " + name + " and " + against + " agree");
            return;
        }
        report.findings().forEach(out::println);
        if (report.findings().stream().noneMatch(finding -> finding.isCause())) {
            out.println(
                    report.findings().isEmpty()
                            ? "the results differ, but no value between does where it is handed out, nor alone: look at what"
                                    + " shares a kernel"
                            : "no op is wrong by itself: small differences add up");
        }
        out.println("the results of " + name + " and " + against + " differ: " + report.result());
    }
}
