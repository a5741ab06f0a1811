package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Ops and regions in MLIR text. */
final class OpParser {
    private final Cursor cursor;
    private final AttributeParser attributes;
    private Scope scope = new Scope(null);

    OpParser(Cursor cursor, AttributeParser attributes) {
        this.cursor = cursor;
        this.attributes = attributes;
    }

    Cursor cursor() {
        return cursor;
    }

    AttributeParser attributes() {
        return attributes;
    }

    TypeParser types() {
        return attributes.types();
    }

    /** A name for results of an op: {@code %name} or {@code %name:count}. */
    private record ResultName(String name, int offset, int count) {}

    /** An argument of a region, under its name. */
    record NamedArgument(String name, int offset, BlockArgument argument) {}

    /** The op that is here. */
    Op parse() {
        var names = resultNames();
        var draft = cursor.at(Kind.STRING) ? generic() : pretty();
        var location = attributes.locations().parseTrailing();
        if (location != null) {
            draft.setLocation(location);
        }
        var results = results(draft.resultTypes());
        var op = create(draft, results);
        bind(names, results, draft);
        return op;
    }

    private static List<OpResult> results(List<Type> types) {
        return switch (types.size()) {
            case 0 -> List.of();
            case 1 -> List.of(new OpResult(types.getFirst()));
            default -> types.stream().map(OpResult::new).toList();
        };
    }

    private List<ResultName> resultNames() {
        if (!cursor.at(Kind.VALUE)) {
            return List.of();
        }
        var first = resultName();
        if (cursor.accept("=")) {
            return List.of(first);
        }
        var names = new ArrayList<ResultName>();
        names.add(first);
        while (cursor.accept(",")) {
            names.add(resultName());
        }
        cursor.expect("=");
        return names;
    }

    private ResultName resultName() {
        int offset = cursor.offset();
        var name = cursor.take(Kind.VALUE, "the name of a result");
        int count = cursor.accept(":") ? cursor.smallInteger() : 1;
        if (count < 1) {
            throw cursor.error(offset, "a name stands for at least one result");
        }
        return new ResultName(name, offset, count);
    }

    private void bind(List<ResultName> names, List<OpResult> results, OpDraft draft) {
        if (names.isEmpty()) {
            return;
        }
        long named = 0;
        for (var name : names) {
            named += name.count();
        }
        if (named != results.size()) {
            throw cursor.error(
                    draft.offset(),
                    "'" + draft.schema() + "' has " + results.size() + " results, but " + named + " are named");
        }
        if (names.size() == 1) {
            define(names.getFirst().name(), names.getFirst().offset(), results);
            return;
        }
        int next = 0;
        for (var name : names) {
            define(name.name(), name.offset(), List.copyOf(results.subList(next, next + name.count())));
            next += name.count();
        }
    }

    private void define(String name, int offset, List<? extends Value> values) {
        if (scope.find(name) != null) {
            throw cursor.error(offset, "'" + name + "' is defined twice");
        }
        scope.define(name, values);
    }

    private Op create(OpDraft draft, List<OpResult> results) {
        try {
            return draft.schema()
                    .create(
                            draft.values(),
                            CodedEnumerations.decode(draft.schema(), draft.attributes()),
                            draft.regions(),
                            results,
                            OpInfo.at(draft.location()));
        } catch (RanvierException e) {
            throw new RanvierException(e.diagnostics().getFirst().at(cursor.describe(draft.offset())), e);
        }
    }

    private OpDraft draft(int offset, String name) {
        var schema = OpSchema.named(name);
        if (schema == null) {
            var dialects = new TreeSet<String>();
            OpSchema.all().forEach(known -> dialects.add(known.dialect()));
            throw cursor.error(
                    offset, "unknown op '" + name + "'; the known dialects are " + String.join(", ", dialects));
        }
        return new OpDraft(schema, offset, cursor.placeOf(offset));
    }

    /** {@code "name"(operands) <{properties}> ({regions}) {attributes} : (types) -> types}. */
    private OpDraft generic() {
        int offset = cursor.offset();
        var draft = draft(offset, cursor.string());
        genericOperands(draft);
        if (cursor.at("[")) {
            throw cursor.error("branches to other blocks are not supported");
        }
        if (cursor.accept("<")) {
            draft.putAll(attributes.dictionary());
            cursor.expect(">");
        }
        if (cursor.accept("(")) {
            cursor.list(")", () -> draft.regions().add(region(List.of())));
        }
        draft.putAll(attributes.optionalDictionary());
        cursor.expect(":");
        functional(draft);
        return draft;
    }

    private void genericOperands(OpDraft draft) {
        cursor.expect("(");
        cursor.list(")", () -> draft.operands().add(operand()));
    }

    private OpDraft pretty() {
        int offset = cursor.offset();
        var word = cursor.take(Kind.WORD, "an op");
        var draft = draft(offset, OpForms.fullName(word));
        var form = OpForms.of(draft.schema());
        if (form == null) {
            throw cursor.error(offset, "'" + word + "' has no pretty form: write it as \"" + word + "\"(...)");
        }
        form.parse(this, draft);
        return draft;
    }

    /** The value that is named here. */
    OpDraft.Operand operand() {
        int offset = cursor.offset();
        var name = cursor.take(Kind.VALUE, "a value");
        var values = scope.find(name);
        if (values == null) {
            throw cursor.error(offset, "'" + name + "' is not defined before this use");
        }
        int index = 0;
        if (cursor.at(Kind.ATTRIBUTE)) {
            var number = NumberLiteral.unsigned(cursor.spelling().substring(1));
            if (number == null || number < 0 || number >= values.size()) {
                throw cursor.error("'" + name + "' stands for " + values.size() + " results");
            }
            index = number.intValue();
            cursor.advance();
        }
        return new OpDraft.Operand(values.get(index), offset);
    }

    /** Parses {@code (types) -> types} of all operands and results. */
    void functional(OpDraft draft) {
        int offset = cursor.offset();
        if (!cursor.at("(")) {
            throw cursor.expected("'(' and the types of the operands");
        }
        assign(draft, types().function(), offset);
    }

    /** Gives operands and results the types of {@code function}, which stands at {@code offset}. */
    void assign(OpDraft draft, Type.FunctionType function, int offset) {
        checkOperands(draft, function.inputs(), offset);
        draft.resultTypes().addAll(function.results());
    }

    /** Checks that the operands have the types that are given at {@code offset}. */
    void checkOperands(OpDraft draft, List<Type> types, int offset) {
        if (types.size() != draft.operands().size()) {
            throw cursor.error(
                    offset,
                    "'" + draft.schema() + "' has " + draft.operands().size() + " operands, but types of "
                            + types.size() + " are given");
        }
        for (int i = 0; i < types.size(); i++) {
            check(draft.operands().get(i), types.get(i));
        }
    }

    void check(OpDraft.Operand operand, Type type) {
        if (!operand.value().type().equals(type)) {
            throw cursor.error(
                    operand.offset(),
                    "this value is used as " + type + ", but was defined as "
                            + operand.value().type());
        }
    }

    /** {@code %name: type loc(...)}. */
    NamedArgument argument() {
        int offset = cursor.offset();
        var name = cursor.take(Kind.VALUE, "an argument");
        cursor.expect(":");
        var type = types().parse();
        var location = attributes.locations().parseTrailing();
        return new NamedArgument(
                name, offset, new BlockArgument(type, location != null ? location : cursor.placeOf(offset)));
    }

    /** A region that can name the values around it. */
    Region region(List<NamedArgument> arguments) {
        return region(arguments, scope);
    }

    /** A region that can name no values but its own. */
    Region isolatedRegion(List<NamedArgument> arguments) {
        return region(arguments, null);
    }

    private Region region(List<NamedArgument> given, @Nullable Scope visible) {
        return cursor.nested(() -> {
            cursor.expect("{");
            var outer = scope;
            scope = new Scope(visible);
            var arguments = new ArrayList<BlockArgument>(given.size());
            for (var argument : cursor.at(Kind.BLOCK) ? label(given) : given) {
                define(argument.name(), argument.offset(), List.of(argument.argument()));
                arguments.add(argument.argument());
            }
            var ops = new ArrayList<Op>();
            while (!cursor.at("}")) {
                if (cursor.at(Kind.BLOCK)) {
                    throw cursor.error("a region has one block only");
                }
                ops.add(parse());
            }
            cursor.advance();
            scope = outer;
            return new Region(arguments, ops);
        });
    }

    /** {@code ^name(arguments):}, or {@code given} if the label has no arguments. */
    private List<NamedArgument> label(List<NamedArgument> given) {
        cursor.advance();
        var arguments = new ArrayList<>(given);
        if (cursor.accept("(")) {
            if (!given.isEmpty()) {
                throw cursor.error("the arguments of this region are already given");
            }
            cursor.list(")", () -> arguments.add(argument()));
        }
        cursor.expect(":");
        return arguments;
    }

    /** The dictionary behind {@code attributes}, if that is here. */
    Dictionary keywordDictionary() {
        return cursor.accept("attributes") ? attributes.dictionary() : Dictionary.EMPTY;
    }
}
