package dev.ranvier.stablehlo.bytecode;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The properties of ops: byte strings that ops share by number. */
final class PropertyTable {
    private final Cursor section;
    private final long[] starts;
    private final Decoder.Tables tables;

    PropertyTable(@Nullable Cursor in, Decoder.Tables tables) {
        this.tables = tables;
        if (in == null) {
            section = new Cursor(MemorySegment.NULL, 0, 0);
            starts = new long[0];
            return;
        }
        section = in;
        starts = new long[in.count("properties")];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = in.position();
            in.bytes(in.varInt());
        }
        in.requireEnd("the properties");
    }

    int size() {
        return starts.length;
    }

    Decoder get(int index) {
        var in = new Decoder(section.file(), starts[index], section.position(), tables);
        return in.slice(in.varInt());
    }
}
