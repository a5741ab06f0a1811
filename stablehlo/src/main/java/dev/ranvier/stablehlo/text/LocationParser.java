package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Locations in MLIR text. */
final class LocationParser {
    private final Cursor cursor;
    private final Aliases aliases;
    private final AttributeParser attributes;

    LocationParser(Cursor cursor, Aliases aliases, AttributeParser attributes) {
        this.cursor = cursor;
        this.aliases = aliases;
        this.attributes = attributes;
    }

    /** {@code loc(...)} if it is here. */
    @Nullable
    Location parseTrailing() {
        return cursor.at("loc") ? parseEnclosed() : null;
    }

    /** {@code loc(...)}. */
    Location parseEnclosed() {
        cursor.expect("loc");
        cursor.expect("(");
        var location = parse();
        cursor.expect(")");
        return location;
    }

    private Location parse() {
        if (cursor.at(Kind.ATTRIBUTE)) {
            return aliases.resolve(Location.class, attributes::parse);
        }
        return cursor.nested(() -> {
            if (cursor.at(Kind.STRING)) {
                return nameOrPlace();
            }
            int offset = cursor.offset();
            return switch (cursor.take(Kind.WORD, "a location")) {
                case "unknown" -> Location.unknown();
                case "callsite" -> callSite();
                case "fused" -> fused();
                case "loc" -> {
                    cursor.seek(offset);
                    yield parseEnclosed();
                }
                default -> throw cursor.error(offset, "expected 'callsite', 'fused', 'unknown' or a string");
            };
        });
    }

    private Location nameOrPlace() {
        var name = cursor.string();
        if (cursor.accept(":")) {
            return place(name);
        }
        if (!cursor.accept("(")) {
            return new Location.Named(name, Location.unknown());
        }
        var child = parse();
        cursor.expect(")");
        return new Location.Named(name, child);
    }

    /** The rest of {@code "file":line:column}, {@code ... to line:column} or {@code ... to :column}. */
    private Location place(String path) {
        int line = lineOrColumn();
        cursor.expect(":");
        int column = lineOrColumn();
        if (!cursor.accept("to")) {
            return new Location.FileLineColumn(path, line, column);
        }
        int endLine = cursor.at(":") ? line : lineOrColumn();
        cursor.expect(":");
        return new Location.FileLineColumn(path, line, column, endLine, lineOrColumn());
    }

    private int lineOrColumn() {
        if (!cursor.at(Kind.INTEGER)) {
            throw cursor.expected("a line or column number");
        }
        return cursor.smallInteger();
    }

    private Location callSite() {
        cursor.expect("(");
        var callee = parse();
        cursor.expect("at");
        var caller = parse();
        cursor.expect(")");
        return new Location.CallSite(callee, caller);
    }

    private Location fused() {
        var metadata = cursor.accept("<") ? attributes.parse() : null;
        if (metadata != null) {
            cursor.expect(">");
        }
        cursor.expect("[");
        var locations = new ArrayList<Location>();
        cursor.list("]", () -> locations.add(parse()));
        return new Location.Fused(locations, metadata);
    }
}
