package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the user's source something comes from (MLIR's builtin location attributes). */
public sealed interface Location extends Attribute {
    Location UNKNOWN = new Unknown();

    /** Not known ({@code loc(unknown)}). */
    record Unknown() implements Location {}

    /**
     * A place, or a range of places, in a file. Lines and columns count from 1; 0 means not given.
     *
     * <p>A single place has its end equal to its start.
     */
    record FileLineColumn(String file, int line, int column, int endLine, int endColumn) implements Location {
        public FileLineColumn(String file, int line, int column) {
            this(file, line, column, line, column);
        }
    }

    /** A name, such as a JAX name stack, for {@code child}. */
    record Named(String name, Location child) implements Location {}

    /** {@code callee} as called from {@code caller}. */
    record CallSite(Location callee, Location caller) implements Location {}

    /** Several places at once, with optional metadata. */
    record Fused(List<Location> locations, @Nullable Attribute metadata) implements Location {
        public Fused {
            locations = List.copyOf(locations);
        }
    }

    /** The innermost file and line that this location names, or null: what a diagnostic shows to a user. */
    default @Nullable FileLineColumn file() {
        return switch (this) {
            case Unknown _ -> null;
            case FileLineColumn place -> place;
            case Named(_, Location child) -> child.file();
            case CallSite(Location callee, Location caller) -> callee.file() != null ? callee.file() : caller.file();
            case Fused(List<Location> locations, _) ->
                locations.stream()
                        .map(Location::file)
                        .filter(place -> place != null)
                        .findFirst()
                        .orElse(null);
        };
    }
}
