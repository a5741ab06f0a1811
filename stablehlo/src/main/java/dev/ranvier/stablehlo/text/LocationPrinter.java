package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes locations, each in full only once: the program names them, and their definitions follow it. */
final class LocationPrinter {
    private final AttributePrinter attributes;
    private final Map<Location, String> names = new HashMap<>();
    private final List<String> definitions = new ArrayList<>();

    LocationPrinter(AttributePrinter attributes) {
        this.attributes = attributes;
    }

    /** {@code loc(#name)}. */
    String use(Location location) {
        return "loc(" + name(location) + ")";
    }

    private String name(Location location) {
        if (location instanceof Location.Unknown) {
            return "unknown";
        }
        var known = names.get(location);
        if (known != null) {
            return known;
        }
        var text = print(location, this::name, attributes);
        var name = "#loc" + (names.size() + 1);
        names.put(location, name);
        definitions.add(name + " = loc(" + text + ")\n");
        return name;
    }

    /** The definitions of all names, one a line, those that others name before them. */
    String definitions() {
        return String.join("", definitions);
    }

    /** A location in full. */
    static String inPlace(Location location, AttributePrinter attributes) {
        return print(location, part -> inPlace(part, attributes), attributes);
    }

    /** What a person wants to know of a location: the file and line, and the outermost name; empty if it has neither. */
    static String comment(Location location) {
        var place = location.place();
        var parts = new ArrayList<String>();
        if (place != null) {
            parts.add(place.path().substring(place.path().lastIndexOf('/') + 1) + ":" + place.line());
        }
        if (location instanceof Location.Named named) {
            parts.add(named.name().replaceAll("\\R", " "));
        }
        return String.join(" ", parts);
    }

    private static String print(Location location, Function<Location, String> part, AttributePrinter attributes) {
        return switch (location) {
            case Location.Unknown() -> "unknown";
            case Location.FileLineColumn place -> place(place);
            case Location.Named(String name, Location child) ->
                StringLiteral.encode(name) + (child instanceof Location.Unknown ? "" : "(" + part.apply(child) + ")");
            case Location.CallSite(Location callee, Location caller) ->
                "callsite(" + part.apply(callee) + " at " + part.apply(caller) + ")";
            case Location.Fused fused ->
                "fused" + metadata(fused.metadata(), attributes)
                        + fused.locations().stream().map(part).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private static String metadata(@Nullable Attribute metadata, AttributePrinter attributes) {
        return metadata == null ? "" : "<" + attributes.print(metadata) + ">";
    }

    private static String place(Location.FileLineColumn place) {
        var start = StringLiteral.encode(place.path()) + ":" + place.line() + ":" + place.column();
        if (place.endLine() == place.line() && place.endColumn() == place.column()) {
            return start;
        }
        return start + " to " + (place.endLine() == place.line() ? "" : place.endLine()) + ":" + place.endColumn();
    }
}
