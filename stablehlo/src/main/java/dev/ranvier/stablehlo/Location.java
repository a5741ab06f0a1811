package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the user's source something comes from (MLIR's builtin location attributes). */
public sealed interface Location extends Attribute {
    /** Not known ({@code loc(unknown)}). */
    record Unknown() implements Location {}

    /**
     * A place, or a range of places, in a file. Lines and columns count from 1; 0 means not given.
     *
     * <p>A single place has its end equal to its start.
     */
    record FileLineColumn(String path, int line, int column, int endLine, int endColumn) implements Location {
        public FileLineColumn(String path, int line, int column) {
            this(path, line, column, line, column);
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

        private @Nullable FileLineColumn firstPlace() {
            for (var location : locations) {
                var place = location.place();
                if (place != null) {
                    return place;
                }
            }
            return null;
        }
    }

    /** The location that says nothing. */
    static Location unknown() {
        return new Unknown();
    }

    /** The innermost file and line that this location names, or null: what a diagnostic shows to a user. */
    default @Nullable FileLineColumn place() {
        return switch (this) {
            case Unknown() -> null;
            case FileLineColumn place -> place;
            case Named named -> named.child().place();
            case CallSite site ->
                site.callee().place() != null
                        ? site.callee().place()
                        : site.caller().place();
            case Fused fused -> fused.firstPlace();
        };
    }
}
