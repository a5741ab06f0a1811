package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The parts of templates that all ops share. */
final class Directives {
    private Directives() {}

    /** Text that stands as it is. */
    record Literal(String text, List<String> tokens) implements Directive {
        private static final Pattern TOKEN = Pattern.compile("\\w+|->|[^\\s\\w]");

        Literal(String text) {
            this(text, TOKEN.matcher(text).results().map(MatchResult::group).toList());
        }

        @Override
        public void parse(OpParser parser, OpDraft draft) {
            for (var token : tokens) {
                parser.cursor().expect(token);
            }
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            printer.append(text);
        }

        @Override
        public boolean isHere(Cursor cursor) {
            int start = cursor.offset();
            boolean here = true;
            for (int i = 0; here && i < tokens.size(); i++) {
                here = cursor.accept(tokens.get(i));
            }
            cursor.seek(start);
            return here;
        }

        /** Space only. */
        boolean isBlank() {
            return tokens.isEmpty();
        }
    }

    /** One operand or a list of them. */
    record Operands(OpField field) implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            var cursor = parser.cursor();
            if (field.arity() == OpField.Arity.ONE) {
                draft.add(field, parser.operand());
            } else if (cursor.at(Kind.VALUE)) {
                do {
                    draft.add(field, parser.operand());
                } while (cursor.accept(","));
            }
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            printer.append(printer.names(values(field, op)));
        }

        @Override
        public boolean isPresent(Op op) {
            return !values(field, op).isEmpty();
        }

        @Override
        public boolean isHere(Cursor cursor) {
            return cursor.at(Kind.VALUE);
        }

        static List<Value> values(OpField field, Op op) {
            return switch (field.get(op)) {
                case Value value -> List.of(value);
                case List<?> list -> list.stream().map(Value.class::cast).toList();
                case null, default -> List.of();
            };
        }
    }

    /** A list of operands, a comma behind each. */
    record EachOperand(OpField field) implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            while (parser.cursor().at(Kind.VALUE)) {
                draft.add(field, parser.operand());
                parser.cursor().expect(",");
            }
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            Operands.values(field, op)
                    .forEach(value -> printer.append(printer.name(value)).append(", "));
        }

        @Override
        public boolean canPrint(Op op) {
            // What MLIR writes for an empty list here, it does not read again.
            return !Operands.values(field, op).isEmpty();
        }
    }

    /** An attribute in the form that needs neither name nor type. */
    record AttributeValue(OpField field) implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            draft.put(field.name(), StrippedForm.parse(parser, field));
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            var attribute = op.attributes().get(field.name());
            if (attribute != null) {
                printer.append(StrippedForm.print(attribute, printer.attributes(op)));
            }
        }

        @Override
        public Set<String> attributes() {
            return Set.of(field.name());
        }

        @Override
        public boolean isPresent(Op op) {
            return field.get(op) != null;
        }

        @Override
        public boolean canPrint(Op op) {
            var attribute = op.attributes().get(field.name());
            return attribute == null || StrippedForm.canPrint(attribute);
        }
    }

    /** A string as the name of a symbol. */
    record Symbol(OpField field) implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            draft.put(field.name(), new BuiltinAttribute.Text(parser.cursor().symbol()));
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            if (field.get(op) instanceof String name) {
                printer.append(AttributePrinter.symbol(name));
            }
        }

        @Override
        public Set<String> attributes() {
            return Set.of(field.name());
        }

        @Override
        public boolean isPresent(Op op) {
            return field.get(op) != null;
        }

        @Override
        public boolean isHere(Cursor cursor) {
            return cursor.at(Kind.SYMBOL);
        }
    }

    /** The attributes that no other part shows. */
    record Remaining(boolean keyword, Set<String> shown) implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            draft.putAll(
                    keyword ? parser.keywordDictionary() : parser.attributes().optionalDictionary());
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            var rest = printer.remaining(op, shown);
            if (!rest.isEmpty()) {
                printer.append(keyword ? " attributes " : " ")
                        .append(printer.attributes(op).dictionary(rest));
            }
        }
    }

    /** One region or a list of them. */
    record Regions(OpField field) implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            do {
                draft.regions().add(parser.region(List.of()));
            } while (field.arity() == OpField.Arity.MANY && parser.cursor().accept(","));
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            var separator = "";
            for (var region : regions(op)) {
                printer.append(separator);
                printer.region(region);
                separator = ", ";
            }
        }

        @Override
        public boolean isPresent(Op op) {
            return !regions(op).isEmpty();
        }

        private List<Region> regions(Op op) {
            return switch (field.get(op)) {
                case Region region -> List.of(region);
                case List<?> list -> list.stream().map(Region.class::cast).toList();
                case null, default -> List.of();
            };
        }
    }

    /** Parts that are there together or not at all. */
    record Group(List<Directive> parts) implements Directive {
        private Directive leader() {
            var first = parts.getFirst();
            return first instanceof Literal literal && literal.isBlank() ? parts.get(1) : first;
        }

        /** The first part that an op can lack. */
        private Directive anchor() {
            return parts.stream()
                    .filter(part -> !(part instanceof Literal))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void parse(OpParser parser, OpDraft draft) {
            if (leader().isHere(parser.cursor())) {
                parts.forEach(part -> part.parse(parser, draft));
            }
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            if (anchor().isPresent(op)) {
                parts.forEach(part -> part.print(printer, op));
            }
        }

        @Override
        public Set<String> attributes() {
            return Set.copyOf(
                    parts.stream().flatMap(part -> part.attributes().stream()).toList());
        }

        @Override
        public boolean canPrint(Op op) {
            return !anchor().isPresent(op) || parts.stream().allMatch(part -> part.canPrint(op));
        }
    }
}
