package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms in which pretty ops give the types of their operands and results. */
sealed interface TypeDirective extends Directive {

    /** The type of one operand or result. */
    record OfField(OpField field) implements TypeDirective {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            var type = parser.types().parse();
            if (field.kind() == OpField.Kind.RESULT) {
                draft.resultTypes().add(type);
            } else {
                parser.check(draft.operand(field), type);
            }
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            if (field.get(op) instanceof Value value) {
                printer.append(printer.types().spell(value.type()));
            }
        }
    }

    /** All operands, separated by commas. */
    record Operands() implements TypeDirective {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            int offset = parser.cursor().offset();
            parser.checkOperands(draft, parser.types().list(), offset);
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            printer.append(printer.types().list(typesOf(op.operands())));
        }

        @Override
        public boolean isPresent(Op op) {
            return !op.operands().isEmpty();
        }
    }

    /** All results, separated by commas. */
    record Results() implements TypeDirective {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            draft.resultTypes().addAll(parser.types().list());
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            printer.append(printer.types().list(typesOf(op.results())));
        }
    }

    /**
     * {@code (operands) -> results}, or a shorter form where the types of the operands follow from what it says.
     */
    sealed interface Functional extends TypeDirective {
        /** The short form of {@code op}, or null if it has none. */
        @Nullable
        String shorten(OpPrinter printer, Op op);

        /** Parses the short form; {@code types} are those that stand at {@code offset}. */
        void expand(OpParser parser, OpDraft draft, List<Type> types, int offset);

        @Override
        default void parse(OpParser parser, OpDraft draft) {
            int offset = parser.cursor().offset();
            var types = parser.types().list();
            if (types.size() == 1 && types.getFirst() instanceof Type.FunctionType function) {
                parser.assign(draft, function, offset);
            } else {
                expand(parser, draft, types, offset);
            }
        }

        @Override
        default void print(OpPrinter printer, Op op) {
            var text = shorten(printer, op);
            printer.append(text != null ? text : printer.functional(op));
        }
    }

    /** No short form. */
    record Full() implements Functional {
        @Override
        public @Nullable String shorten(OpPrinter printer, Op op) {
            return null;
        }

        @Override
        public void expand(OpParser parser, OpDraft draft, List<Type> types, int offset) {
            throw parser.cursor().error(offset, "expected the types of operands and results, '(...) -> ...'");
        }
    }

    /** One type that all operands and the result have. */
    record Same() implements Functional {
        @Override
        public @Nullable String shorten(OpPrinter printer, Op op) {
            var type = op.results().getFirst().type();
            return op.operands().stream().allMatch(operand -> operand.type().equals(type))
                    ? printer.types().spell(type)
                    : null;
        }

        @Override
        public void expand(OpParser parser, OpDraft draft, List<Type> types, int offset) {
            expectCount(parser, types, 1, offset);
            draft.resultTypes().addAll(types);
            parser.checkOperands(draft, Collections.nCopies(draft.operands().size(), types.getFirst()), offset);
        }
    }

    /** The complex type of the result; both operands have the type of its parts. */
    record Complex() implements Functional {
        @Override
        public @Nullable String shorten(OpPrinter printer, Op op) {
            var part = partOf(op.results().getFirst().type());
            return part != null
                            && op.operands().stream()
                                    .allMatch(operand -> operand.type().equals(part))
                    ? printer.types().list(typesOf(op.results()))
                    : null;
        }

        @Override
        public void expand(OpParser parser, OpDraft draft, List<Type> types, int offset) {
            expectCount(parser, types, 1, offset);
            var part = partOf(types.getFirst());
            if (part == null) {
                throw parser.cursor().error(offset, "expected a tensor of complex numbers");
            }
            draft.resultTypes().addAll(types);
            parser.checkOperands(draft, List.of(part, part), offset);
        }

        private static @Nullable Type partOf(Type type) {
            return type instanceof TensorType tensor && tensor.elementType() instanceof ComplexType(var part)
                    ? tensor.withElementType(part)
                    : null;
        }
    }

    /** The type of the first operand, and one that the two others and the result have. */
    record Select() implements Functional {
        @Override
        public @Nullable String shorten(OpPrinter printer, Op op) {
            var types = typesOf(op.operands());
            var result = op.results().getFirst().type();
            return types.get(1).equals(result) && types.get(2).equals(result)
                    ? printer.types().list(List.of(types.getFirst(), result))
                    : null;
        }

        @Override
        public void expand(OpParser parser, OpDraft draft, List<Type> types, int offset) {
            expectCount(parser, types, 2, offset);
            draft.resultTypes().add(types.getLast());
            parser.checkOperands(draft, List.of(types.getFirst(), types.getLast(), types.getLast()), offset);
        }
    }

    /** The type of the tuple, whose elements the operands are. */
    record OfTuple() implements Functional {
        @Override
        public @Nullable String shorten(OpPrinter printer, Op op) {
            var result = op.results().getFirst().type();
            return result instanceof Type.Tuple(List<Type> elements) && elements.equals(typesOf(op.operands()))
                    ? printer.types().spell(result)
                    : null;
        }

        @Override
        public void expand(OpParser parser, OpDraft draft, List<Type> types, int offset) {
            expectCount(parser, types, 1, offset);
            if (!(types.getFirst() instanceof Type.Tuple(List<Type> elements))) {
                throw parser.cursor().error(offset, "expected a tuple type");
            }
            draft.resultTypes().addAll(types);
            parser.checkOperands(draft, elements, offset);
        }

        @Override
        public boolean canPrint(Op op) {
            return op.results().getFirst().type() instanceof Type.Tuple(List<Type> elements)
                    && elements.equals(typesOf(op.operands()));
        }
    }

    private static void expectCount(OpParser parser, List<Type> types, int count, int offset) {
        if (types.size() != count) {
            throw parser.cursor().error(offset, "expected " + count + " types, got " + types.size());
        }
    }

    /** The types of {@code values}. */
    static List<Type> typesOf(List<? extends Value> values) {
        return values.stream().map(Value::type).toList();
    }
}
