package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Utf8;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The strings of a file, each decoded when it is first asked for. */
final class StringTable {
    private final MemorySegment file;
    private final long[] starts;
    private final @Nullable String[] strings;

    /** Reads the string section: the number of strings, their lengths from the last to the first, then all bytes. */
    StringTable(Cursor in) {
        this.file = in.file();
        int count = in.count("strings");
        starts = new long[count + 1];
        long total = 0;
        for (int i = count; i > 0; i--) {
            long length = in.varInt();
            if (length < 1 || length > in.remaining()) {
                throw in.error("string " + (i - 1) + " is " + Long.toUnsignedString(length) + " bytes long");
            }
            starts[i] = length;
            total += length;
        }
        if (total != in.remaining()) {
            throw in.error("the strings take " + total + " bytes, the section has " + in.remaining());
        }
        starts[0] = in.position();
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        strings = new @Nullable String[count];
    }

    int size() {
        return strings.length;
    }

    /** The string that an index taken from {@code in} names. */
    String read(Cursor in) {
        return get(in.index("string", size()));
    }

    String get(int index) {
        var string = strings[index];
        if (string == null) {
            // The last byte of each is a zero.
            var bytes = file.asSlice(starts[index], starts[index + 1] - starts[index] - 1);
            string = Utf8.decode(bytes.toArray(ValueLayout.JAVA_BYTE));
            strings[index] = string;
        }
        return string;
    }
}
