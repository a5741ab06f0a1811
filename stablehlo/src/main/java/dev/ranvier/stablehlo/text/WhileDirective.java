package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp.While;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import dev.ranvier.stablehlo.text.OpParser.NamedArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code (%arg = %value, ...) : types cond {...} do {...}}: both regions name the arguments alike. */
record WhileDirective() implements Directive {
    private record Name(String name, int offset) {}

    @Override
    public void parse(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        var names = new ArrayList<Name>();
        cursor.expect("(");
        cursor.list(")", () -> {
            int offset = cursor.offset();
            names.add(new Name(cursor.take(Kind.VALUE, "the name of an argument"), offset));
            cursor.expect("=");
            draft.operands().add(parser.operand());
        });
        if (!names.isEmpty()) {
            cursor.expect(":");
            int offset = cursor.offset();
            var types = parser.types().list();
            parser.checkOperands(draft, types, offset);
            draft.resultTypes().addAll(types);
        }
        draft.putAll(parser.keywordDictionary());
        cursor.expect("cond");
        draft.regions().add(parser.region(arguments(cursor, names, draft.resultTypes())));
        cursor.expect("do");
        draft.regions().add(parser.region(arguments(cursor, names, draft.resultTypes())));
    }

    private static List<NamedArgument> arguments(Cursor cursor, List<Name> names, List<Type> types) {
        var arguments = new ArrayList<NamedArgument>(names.size());
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var argument = new BlockArgument(types.get(i), cursor.placeOf(name.offset()));
            arguments.add(new NamedArgument(name.name(), name.offset(), argument));
        }
        return arguments;
    }

    @Override
    public void print(OpPrinter printer, Op op) {
        if (!(op instanceof While loop)) {
            return;
        }
        printer.append("(");
        for (int i = 0; i < loop.operand().size(); i++) {
            var name = printer.declare(loop.cond().arguments().get(i));
            printer.alias(loop.body().arguments().get(i), name);
            printer.append(i == 0 ? "" : ", ")
                    .append(name + " = " + printer.name(loop.operand().get(i)));
        }
        printer.append(")");
        if (!loop.operand().isEmpty()) {
            printer.append(" : ").append(printer.types().list(TypeDirective.typesOf(loop.operand())));
        }
        var rest = printer.remaining(op, Set.of());
        if (!rest.isEmpty()) {
            printer.append(" attributes ").append(printer.attributes(op).dictionary(rest));
        }
        printer.newLine().append("cond ");
        printer.region(loop.cond());
        printer.append(" do ");
        printer.region(loop.body());
    }

    @Override
    public boolean canPrint(Op op) {
        var types = TypeDirective.typesOf(op.operands());
        return TypeDirective.typesOf(op.results()).equals(types)
                && op.regions().stream()
                        .allMatch(region -> argumentTypes(region).equals(types));
    }

    private static List<Type> argumentTypes(Region region) {
        return TypeDirective.typesOf(region.arguments());
    }
}
