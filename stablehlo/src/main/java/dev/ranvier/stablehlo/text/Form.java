package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pretty form of an op: its parts in order, behind the op's name.
 *
 * <p>It is given as a template, which is literal text but for
 *
 * <ul>
 *   <li>{@code $name}: that operand, operand list, attribute, region or region list of the op; {@code $name*} is a list of
 *       operands with a comma behind each; {@code @$name} is a string written as a symbol;
 *   <li><code>{}</code>: the attributes that nothing else shows, if there are any, and
 *       <code>{attributes}</code> the same behind that keyword;
 *   <li>{@code #word}: one of {@link TypeDirective}'s forms of types, or one of {@link CustomDirectives};
 *   <li>{@code ?(...)}: the parts in brackets if the op has what the first of them shows.
 * </ul>
 */
final class Form {
    private static final Pattern PART = Pattern.compile(
            "(?<each>\\$(\\w+)\\*)|(?<symbol>@\\$(\\w+))|(?<field>\\$(\\w+))|(?<dictionary>\\{(attributes)?})"
                    + "|(?<custom>#(\\w+)(:(\\w+))?)|(?<group>\\?\\()");

    private final OpSchema schema;
    private final List<Directive> directives;
    private final Set<String> shown = new HashSet<>();

    /** The form of the ops of {@code schema}. */
    Form(OpSchema schema, String template) {
        this.schema = schema;
        if (schema.hasAttribute("operandSegmentSizes")) {
            shown.addAll(Set.of("operandSegmentSizes", "resultSegmentSizes"));
        }
        this.directives = compile(template);
    }

    void parse(OpParser parser, OpDraft draft) {
        for (var directive : directives) {
            directive.parse(parser, draft);
        }
    }

    void print(OpPrinter printer, Op op) {
        directives.forEach(directive -> directive.print(printer, op));
    }

    /** Whether the form can show all of {@code op}. */
    boolean canPrint(Op op) {
        return directives.stream().allMatch(directive -> directive.canPrint(op));
    }

    private List<Directive> compile(String template) {
        var parts = new ArrayList<Directive>();
        var matcher = PART.matcher(template);
        int at = 0;
        while (matcher.find(at)) {
            if (matcher.start() > at) {
                parts.add(new Directives.Literal(template.substring(at, matcher.start())));
            }
            at = matcher.end();
            if (matcher.group("group") != null) {
                int close = closing(template, at);
                parts.add(new Directives.Group(compile(template.substring(at, close))));
                at = close + 1;
            } else {
                parts.add(directive(matcher));
            }
        }
        if (at < template.length()) {
            parts.add(new Directives.Literal(template.substring(at)));
        }
        parts.forEach(part -> shown.addAll(part.attributes()));
        return List.copyOf(parts);
    }

    private static int closing(String template, int from) {
        int open = 1;
        int at = from;
        while (true) {
            char c = template.charAt(at);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                return at;
            }
            at++;
        }
    }

    private Directive directive(Matcher matcher) {
        if (matcher.group("each") != null) {
            return new Directives.EachOperand(field(matcher.group(2)));
        }
        if (matcher.group("symbol") != null) {
            return new Directives.Symbol(field(matcher.group(4)));
        }
        if (matcher.group("field") != null) {
            return forField(field(matcher.group(6)));
        }
        if (matcher.group("dictionary") != null) {
            return new Directives.Remaining(matcher.group(8) != null, shown);
        }
        var word = matcher.group(10);
        return word.equals("type") ? new TypeDirective.OfField(field(matcher.group(12))) : CustomDirectives.named(word);
    }

    private Directive forField(OpField field) {
        return switch (field.kind()) {
            case OPERAND -> new Directives.Operands(field);
            case ATTRIBUTE -> new Directives.AttributeValue(field);
            case REGION -> new Directives.Regions(field);
            case RESULT, INFO -> throw new IllegalArgumentException("no form for " + field.name());
        };
    }

    private OpField field(String name) {
        return schema.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(schema + " has no " + name));
    }
}
