package dev.ranvier.cli;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ScalarType;

/** A tensor's elements as NumPy shows them: brackets a dimension, and of long dimensions only the ends. */
final class TensorText {
    private static final int EDGE = 3;
    private static final int SHOWN_WHOLE = 100;

    private final Tensor tensor;
    private final StringBuilder text = new StringBuilder();

    private TensorText(Tensor tensor) {
        this.tensor = tensor;
    }

    static String of(Tensor tensor) {
        var writer = new TensorText(tensor);
        writer.write(0, 0, tensor.count());
        return writer.text.toString();
    }

    /** Writes the {@code count} elements from {@code first} on, which differ in dimension {@code dimension} and later. */
    private void write(int dimension, long first, long count) {
        if (dimension == tensor.rank()) {
            text.append(element(first));
            return;
        }
        long size = tensor.size(dimension);
        boolean innermost = dimension == tensor.rank() - 1;
        text.append('[');
        for (long i = 0; i < size; i++) {
            if (i > 0) {
                text.append(innermost ? " " : "\n" + " ".repeat(dimension + 1));
            }
            if (i == EDGE && size > 2 * EDGE && tensor.count() > SHOWN_WHOLE) {
                text.append("...");
                i = size - EDGE - 1;
                continue;
            }
            write(dimension + 1, first + i * (count / size), count / size);
        }
        text.append(']');
    }

    private String element(long index) {
        var type = tensor.elementType();
        if (type.isComplex()) {
            return number(tensor.getDouble(index)) + (tensor.getImaginary(index) < 0 ? "-" : "+")
                    + number(Math.abs(tensor.getImaginary(index))) + "i";
        }
        if (type.isBoolean()) {
            return String.valueOf(tensor.getBoolean(index));
        }
        if (type == ScalarType.UI64) {
            return Long.toUnsignedString(tensor.getLong(index));
        }
        return type.isFloat() ? number(tensor.getDouble(index)) : String.valueOf(tensor.getLong(index));
    }

    /** As many digits as the type has and no more. */
    private String number(double value) {
        return tensor.elementType().byteWidth() <= Float.BYTES
                        || tensor.elementType().equals(ComplexType.C64)
                ? String.valueOf((float) value)
                : String.valueOf(value);
    }
}
