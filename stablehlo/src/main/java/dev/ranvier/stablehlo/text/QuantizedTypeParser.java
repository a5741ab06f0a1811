package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;

/** The types of MLIR's {@code quant} dialect behind {@code !quant.uniform}. */
final class QuantizedTypeParser {
    private final Cursor cursor;
    private final ArrayList<Double> scales = new ArrayList<>();
    private final ArrayList<Long> zeroPoints = new ArrayList<>();

    QuantizedTypeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    QuantizedType parse() {
        cursor.expect("<");
        var storage = storage();
        boolean signed = storage.kind() == ScalarType.Kind.SIGNED;
        int bits = storage.bitWidth();
        long least = signed ? -(1L << (bits - 1)) : 0;
        long greatest = (1L << (signed ? bits - 1 : bits)) - 1;
        if (cursor.accept("<")) {
            least = cursor.integer();
            cursor.expect(":");
            greatest = cursor.integer();
            cursor.expect(">");
        }
        cursor.expect(":");
        var expressed = floatType();
        Integer axis = null;
        if (cursor.accept(":")) {
            axis = cursor.smallInteger();
            cursor.expect(",");
            cursor.expect("{");
            cursor.list("}", this::parameters);
        } else {
            cursor.expect(",");
            parameters();
        }
        cursor.expect(">");
        return new QuantizedType(storage, least, greatest, expressed, axis, scales, zeroPoints);
    }

    /** The quant dialect writes unsigned integers as {@code u8}, and reads {@code ui8} too. */
    private ScalarType storage() {
        int offset = cursor.offset();
        var name = cursor.word();
        var storage =
                ScalarType.named(name.startsWith("u") && !name.startsWith("ui") ? "ui" + name.substring(1) : name);
        if (storage == null || !storage.isInteger() || storage.bitWidth() > 32) {
            throw cursor.error(offset, "quantized storage must be an integer of at most 32 bits, not " + name);
        }
        return storage;
    }

    private ScalarType floatType() {
        int offset = cursor.offset();
        var name = cursor.word();
        var type = ScalarType.named(name);
        if (type == null || !type.isFloat()) {
            throw cursor.error(offset, "a quantized type stands for a floating-point type, not " + name);
        }
        return type;
    }

    private void parameters() {
        boolean negative = cursor.accept("-");
        var scale = Double.parseDouble(cursor.take(Kind.FLOAT, "a scale with a decimal point"));
        scales.add(negative ? -scale : scale);
        zeroPoints.add(cursor.accept(":") ? cursor.integer() : 0L);
    }
}
