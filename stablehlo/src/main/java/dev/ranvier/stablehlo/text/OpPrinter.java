package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.TypeSpelling;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes ops and regions. */
final class OpPrinter {
    private final TextPrinter.Options options;
    private final StringBuilder text = new StringBuilder();
    private final AttributePrinter stablehlo;
    private final AttributePrinter chlo;
    private final LocationPrinter locations;
    private final Map<Value, String> names = new HashMap<>();
    private int indentation;
    private int results;
    private int arguments;

    /** A printer that notes the resources it meets. */
    OpPrinter(TextPrinter.Options options, Map<String, DenseResource> resources) {
        this.options = options;
        this.stablehlo = new AttributePrinter("stablehlo", options.elideLargeConstants(), resources);
        this.chlo = new AttributePrinter("chlo", options.elideLargeConstants(), resources);
        this.locations = new LocationPrinter(stablehlo);
    }

    /** All that was appended, and the definitions of the locations that it names. */
    String finish() {
        return text.append(locations.definitions()).toString();
    }

    OpPrinter append(String part) {
        text.append(part);
        return this;
    }

    /** Starts a line of the program. */
    OpPrinter newLine() {
        text.append('\n').repeat("  ", indentation);
        return this;
    }

    AttributePrinter attributes(Op op) {
        return op.schema().dialect().equals("chlo") ? chlo : stablehlo;
    }

    TypeSpelling types() {
        return stablehlo.types();
    }

    String name(Value value) {
        return names.getOrDefault(value, "%undefined");
    }

    String names(List<? extends Value> values) {
        return values.stream().map(this::name).collect(Collectors.joining(", "));
    }

    /** Writes {@code op} without a line break around it. */
    void print(Op op) {
        nameResults(op);
        var form = options.generic() ? null : OpForms.of(op.schema());
        if (form != null && form.canPrint(op)) {
            append(OpForms.shortName(op));
            form.print(this, op);
        } else {
            generic(op);
        }
        location(op.location());
    }

    private void nameResults(Op op) {
        var all = op.results();
        if (all.isEmpty()) {
            return;
        }
        var name = "%" + results++;
        for (int i = 0; i < all.size(); i++) {
            names.put(all.get(i), all.size() == 1 ? name : name + "#" + i);
        }
        append(name).append(all.size() == 1 ? "" : ":" + all.size()).append(" = ");
    }

    /** Whether locations are written in full. */
    boolean showsLocations() {
        return options.locations() == TextPrinter.Locations.FULL;
    }

    void location(Location location) {
        if (showsLocations()) {
            append(" ").append(locations.use(location));
        }
    }

    private void generic(Op op) {
        var attributes = attributes(op);
        append(StringLiteral.encode(op.opName()))
                .append("(")
                .append(names(op.operands()))
                .append(")");
        if (!op.attributes().isEmpty()) {
            append(" <").append(attributes.dictionary(op.attributes())).append(">");
        }
        var separator = " (";
        for (var region : op.regions()) {
            append(separator);
            genericRegion(op, region);
            separator = ", ";
        }
        append(op.regions().isEmpty() ? "" : ")");
        if (!op.info().discardable().isEmpty()) {
            append(" ").append(attributes.dictionary(op.info().discardable()));
        }
        append(" : ").append(functional(op));
    }

    private void genericRegion(Op op, Region region) {
        if (op instanceof Module && region.isEmpty()) {
            // A module's region has a block even when it is empty, unlike that of a function that is only declared.
            append("{").newLine().append("^bb0:").newLine().append("}");
        } else if (op instanceof Declaration.Func) {
            isolated(() -> region(region));
        } else {
            region(region);
        }
    }

    /** Prints something whose values are numbered from 0. */
    void isolated(Runnable printing) {
        int outerResults = results;
        int outerArguments = arguments;
        results = 0;
        arguments = 0;
        printing.run();
        results = outerResults;
        arguments = outerArguments;
    }

    /** The types of all operands and results. */
    String functional(Op op) {
        return types().spell(new Type.FunctionType(
                op.operands().stream().map(Value::type).toList(),
                op.results().stream().map(Value::type).toList()));
    }

    /** Names an argument that is written before its region is. */
    String declare(BlockArgument argument) {
        return names.computeIfAbsent(argument, value -> "%arg" + arguments++);
    }

    /** Gives an argument the name of another, whose region is beside its own. */
    void alias(BlockArgument argument, String name) {
        names.put(argument, name);
    }

    /** Writes {@code %name: type}. */
    void argument(BlockArgument argument) {
        append(declare(argument)).append(": ").append(types().spell(argument.type()));
        location(argument.location());
    }

    /** Writes a region; its arguments stand in a label unless they have been written before. */
    void region(Region region) {
        append("{");
        if (!region.arguments().isEmpty()
                && !names.containsKey(region.arguments().getFirst())) {
            newLine().append("^bb0(");
            argumentList(region.arguments());
            append("):");
        }
        body(region);
        append("}");
    }

    void argumentList(List<BlockArgument> list) {
        var separator = "";
        for (var argument : list) {
            append(separator);
            argument(argument);
            separator = ", ";
        }
    }

    private void body(Region region) {
        indentation++;
        for (var op : region.ops()) {
            newLine();
            print(op);
            comment(op.location());
        }
        indentation--;
        newLine();
    }

    private void comment(Location location) {
        var comment = options.locations() == TextPrinter.Locations.COMMENTS ? LocationPrinter.comment(location) : "";
        append(comment.isEmpty() ? "" : "  // " + comment);
    }

    /** The attributes of {@code op} but for those in {@code shown}, its own and others together. */
    Dictionary remaining(Op op, Set<String> shown) {
        var entries = new TreeMap<>(op.info().discardable().entries());
        op.attributes().entries().forEach((key, value) -> {
            if (!shown.contains(key)) {
                entries.put(key, value);
            }
        });
        return Dictionary.of(entries);
    }
}
