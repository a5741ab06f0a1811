package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import dev.ranvier.torch.graph.Argument;
import dev.ranvier.torch.graph.ExportedProgram;
import dev.ranvier.torch.graph.InputSpec;
import dev.ranvier.torch.graph.OutputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lowers an exported program to a module of one function, {@code main}. */
public final class ProgramLowering {
    private final ExportedProgram program;
    private final @Nullable Function<InputSpec.Kept, DenseElements> constants;
    private final Emitter emit = new Emitter(RegionBuilder.detached(Location.unknown()));
    private final Symbols symbols = new Symbols(emit);
    private final List<Diagnostic> failures = new ArrayList<>();
    private final GraphLowering lowering;
    private final SequencedMap<String, BlockArgument> arguments = new LinkedHashMap<>();

    /** The results that are new values of the user's inputs, by the input. */
    private final Map<String, Integer> mutated = new HashMap<>();

    private final List<Dictionary> resultAttributes = new ArrayList<>();

    private ProgramLowering(ExportedProgram program, @Nullable Function<InputSpec.Kept, DenseElements> constants) {
        this.program = program;
        this.constants = constants;
        this.lowering = new GraphLowering(program.graph(), emit, symbols, failures);
    }

    /**
     * A function of what the graph takes, kept tensors included, to what the graph gives, mutations included:
     * the new value of a user's input may take its memory.
     *
     * @throws RanvierException with everything that is not lowered, each with its Python line
     */
    public static Module withTensorsAsArguments(ExportedProgram program) {
        return new ProgramLowering(program, null).lower();
    }

    /**
     * A function of the user's inputs to the user's outputs.
     *
     * @param constants the tensors that the model keeps
     * @throws RanvierException with everything that is not lowered, each with its Python line
     */
    public static Module withTensorsAsConstants(
            ExportedProgram program, Function<InputSpec.Kept, DenseElements> constants) {
        return new ProgramLowering(program, constants).lower();
    }

    private Module lower() {
        for (int i = 0; i < program.inputs().size(); i++) {
            defineInput(program.inputs().get(i), program.graph().inputs().get(i));
        }
        lowering.run();
        var results = failures.isEmpty() ? results() : List.<Value>of();
        if (!failures.isEmpty()) {
            throw new RanvierException(failures);
        }
        return module(results);
    }

    private void defineInput(InputSpec spec, Argument input) {
        switch (spec) {
            case InputSpec.Foreign(String kind) ->
                failures.add(Diagnostic.of(
                        Diagnostic.Code.UNIMPLEMENTED, "an input of kind '" + kind + "', which Ranvier does not run"));
            case InputSpec.Kept kept
            when constants != null -> {
                var tensor = emit.builder().constant(constants.apply(kept));
                if (!tensor.type().equals(lowering.meta(kept.input()).type())) {
                    throw RanvierException.invalid(
                            "'" + kept.target() + "' is kept as " + tensor.type() + ", but the graph takes "
                                    + lowering.meta(kept.input()).type());
                }
                lowering.define(kept.input(), new Cell(tensor));
            }
            case InputSpec.Kept kept -> defineTensor(kept.input());
            // A value that nothing reads: ops pass tokens on.
            case InputSpec.Token(String name) -> lowering.define(name, new Cell(emit.constant(ScalarType.I1, 0)));
            case InputSpec.User _ -> defineUserInput(input);
        }
    }

    private void defineUserInput(Argument input) {
        switch (input) {
            case Argument.Tensor(String name) -> defineTensor(name);
            case Argument.SymInt(String name) -> {
                var argument = argument(name, TensorType.of(ScalarType.I64));
                symbols.bind(lowering.expression(name), SizeArithmetic.open(argument));
            }
            // A constant that the program was exported for.
            default -> {}
        }
    }

    private void defineTensor(String name) {
        var meta = lowering.meta(name);
        var argument = argument(name, meta.type());
        symbols.bind(argument, meta.sizes());
        lowering.define(name, new Cell(argument));
    }

    private Value argument(String name, TensorType type) {
        var argument = new BlockArgument(type, new Location.Named(name, Location.unknown()));
        arguments.put(name, argument);
        return argument;
    }

    private List<Value> results() {
        var results = new ArrayList<Value>();
        var names = program.resultNames().iterator();
        for (var output : program.outputs()) {
            var name = output instanceof OutputSpec.User && names.hasNext() ? names.next() : "";
            boolean keptInside = constants != null && output instanceof OutputSpec.KeptMutation;
            var value = keptInside || output instanceof OutputSpec.Token ? null : result(output.argument());
            if (value == null) {
                continue;
            }
            if (output instanceof OutputSpec.UserInputMutation mutation) {
                mutated.put(mutation.target(), results.size());
            }
            results.add(value);
            resultAttributes.add(attributes(name));
        }
        return results;
    }

    /** The name of a result, where JAX's programs have it too. */
    private static Dictionary attributes(String name) {
        return name.isEmpty()
                ? Dictionary.EMPTY
                : Dictionary.of(Map.of("jax.result_info", new BuiltinAttribute.Text(name)));
    }

    /** The value of an output; null for constants, which are no tensors. */
    private @Nullable Value result(Argument output) {
        return switch (output) {
            case Argument.Tensor(String name) -> checked(name, lowering.tensor(name));
            case Argument.SymInt size -> emit.scalar(lowering.size(size));
            default -> null;
        };
    }

    /** A result as the graph says that it is: callers write it to memory of that size. */
    private Value checked(String name, Value value) {
        var expected = lowering.shape(lowering.meta(name));
        if (expected.isStatic()
                && value.tensorType().isStatic()
                && !Arrays.equals(Emitter.known(expected), value.tensorType().shape())) {
            throw RanvierException.invalid("'" + name + "' is " + value.type() + ", but the graph says "
                    + expected.type(value.tensorType().elementType()));
        }
        return value;
    }

    private Module module(List<Value> results) {
        var ops = new ArrayList<Op>(emit.builder().ops());
        ops.add(new ControlFlowOp.FuncReturn(results, OpInfo.NONE));
        var type = new Type.FunctionType(
                arguments.values().stream().map(BlockArgument::type).toList(),
                results.stream().map(Value::type).toList());
        var main = new Func(
                "main",
                new BuiltinAttribute.TypeOf(type),
                "public",
                mutated.isEmpty() ? null : aliases(),
                new BuiltinAttribute.Sequence(List.copyOf(resultAttributes)),
                null,
                new Region(List.copyOf(arguments.values()), ops),
                OpInfo.NONE);
        return new Module(null, null, new Region(List.of(), List.of(main)), OpInfo.NONE);
    }

    /** The attributes of the arguments, by which new values of inputs take their memory. */
    private BuiltinAttribute.Sequence aliases() {
        var attributes = new ArrayList<Attribute>();
        for (var name : arguments.keySet()) {
            var result = mutated.get(name);
            attributes.add(
                    result == null
                            ? Dictionary.EMPTY
                            : Dictionary.of(
                                    Map.of("tf.aliasing_output", new BuiltinAttribute.Int(result, ScalarType.I32))));
        }
        return new BuiltinAttribute.Sequence(attributes);
    }
}
