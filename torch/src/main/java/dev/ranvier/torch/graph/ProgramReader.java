package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.torch.graph.ExportedProgram.Range;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the JSON of {@code torch._export.serde.schema.ExportedProgram}, version 8. */
public final class ProgramReader {
    /** The version of the schema that is read. Minor versions add what older readers can leave out. */
    public static final int SCHEMA = 8;

    private ProgramReader() {}

    /**
     * Reads a program.
     *
     * @param place what errors call the document
     * @throws RanvierException if it is not of the schema, with the JSON path
     */
    public static ExportedProgram read(MemorySegment document, String place) {
        var json = JsonValue.parse(document, place);
        checkVersion(json);
        var module = json.get("graph_module");
        var graph = GraphReader.graph(module.get("graph"));
        var inputs = module.get("signature").get("input_specs").list(ProgramReader::input);
        var outputs = module.get("signature").get("output_specs").list(ProgramReader::output);
        if (inputs.size() != graph.inputs().size()
                || outputs.size() != graph.outputs().size()) {
            throw module.get("signature")
                    .invalid("names " + inputs.size() + " inputs and " + outputs.size() + " outputs of a graph of "
                            + graph.inputs().size() + " and " + graph.outputs().size());
        }
        var writer = json.find("torch_version");
        return new ExportedProgram(
                graph, inputs, outputs, ranges(json), resultNames(module), writer == null ? "" : writer.text());
    }

    /** From what the model as a whole returned: the first entry of the graph of modules. */
    private static List<String> resultNames(JsonValue module) {
        var calls = module.find("module_call_graph");
        var entries = calls == null ? List.<JsonValue>of() : calls.list(Function.identity());
        var signature = entries.isEmpty() ? null : entries.getFirst().find("signature");
        var tree = signature == null ? null : signature.find("out_spec");
        return tree == null ? List.of() : ResultNames.of(tree.text(), tree.path());
    }

    private static void checkVersion(JsonValue json) {
        var version = json.get("schema_version").get("major");
        if (version.integer() != SCHEMA) {
            var writer = json.find("torch_version");
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.UNIMPLEMENTED,
                            "schema " + version.integer() + " of torch.export; Ranvier reads schema " + SCHEMA)
                    .at(version.path())
                    .withHint("written by PyTorch " + (writer == null ? "of unknown version" : writer.text())
                            + "; export the model again with PyTorch 2.13"));
        }
    }

    private static InputSpec input(JsonValue json) {
        var variant = json.variant();
        var value = variant.getValue();
        return switch (variant.getKey()) {
            case "user_input" -> new InputSpec.User(ArgumentReader.read(value.get("arg")));
            case "constant_input" -> new InputSpec.User(new Argument.None());
            case "parameter" ->
                new InputSpec.Parameter(
                        argumentName(value), value.get("parameter_name").text());
            case "buffer" ->
                new InputSpec.Buffer(
                        argumentName(value),
                        value.get("buffer_name").text(),
                        value.get("persistent").truth());
            case "tensor_constant" ->
                new InputSpec.TensorConstant(
                        argumentName(value), value.get("tensor_constant_name").text());
            case "token" -> new InputSpec.Token(argumentName(value));
            default -> new InputSpec.Foreign(variant.getKey());
        };
    }

    private static String argumentName(JsonValue spec) {
        return ArgumentReader.name(spec.get("arg"));
    }

    private static OutputSpec output(JsonValue json) {
        var variant = json.variant();
        var value = variant.getValue();
        return switch (variant.getKey()) {
            case "user_output" -> new OutputSpec.User(ArgumentReader.read(value.get("arg")));
            case "loss_output" -> new OutputSpec.Loss(tensor(value));
            case "buffer_mutation" ->
                new OutputSpec.KeptMutation(
                        tensor(value), value.get("buffer_name").text());
            case "parameter_mutation" ->
                new OutputSpec.KeptMutation(
                        tensor(value), value.get("parameter_name").text());
            case "gradient_to_parameter" ->
                new OutputSpec.Gradient(
                        tensor(value), value.get("parameter_name").text());
            case "gradient_to_user_input" ->
                new OutputSpec.Gradient(
                        tensor(value), value.get("user_input_name").text());
            case "user_input_mutation" ->
                new OutputSpec.UserInputMutation(
                        tensor(value), value.get("user_input_name").text());
            case "token" -> new OutputSpec.Token(tensor(value));
            default -> throw json.invalid("an output of kind '" + variant.getKey() + "', which Ranvier does not run");
        };
    }

    private static Argument tensor(JsonValue spec) {
        return new Argument.Tensor(argumentName(spec));
    }

    private static Map<String, Range> ranges(JsonValue json) {
        var ranges = new LinkedHashMap<String, Range>();
        json.get("range_constraints").members().forEach((symbol, range) -> {
            var minimum = range.find("min_val");
            var maximum = range.find("max_val");
            ranges.put(
                    symbol,
                    new Range(
                            minimum == null ? 0 : minimum.integer(),
                            maximum == null ? Long.MAX_VALUE : maximum.integer()));
        });
        return ranges;
    }
}
