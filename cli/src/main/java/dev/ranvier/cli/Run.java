package dev.ranvier.cli;

import dev.ranvier.cli.device.DeviceOption;
import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.cli.files.NumpyArray;
import dev.ranvier.cli.files.NumpyFile;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier run}: runs a function of a program on arrays. */
@Command(
        name = "run",
        description = "Run a program on arrays of NumPy.",
        footer = {
            "",
            "Inputs are found by name (arg0, arg1, … or the names that JAX gave them), or else taken in order.",
            "",
            "Example: ./ranvier run model.mlirbc --inputs inputs.npz --output results.npz"
        })
final class Run implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "StableHLO as .mlir text or .mlirbc bytecode, or .pt2 of PyTorch; - is standard input.")
    private Path model;

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(names = "--inputs", paramLabel = "FILE", description = "The inputs, as .npz, or .npy for a single one.")
    private @Nullable Path inputs;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the results, named result0, result1, …, as .npz instead of printing them.")
    private @Nullable Path output;

    @Option(names = "--function", paramLabel = "NAME", description = "The function to run; default: main.")
    private @Nullable String functionName;

    @Override
    public Integer call() throws InterruptedException {
        var written = ModelFile.read(model).parse();
        Verifier.check(written);
        var module = functionName == null ? written : EntryFunction.choose(written, functionName);
        var function = module.entry();
        var arrays = inputs == null ? new LinkedHashMap<String, NumpyArray>() : NumpyFile.read(inputs);
        var arguments = new InputMatcher(function).match(arrays);
        try (var client = device.open()) {
            show(function, new ProgramRunner(client).run(refined(module, arguments), arguments));
        }
        return 0;
    }

    /** The module for the shapes of the arguments, where it leaves shapes open. */
    private static Module refined(Module module, List<RuntimeValue> arguments) {
        var body = module.entry().body();
        boolean open = Stream.concat(body.arguments().stream(), body.results().stream())
                .anyMatch(value -> value.type() instanceof TensorType type && !type.isStatic());
        return open
                ? ShapeRefinement.refine(
                        module, arguments.stream().map(RuntimeValue::type).toList())
                : module;
    }

    private void show(Func function, List<Tensor> results) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < results.size(); i++) {
            if (!(function.body().results().get(i).type() instanceof Type.Token)) {
                tensors.put("result" + i, results.get(i));
            }
        }
        if (output == null) {
            print(tensors);
        } else {
            var saved = new LinkedHashMap<String, NumpyArray>();
            tensors.forEach((name, tensor) -> saved.put(name, NumpyArray.of(tensor)));
            NumpyFile.write(output, saved);
        }
    }

    private void print(SequencedMap<String, Tensor> tensors) {
        var out = spec.commandLine().getOut();
        tensors.forEach((name, tensor) -> {
            out.println(name + ": " + tensor.type());
            out.println(TensorText.of(tensor));
        });
    }
}
