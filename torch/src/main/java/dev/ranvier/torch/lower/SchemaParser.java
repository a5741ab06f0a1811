package dev.ranvier.torch.lower;

import dev.ranvier.torch.graph.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads PyTorch's way of writing signatures, for instance
 * {@code aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor}.
 */
final class SchemaParser {
    private static final Pattern ALIAS = Pattern.compile("\\((\\w)(!?)[^)]*\\)");

    private SchemaParser() {}

    static Schema parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(") -> ");
        var qualified = line.substring(0, open).replace("::", ".");
        boolean overloaded = qualified.indexOf('.') != qualified.lastIndexOf('.');
        var parameters = split(line.substring(open + 1, close)).stream()
                .filter(parameter -> !parameter.equals("*"))
                .map(SchemaParser::parameter)
                .toList();
        var returned = line.substring(close + 5).strip();
        var list = returned.startsWith("(") && returned.endsWith(")")
                ? split(returned.substring(1, returned.length() - 1))
                : List.of(returned);
        var returns = list.stream().map(type -> new Schema.Return(alias(type))).toList();
        return new Schema(overloaded ? qualified : qualified + ".default", parameters, returns);
    }

    private static Schema.Parameter parameter(String text) {
        int equals = text.indexOf('=');
        var declared = equals < 0 ? text : text.substring(0, equals);
        var name = declared.substring(declared.lastIndexOf(' ') + 1);
        var type = declared.substring(0, declared.lastIndexOf(' '));
        var matcher = ALIAS.matcher(type);
        boolean written = matcher.find() && matcher.group(2).equals("!");
        var value = equals < 0 ? null : value(text.substring(equals + 1), type);
        return new Schema.Parameter(name, value, alias(type), written);
    }

    private static String alias(String type) {
        var matcher = ALIAS.matcher(type);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static @Nullable Argument value(String text, String type) {
        if (text.startsWith("[")) {
            return new Argument.Sizes(split(text.substring(1, text.length() - 1)).stream()
                    .<Argument.Size>map(element -> new Argument.Int(Long.parseLong(element)))
                    .toList());
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            return new Argument.Text(text.substring(1, text.length() - 1));
        }
        return switch (text) {
            case "None" -> new Argument.None();
            case "True" -> new Argument.Bool(true);
            case "False" -> new Argument.Bool(false);
            default -> number(text, type);
        };
    }

    private static Argument number(String text, String type) {
        if (text.matches("-?\\d+")) {
            return type.startsWith("float")
                    ? new Argument.Real(Double.parseDouble(text))
                    : new Argument.Int(Long.parseLong(text));
        }
        return text.matches("-?[\\d.]+(e-?\\d+)?")
                ? new Argument.Real(Double.parseDouble(text))
                : new Argument.Unread(text);
    }

    /** Splits at commas that are in no brackets. */
    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char character = i == text.length() ? ',' : text.charAt(i);
            depth += "([".indexOf(character) >= 0 ? 1 : ")]".indexOf(character) >= 0 ? -1 : 0;
            if (depth == 0 && character == ',') {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }
}
