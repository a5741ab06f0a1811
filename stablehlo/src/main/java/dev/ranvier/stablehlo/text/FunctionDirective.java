package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.BuiltinAttribute.Sequence;
import dev.ranvier.stablehlo.BuiltinAttribute.TypeOf;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import dev.ranvier.stablehlo.text.OpParser.NamedArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code public @name(%arg0: type {attributes}, ...) -> (type {attributes}, ...) attributes {...} {body}}. */
record FunctionDirective() implements Directive {
    private static final Set<String> SHOWN =
            Set.of("sym_name", "function_type", "sym_visibility", "arg_attrs", "res_attrs");

    /** Inputs or results. */
    private static final class Signature {
        private final List<Type> types = new ArrayList<>();
        private final List<Dictionary> attributes = new ArrayList<>();
        private final List<NamedArgument> arguments = new ArrayList<>();

        void putAttributes(OpDraft draft, String name) {
            if (attributes.stream().anyMatch(dictionary -> !dictionary.isEmpty())) {
                draft.put(name, new Sequence(List.copyOf(attributes)));
            }
        }
    }

    @Override
    public void parse(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        if (cursor.at("public") || cursor.at("private") || cursor.at("nested")) {
            draft.put("sym_visibility", new BuiltinAttribute.Text(cursor.word()));
        }
        draft.put("sym_name", new BuiltinAttribute.Text(cursor.symbol()));
        var inputs = new Signature();
        cursor.expect("(");
        cursor.list(")", () -> input(parser, inputs));
        var results = results(parser);
        draft.put("function_type", new TypeOf(new Type.FunctionType(inputs.types, results.types)));
        inputs.putAttributes(draft, "arg_attrs");
        results.putAttributes(draft, "res_attrs");
        draft.putAll(parser.keywordDictionary());
        if (!cursor.at("{")) {
            draft.regions().add(Region.EMPTY);
            return;
        }
        int body = cursor.offset();
        if (inputs.arguments.size() != inputs.types.size()) {
            throw cursor.error(body, "the arguments of a function with a body must have names");
        }
        var region = parser.isolatedRegion(inputs.arguments);
        if (region.ops().isEmpty()) {
            throw cursor.error(body, "the body of a function must end in 'return'");
        }
        draft.regions().add(region);
    }

    private static void input(OpParser parser, Signature inputs) {
        var cursor = parser.cursor();
        int offset = cursor.offset();
        var name = cursor.at(Kind.VALUE) ? cursor.take(Kind.VALUE, "an argument") : null;
        if (name != null) {
            cursor.expect(":");
        }
        var type = parser.types().parse();
        inputs.types.add(type);
        inputs.attributes.add(parser.attributes().optionalDictionary());
        var location = parser.attributes().locations().parseTrailing();
        if (name != null) {
            var argument = new BlockArgument(type, location != null ? location : cursor.placeOf(offset));
            inputs.arguments.add(new NamedArgument(name, offset, argument));
        }
    }

    private static Signature results(OpParser parser) {
        var cursor = parser.cursor();
        var results = new Signature();
        if (!cursor.accept("->")) {
            return results;
        }
        if (!cursor.accept("(")) {
            results.types.add(parser.types().parse());
            return results;
        }
        cursor.list(")", () -> {
            results.types.add(parser.types().parse());
            results.attributes.add(parser.attributes().optionalDictionary());
        });
        return results;
    }

    @Override
    public void print(OpPrinter printer, Op op) {
        if (!(op instanceof Func func && func.functionType().type() instanceof Type.FunctionType type)) {
            return;
        }
        printer.append(func.symVisibility() == null ? " " : " " + func.symVisibility() + " ");
        printer.append(AttributePrinter.symbol(func.symName())).append("(");
        printer.isolated(() -> {
            printInputs(printer, func, type);
            printer.append(")");
            printResults(printer, func, type);
            var rest = printer.remaining(op, SHOWN);
            if (!rest.isEmpty()) {
                printer.append(" attributes ").append(printer.attributes(op).dictionary(rest));
            }
            if (!func.body().isEmpty()) {
                printer.append(" ");
                printer.region(func.body());
            }
        });
    }

    private static void printInputs(OpPrinter printer, Func func, Type.FunctionType type) {
        for (int i = 0; i < type.inputs().size(); i++) {
            printer.append(i == 0 ? "" : ", ");
            BlockArgument argument =
                    func.body().isEmpty() ? null : func.body().arguments().get(i);
            if (argument != null) {
                printer.append(printer.declare(argument)).append(": ");
            }
            printer.append(printer.types().spell(type.inputs().get(i)));
            printAttributes(printer, func, func.argAttrs(), i);
            if (argument != null) {
                printer.location(argument.location());
            }
        }
    }

    private static void printResults(OpPrinter printer, Func func, Type.FunctionType type) {
        if (type.results().isEmpty()) {
            return;
        }
        printer.append(" -> ");
        if (!hasAttributes(func.resAttrs())) {
            printer.append(printer.types().results(type.results()));
            return;
        }
        printer.append("(");
        for (int i = 0; i < type.results().size(); i++) {
            printer.append(i == 0 ? "" : ", ")
                    .append(printer.types().spell(type.results().get(i)));
            printAttributes(printer, func, func.resAttrs(), i);
        }
        printer.append(")");
    }

    private static boolean hasAttributes(@Nullable Sequence all) {
        return all != null
                && all.elements().stream()
                        .anyMatch(attributes -> attributes instanceof Dictionary dictionary && !dictionary.isEmpty());
    }

    private static void printAttributes(OpPrinter printer, Func func, @Nullable Sequence all, int index) {
        Attribute attributes = all == null ? null : all.elements().get(index);
        if (attributes instanceof Dictionary dictionary && !dictionary.isEmpty()) {
            printer.append(" ").append(printer.attributes(func).dictionary(dictionary));
        }
    }

    @Override
    public boolean canPrint(Op op) {
        return op instanceof Func func
                && func.functionType().type() instanceof Type.FunctionType type
                && isPerValue(func.argAttrs(), type.inputs())
                && isPerValue(func.resAttrs(), type.results())
                && (func.body().isEmpty()
                        || TypeDirective.typesOf(func.body().arguments()).equals(type.inputs()));
    }

    private static boolean isPerValue(@Nullable Sequence attributes, List<Type> types) {
        return attributes == null || attributes.elements().size() == types.size();
    }
}
