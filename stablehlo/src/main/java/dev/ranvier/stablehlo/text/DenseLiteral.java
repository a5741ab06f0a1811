package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of {@code dense<...>}. Their type follows them, so they are read twice: once for their shape, and once for
 * their values. No memory is taken before the shape is known to be that of the type.
 */
final class DenseLiteral {
    private final Cursor cursor;
    private final int start;
    private final List<Long> shape = new ArrayList<>();
    private int leafDepth = -1;
    private boolean hexadecimal;

    /** A literal behind the bracket that is here. */
    DenseLiteral(Cursor cursor) {
        this.cursor = cursor;
        this.start = cursor.offset() + 1;
    }

    /** Passes the literal and notes its shape. */
    void skip() {
        if (cursor.at(Kind.STRING)) {
            hexadecimal = true;
            cursor.advance();
        } else if (!cursor.at(">")) {
            skipItem(0);
        }
    }

    private void skipItem(int depth) {
        if (cursor.at("[")) {
            skipList(depth);
            return;
        }
        if (leafDepth >= 0 && leafDepth != depth) {
            throw cursor.error("the lists of a constant are not nested equally deep");
        }
        leafDepth = depth;
        if (cursor.accept("(")) {
            skipNumber();
            cursor.expect(",");
            skipNumber();
            cursor.expect(")");
        } else {
            skipNumber();
        }
    }

    private void skipList(int depth) {
        if (depth == Cursor.DEPTH_LIMIT) {
            throw cursor.error("nested more than " + Cursor.DEPTH_LIMIT + " levels deep");
        }
        int offset = cursor.offset();
        cursor.advance();
        if (shape.size() == depth) {
            shape.add(-1L);
        }
        var counter = new long[1];
        cursor.list("]", () -> {
            skipItem(depth + 1);
            counter[0]++;
        });
        long expected = shape.get(depth);
        if (expected >= 0 && expected != counter[0]) {
            throw cursor.error(offset, "the lists of a constant differ in length: " + expected + " and " + counter[0]);
        }
        shape.set(depth, counter[0]);
    }

    private void skipNumber() {
        cursor.accept("-");
        if (cursor.at(Kind.INTEGER) || cursor.at(Kind.FLOAT) || cursor.at("true") || cursor.at("false")) {
            cursor.advance();
        } else {
            throw cursor.expected("a number");
        }
    }

    /**
     * The elements as {@code type}; leaves the cursor somewhere behind the first.
     *
     * @param offset where the type stands
     */
    DenseElements parse(TensorType type, int offset) {
        cursor.seek(start);
        if (hexadecimal) {
            return hexadecimal(type);
        }
        if (leafDepth < 0 && shape.isEmpty()) {
            return empty(type, offset);
        }
        boolean splat = leafDepth == 0;
        if (!splat && !isShapeOf(type)) {
            throw cursor.error(offset, "the constant has the shape " + shape + ", its type is " + type);
        }
        int width = type.elementType().byteWidth();
        var bytes = new byte[byteSize(splat ? 1 : type.elementCount(), width, offset)];
        for (int at = 0; at < bytes.length; at += width) {
            while (cursor.at("[") || cursor.at("]") || cursor.at(",")) {
                cursor.advance();
            }
            element(type.elementType(), bytes, at);
        }
        return new DenseElements(type, MemorySegment.ofArray(bytes), splat);
    }

    private boolean isShapeOf(TensorType type) {
        // An empty list says nothing about the dimensions behind it.
        if (shape.size() > type.rank() || (leafDepth >= 0 && shape.size() < type.rank())) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) != type.size(i)) {
                return false;
            }
        }
        return true;
    }

    private int byteSize(long count, int width, int offset) {
        if (count > Integer.MAX_VALUE / width) {
            throw cursor.error(offset, "a constant of " + count + " elements is too large for text");
        }
        return (int) count * width;
    }

    private DenseElements empty(TensorType type, int offset) {
        if (!isEmpty(type)) {
            throw cursor.error(offset, "the constant has no elements, its type is " + type);
        }
        return new DenseElements(type, MemorySegment.ofArray(new byte[0]), false);
    }

    private static boolean isEmpty(TensorType type) {
        return Arrays.stream(type.shape()).anyMatch(size -> size == 0);
    }

    private void element(ElementType type, byte[] bytes, int at) {
        switch (type) {
            case ScalarType scalar -> number(scalar, bytes, at);
            case ComplexType(ScalarType part) -> {
                cursor.expect("(");
                number(part, bytes, at);
                cursor.expect(",");
                number(part, bytes, at + part.byteWidth());
                cursor.expect(")");
            }
            case QuantizedType quantized -> throw cursor.error("a constant cannot have elements of type " + quantized);
        }
    }

    private void number(ScalarType type, byte[] bytes, int at) {
        long bits = NumberLiteral.parse(cursor, type);
        for (int i = 0; i < type.byteWidth(); i++) {
            bytes[at + i] = (byte) (bits >> (8 * i));
        }
    }

    /** {@code "0x..."}: the elements as they lie in memory, or one that stands for all. */
    private DenseElements hexadecimal(TensorType type) {
        int offset = cursor.offset();
        var bytes = HexString.decode(cursor);
        int width = type.elementType().byteWidth();
        boolean splat = bytes.length == width && !isEmpty(type);
        if (!splat && !isByteCountOf(type, bytes.length)) {
            throw cursor.error(offset, "the constant has " + bytes.length + " bytes, its type is " + type);
        }
        if (type.elementType() instanceof ScalarType scalar && scalar.bitWidth() < 8) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) NumberLiteral.extend(bytes[i], scalar.bitWidth(), scalar.kind());
            }
        }
        return new DenseElements(type, MemorySegment.ofArray(bytes), splat);
    }

    /** Whether the elements of {@code type} take so many bytes. */
    static boolean isByteCountOf(TensorType type, long bytes) {
        long count = bytes / type.elementType().byteWidth();
        if (isEmpty(type)) {
            return bytes == 0;
        }
        for (long size : type.shape()) {
            if (count % size != 0) {
                return false;
            }
            count /= size;
        }
        return count == 1 && bytes % type.elementType().byteWidth() == 0;
    }
}
