package dev.ranvier.torch.graph;

import java.util.Optional;

/** Reads arguments. */
final class ArgumentReader {
    private ArgumentReader() {}

    static Argument read(JsonValue json) {
        var variant = json.variant();
        var value = variant.getValue();
        return switch (variant.getKey()) {
            case "as_none" -> new Argument.None();
            case "as_tensor" -> new Argument.Tensor(name(value));
            case "as_tensors" -> new Argument.Tensors(value.list(element -> Optional.of(name(element))));
            case "as_optional_tensor" ->
                optionalName(value).<Argument>map(Argument.Tensor::new).orElseGet(Argument.None::new);
            case "as_optional_tensors" -> new Argument.Tensors(value.list(ArgumentReader::optionalName));
            case "as_int" -> new Argument.Int(value.integer());
            case "as_ints" -> new Argument.Sizes(value.list(element -> new Argument.Int(element.integer())));
            case "as_sym_int" -> size(value);
            case "as_sym_ints" -> new Argument.Sizes(value.list(ArgumentReader::size));
            case "as_float" -> new Argument.Real(value.real());
            case "as_floats" -> new Argument.Reals(value.list(JsonValue::real));
            case "as_sym_float" -> symbolicReal(value);
            case "as_complex" ->
                new Argument.Complex(value.get("real").real(), value.get("imag").real());
            case "as_bool" -> new Argument.Bool(value.truth());
            case "as_bools" -> new Argument.Bools(value.list(JsonValue::truth));
            case "as_sym_bool" -> symbolicBool(value);
            case "as_string", "as_operator" -> new Argument.Text(value.text());
            case "as_scalar_type" -> new Argument.DType(ElementTypes.read(value));
            case "as_graph" -> new Argument.Subgraph(value.get("name").text(), GraphReader.graph(value.get("graph")));
            default -> new Argument.Unread(variant.getKey());
        };
    }

    static String name(JsonValue tensor) {
        return tensor.get("name").text();
    }

    private static Optional<String> optionalName(JsonValue json) {
        var variant = json.variant();
        return switch (variant.getKey()) {
            case "as_tensor" -> Optional.of(name(variant.getValue()));
            case "as_none" -> Optional.empty();
            default -> throw json.invalid("expected as_tensor or as_none");
        };
    }

    private static Argument.Size size(JsonValue json) {
        var variant = json.variant();
        return switch (variant.getKey()) {
            case "as_int" -> new Argument.Int(variant.getValue().integer());
            case "as_name" -> new Argument.SymInt(variant.getValue().text());
            default -> throw json.invalid("expected as_int or as_name");
        };
    }

    private static Argument symbolicReal(JsonValue json) {
        var constant = json.find("as_float");
        return constant == null ? new Argument.Unread("as_sym_float") : new Argument.Real(constant.real());
    }

    private static Argument symbolicBool(JsonValue json) {
        var constant = json.find("as_bool");
        return constant == null ? new Argument.Unread("as_sym_bool") : new Argument.Bool(constant.truth());
    }
}
