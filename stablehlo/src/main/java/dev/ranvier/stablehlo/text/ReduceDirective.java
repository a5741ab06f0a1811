package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp.Return;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.OpParser.NamedArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code (%input init: %value), ... applies stablehlo.add across dimensions = [0] : types} for a body of one commutative
 * op, and {@code ... across dimensions = [0] : types reducer(%a: type, %b: type) {...}} for others.
 */
record ReduceDirective() implements Directive {
    private static final String DIMENSIONS = "dimensions";
    private static final Set<String> COMMUTATIVE = Set.of(
            "stablehlo.add",
            "stablehlo.and",
            "stablehlo.maximum",
            "stablehlo.minimum",
            "stablehlo.multiply",
            "stablehlo.or",
            "stablehlo.xor");

    @Override
    public void parse(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        // MLIR places the op behind its name here.
        draft.setLocation(cursor.placeOf(cursor.offset()));
        var inits = new ArrayList<OpDraft.Operand>();
        do {
            cursor.expect("(");
            draft.operands().add(parser.operand());
            cursor.expect("init");
            cursor.expect(":");
            inits.add(parser.operand());
            cursor.expect(")");
        } while (cursor.accept(","));
        draft.operands().addAll(inits);
        int applied = cursor.offset();
        var body = cursor.accept("applies") ? cursor.wordOrString() : null;
        cursor.expect("across");
        cursor.expect(DIMENSIONS);
        cursor.expect("=");
        draft.put(DIMENSIONS, RecordForm.sizes(cursor));
        draft.putAll(parser.attributes().optionalDictionary());
        cursor.expect(":");
        parser.functional(draft);
        if (body == null) {
            reducer(parser, draft);
        } else if (COMMUTATIVE.contains(body)) {
            apply(parser, draft, body);
        } else {
            throw cursor.error(
                    applied,
                    "'" + body + "' is not one of "
                            + COMMUTATIVE.stream().sorted().toList());
        }
    }

    private static void apply(OpParser parser, OpDraft draft, String name) {
        var location = parser.attributes().locations().parseTrailing();
        if (location != null) {
            draft.setLocation(location);
        }
        var input = draft.operands().getFirst();
        var schema = OpSchema.named(name);
        if (schema == null || !(input.value().type() instanceof TensorType tensor)) {
            throw parser.cursor().error(input.offset(), "expected a tensor");
        }
        var type = TensorType.of(tensor.elementType());
        var info = OpInfo.at(draft.location());
        var arguments = List.of(new BlockArgument(type, draft.location()), new BlockArgument(type, draft.location()));
        var result = new OpResult(type);
        var op = schema.create(arguments, Dictionary.EMPTY, List.of(), List.of(result), info);
        draft.regions().add(new Region(arguments, List.of(op, new Return(List.of(result), info))));
    }

    private static void reducer(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        cursor.expect("reducer");
        var arguments = new ArrayList<NamedArgument>();
        var accumulators = new ArrayList<NamedArgument>();
        while (cursor.accept("(")) {
            arguments.add(parser.argument());
            cursor.expect(",");
            accumulators.add(parser.argument());
            cursor.expect(")");
        }
        arguments.addAll(accumulators);
        draft.regions().add(parser.region(arguments));
    }

    @Override
    public void print(OpPrinter printer, Op op) {
        if (!(op instanceof Reduce reduce)) {
            return;
        }
        var separator = "";
        for (int i = 0; i < reduce.inputs().size(); i++) {
            printer.append(separator + "(" + printer.name(reduce.inputs().get(i)))
                    .append(" init: " + printer.name(reduce.initValues().get(i)) + ")");
            separator = ", ";
        }
        boolean applies = isSimple(reduce) && !(printer.showsLocations() && hasOtherLocations(reduce));
        if (applies) {
            printer.append(" applies " + reduce.body().ops().getFirst().opName());
        }
        printer.append(" across dimensions = " + AttributePrinter.sizes(reduce.dimensions()));
        var rest = printer.remaining(op, Set.of(DIMENSIONS));
        if (!rest.isEmpty()) {
            printer.append(" ").append(printer.attributes(op).dictionary(rest));
        }
        printer.append(" : ").append(printer.functional(op));
        if (!applies) {
            printReducer(printer, reduce.body());
        }
    }

    private static void printReducer(OpPrinter printer, Region body) {
        printer.newLine().append(" reducer");
        int half = body.arguments().size() / 2;
        for (int i = 0; i < half; i++) {
            printer.append("(");
            printer.argument(body.arguments().get(i));
            printer.append(", ");
            printer.argument(body.arguments().get(i + half));
            printer.append(") ");
        }
        printer.append(" ");
        printer.region(body);
    }

    /** Whether the body is one commutative op on the two arguments, of the type that the short form implies. */
    private static boolean isSimple(Reduce reduce) {
        var body = reduce.body();
        if (body.ops().size() != 2
                || !(body.ops().getLast() instanceof Return end)
                || !(reduce.inputs().getFirst().type() instanceof TensorType input)) {
            return false;
        }
        var op = body.ops().getFirst();
        Type type = TensorType.of(input.elementType());
        return COMMUTATIVE.contains(op.opName())
                && op.operands().equals(body.arguments())
                && op.results().equals(end.operands())
                && op.info().discardable().isEmpty()
                && end.info().discardable().isEmpty()
                && TypeDirective.typesOf(op.operands()).equals(List.of(type, type))
                && TypeDirective.typesOf(op.results()).equals(List.of(type));
    }

    /** Whether the short form would lose a location. */
    private static boolean hasOtherLocations(Reduce reduce) {
        Location location = reduce.location();
        return reduce.body().ops().stream().anyMatch(op -> !op.location().equals(location))
                || reduce.body().arguments().stream()
                        .anyMatch(argument -> !argument.location().equals(location));
    }

    @Override
    public boolean canPrint(Op op) {
        return op instanceof Reduce reduce
                && !reduce.inputs().isEmpty()
                && reduce.body().arguments().size() == 2 * reduce.inputs().size();
    }
}
