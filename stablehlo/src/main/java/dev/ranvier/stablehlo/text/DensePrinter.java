package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes the elements of a constant. */
final class DensePrinter {
    /** More elements than this are written as hexadecimal digits, as MLIR does. */
    private static final int HEXADECIMAL_ABOVE = 100;
    /** More elements than this are left out where large constants are. */
    private static final int ELIDED_ABOVE = 16;

    private final DenseElements elements;
    private final StringBuilder text = new StringBuilder();

    private DensePrinter(DenseElements elements) {
        this.elements = elements;
    }

    /** {@code dense<...>}, without the type. */
    static String print(DenseElements elements, boolean elide) {
        if (elide && !elements.isSplat() && elements.elementCount() > ELIDED_ABOVE) {
            return "dense_resource<__elided__>";
        }
        return new DensePrinter(elements).print();
    }

    private String print() {
        text.append("dense<");
        if (elements.isSplat()) {
            element(0);
        } else if (elements.elementCount() > HEXADECIMAL_ABOVE) {
            text.append("\"0x");
            HexString.encode(text, packed());
            text.append('"');
        } else if (elements.elementCount() > 0) {
            list(0, 0, elements.elementCount());
        }
        return text.append('>').toString();
    }

    /** The bytes as MLIR holds them: the bits above those of a narrow type are zero. */
    private MemorySegment packed() {
        if (!(elements.type().elementType() instanceof ScalarType scalar) || scalar.bitWidth() >= 8) {
            return elements.data();
        }
        var bytes = elements.data().toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= (byte) ((1 << scalar.bitWidth()) - 1);
        }
        return MemorySegment.ofArray(bytes);
    }

    private void list(int dimension, long from, long count) {
        if (dimension == elements.type().rank()) {
            element(from);
            return;
        }
        long size = elements.type().size(dimension);
        long step = count / size;
        text.append('[');
        for (long i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ");
            list(dimension + 1, from + i * step, step);
        }
        text.append(']');
    }

    private void element(long index) {
        ElementType type = elements.type().elementType();
        switch (type) {
            case ScalarType scalar -> text.append(NumberLiteral.print(bits(scalar, index), scalar));
            case ComplexType(ScalarType part) ->
                text.append('(')
                        .append(NumberLiteral.print(bits(part, 2 * index), part))
                        .append(", ")
                        .append(NumberLiteral.print(bits(part, 2 * index + 1), part))
                        .append(')');
            case QuantizedType quantized ->
                text.append(NumberLiteral.print(elements.getLong(index), quantized.storage()));
        }
    }

    private long bits(ScalarType type, long index) {
        int width = type.byteWidth();
        long bits = 0;
        for (int i = width - 1; i >= 0; i--) {
            bits = (bits << 8) | (elements.data().get(ValueLayout.JAVA_BYTE, index * width + i) & 0xFF);
        }
        return NumberLiteral.extend(bits, type.bitWidth(), type.kind());
    }
}
