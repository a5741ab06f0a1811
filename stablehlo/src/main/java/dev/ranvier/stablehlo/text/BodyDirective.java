package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Op;
import java.util.ArrayList;

/** A region behind its arguments: {@code (%a: type) {...}}. */
record BodyDirective() implements Directive {
    @Override
    public void parse(OpParser parser, OpDraft draft) {
        var arguments = new ArrayList<OpParser.NamedArgument>();
        parser.cursor().expect("(");
        parser.cursor().list(")", () -> arguments.add(parser.argument()));
        draft.regions().add(parser.region(arguments));
    }

    @Override
    public void print(OpPrinter printer, Op op) {
        var body = op.regions().getFirst();
        printer.append("(");
        printer.argumentList(body.arguments());
        printer.append(") ");
        printer.region(body);
    }
}
