package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Location.FileLineColumn;

/** MLIR's locations, which are attributes of the builtin dialect. */
final class LocationFormats {
    private LocationFormats() {}

    static void addTo(Variants attributes) {
        var location = Format.attribute(Location.class);
        attributes
                .with(10, Location.CallSite.class, Format.record(Location.CallSite.class, location, location))
                .with(11, FileLineColumn.class, LocationFormats::isPlace, place())
                .with(
                        12,
                        Location.Fused.class,
                        fused -> fused.metadata() == null,
                        Format.list(location)
                                .map(places -> new Location.Fused(places, null), Location.Fused::locations))
                .with(
                        13,
                        Location.Fused.class,
                        Format.record(Location.Fused.class, Format.list(location), Format.attribute(Attribute.class)))
                .with(14, Location.Named.class, Format.record(Location.Named.class, Format.text(), location))
                .with(15, Location.unknown())
                .with(22, FileLineColumn.class, range());
    }

    /** Whether the range is a single place. */
    private static boolean isPlace(FileLineColumn range) {
        return range.endLine() == range.line() && range.endColumn() == range.column();
    }

    private static Format<FileLineColumn> place() {
        return Format.of(in -> new FileLineColumn(Format.text().read(in), number(in), number(in)), (out, place) -> {
            Format.text().write(out, place.path());
            out.varInt(place.line());
            out.varInt(place.column());
        });
    }

    /** The file, and as many of line, column, end column, or line, column, end line, end column, as are needed. */
    private static Format<FileLineColumn> range() {
        return Format.of(
                in -> {
                    var path = Format.text().read(in);
                    int count = in.index("form of a range", 5);
                    int line = count > 0 ? number(in) : 0;
                    int column = count > 1 ? number(in) : 0;
                    int endLine = count > 3 ? number(in) : line;
                    int endColumn = count > 2 ? number(in) : column;
                    return new FileLineColumn(path, line, column, endLine, endColumn);
                },
                (out, range) -> {
                    Format.text().write(out, range.path());
                    boolean oneLine = range.endLine() == range.line();
                    out.varInt(oneLine ? 3 : 4);
                    out.varInt(range.line());
                    out.varInt(range.column());
                    if (!oneLine) {
                        out.varInt(range.endLine());
                    }
                    out.varInt(range.endColumn());
                });
    }

    private static int number(Decoder in) {
        return in.index("line or column", Integer.MAX_VALUE);
    }
}
