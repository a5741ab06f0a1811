package dev.ranvier.cli;

import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.cli.files.NumpyArray;
import dev.ranvier.cli.files.NumpyFile;
import dev.ranvier.reference.Host;
import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Parameters(paramLabel = "MODEL", description = "StableHLO as .mlir text or .mlirbc bytecode; - is standard input.")
    private Path model;

    @Option(names = "--device", defaultValue = "reference", description = "What runs it: ${COMPLETION-CANDIDATES}.")
    private Device device = Device.REFERENCE;

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
    public Integer call() {
        var module = ModelFile.read(model).parse();
        Verifier.check(module);
        var function = functionName == null ? module.entry() : function(module, functionName);
        var arrays = inputs == null ? new LinkedHashMap<String, NumpyArray>() : NumpyFile.read(inputs);
        var arguments = new InputMatcher(function).match(arrays);
        var results = switch (device) {
            case REFERENCE -> interpret(module, function, arguments);
        };
        var tensors = named("result", results);
        if (output == null) {
            print(tensors);
        } else {
            var saved = new LinkedHashMap<String, NumpyArray>();
            tensors.forEach((name, tensor) -> saved.put(name, NumpyArray.of(tensor)));
            NumpyFile.write(output, saved);
        }
        return 0;
    }

    private static List<RuntimeValue> interpret(Module module, Func function, List<RuntimeValue> arguments) {
        var program = new Interpreter.ProcessProgram(function.symName(), arguments);
        return Interpreter.runParallel(module, 1, 1, List.of(program), new Host())
                .getFirst();
    }

    private static Func function(Module module, String name) {
        return module.function(name)
                .orElseThrow(() -> new RanvierException(Diagnostic.of(
                                Diagnostic.Code.NOT_FOUND, "the module has no function '" + name + "'")
                        .withHint("functions: "
                                + module.functions().stream().map(Func::symName).toList())));
    }

    /** The tensors among results, those of tuples as {@code result0.0}; tokens hold nothing. */
    private static SequencedMap<String, Tensor> named(String prefix, List<? extends RuntimeValue> values) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < values.size(); i++) {
            var name = prefix + i;
            switch (values.get(i)) {
                case Tensor tensor -> tensors.put(name, tensor);
                case RuntimeValue.Tuple(var elements) -> tensors.putAll(named(name + ".", elements));
                case RuntimeValue.Token _, RuntimeValue.Future _ -> {}
            }
        }
        return tensors;
    }

    private void print(SequencedMap<String, Tensor> tensors) {
        var out = spec.commandLine().getOut();
        tensors.forEach((name, tensor) -> {
            out.println(name + ": " + tensor.type());
            out.println(TensorText.of(tensor));
        });
    }
}
