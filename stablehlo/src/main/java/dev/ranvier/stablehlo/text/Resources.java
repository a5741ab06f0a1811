package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * The blobs behind the program (<code>{-# dialect_resources: {...} #-}</code>), which attributes name by a key. Each is
 * written as its alignment, four little-endian bytes, and then its own bytes.
 */
final class Resources {
    private static final int HEADER = 4;

    private record Blob(MemorySegment bytes, int alignment) {}

    private final Cursor cursor;
    private final Map<String, Blob> blobs = new HashMap<>();

    Resources(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Parses the trailer that is here. */
    void parse() {
        cursor.expect("{-#");
        cursor.list("#-}", () -> {
            boolean builtin = cursor.wordOrString().equals("dialect_resources");
            section(() -> {
                var owner = cursor.wordOrString();
                section(() -> entry(builtin && owner.equals("builtin")));
            });
        });
        if (!cursor.at(Kind.END)) {
            throw cursor.expected("the end of the text");
        }
    }

    /** <code>: { item, ... }</code>. */
    private void section(Runnable item) {
        cursor.expect(":");
        cursor.expect("{");
        cursor.list("}", item);
    }

    private void entry(boolean kept) {
        var key = cursor.wordOrString();
        cursor.expect(":");
        int offset = cursor.offset();
        if (!kept) {
            skipValue();
            return;
        }
        var bytes = HexString.decode(cursor);
        if (bytes.length < HEADER) {
            throw cursor.error(offset, "a resource begins with four bytes of alignment");
        }
        int alignment = (bytes[0] & 0xFF) | ((bytes[1] & 0xFF) << 8) | ((bytes[2] & 0xFF) << 16) | (bytes[3] << 24);
        blobs.put(key, new Blob(MemorySegment.ofArray(bytes).asSlice(HEADER).asReadOnly(), alignment));
    }

    private void skipValue() {
        if (!cursor.accept("true") && !cursor.accept("false")) {
            cursor.string();
        }
    }

    /** The attribute that names {@code key}; {@code offset} is that of its type. */
    DenseResource use(String key, TensorType type, int offset) {
        var blob = blobs.get(key);
        if (blob == null) {
            return new DenseResource(key, type, null, 1);
        }
        long bytes = blob.bytes().byteSize();
        if (!DenseLiteral.isByteCountOf(type, bytes)) {
            throw cursor.error(offset, "the resource '" + key + "' has " + bytes + " bytes, its type is " + type);
        }
        return new DenseResource(key, type, blob.bytes(), blob.alignment());
    }
}
