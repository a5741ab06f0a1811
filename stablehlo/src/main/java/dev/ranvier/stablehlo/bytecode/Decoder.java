package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Type;
import java.lang.foreign.MemorySegment;

/** A cursor over encoded data that names strings, attributes, types and resources by their index. */
final class Decoder extends Cursor {
    private final Tables tables;

    /** What the indices of a file refer to. */
    record Tables(StringTable strings, EntryTable entries, ResourceTable resources) {}

    Decoder(MemorySegment file, long start, long end, Tables tables) {
        super(file, start, end);
        this.tables = tables;
    }

    Tables tables() {
        return tables;
    }

    /** A part of this range, from the current position on, that is read on its own. */
    Decoder slice(long size) {
        long start = position();
        bytes(size);
        return new Decoder(file(), start, start + size, tables);
    }

    String string() {
        return tables.strings.read(this);
    }

    /** What an attribute index names: an {@link Attribute}, or something that is an attribute only in MLIR. */
    Object entry() {
        return tables.entries.attribute(this, varInt());
    }

    /** What an index names that must be of class {@code kind}. */
    <T> T entry(Class<T> kind) {
        return check(entry(), kind);
    }

    <T> T check(Object value, Class<T> kind) {
        if (kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw error(
                "expected " + kind.getSimpleName() + ", got " + value.getClass().getSimpleName());
    }

    Attribute attribute() {
        return entry(Attribute.class);
    }

    Type type() {
        return tables.entries.type(this, varInt());
    }
}
