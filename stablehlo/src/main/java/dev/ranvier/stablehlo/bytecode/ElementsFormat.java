package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The elements of a constant: its type, and MLIR's raw buffer of it. The buffer differs from {@link DenseElements} in
 * that booleans are packed, eight a byte, a boolean splat has all bits equal, and narrow integers are zero-extended.
 */
final class ElementsFormat implements Format<DenseElements> {
    @Override
    public DenseElements read(Decoder in) {
        var type = in.check(in.type(), TensorType.class);
        var blob = in.bytes(in.varInt());
        if (!type.isStatic()) {
            throw in.error("a constant needs a static shape, got " + type);
        }
        long count = elementCount(in, type);
        var element = type.elementType();
        if (element == ScalarType.I1) {
            return booleans(in, type, count, blob);
        }
        int width = storedWidth(element);
        boolean splat = blob.byteSize() == width && count != 1;
        // Dividing keeps the product of hostile sizes from overflowing.
        if (!splat && (count > blob.byteSize() || blob.byteSize() != count * width)) {
            throw in.error(blob.byteSize() + " bytes for a constant of type " + type);
        }
        return new DenseElements(type, fromStored(blob, element), splat);
    }

    private static long elementCount(Decoder in, TensorType type) {
        try {
            return type.elementCount();
        } catch (ArithmeticException e) {
            throw in.error("the number of elements of " + type + " overflows");
        }
    }

    private static DenseElements booleans(Decoder in, TensorType type, long count, MemorySegment blob) {
        long size = blob.byteSize();
        if (size == 1 && (count > 8 || byteAt(blob, 0) == (byte) 0xFF)) {
            boolean value = byteAt(blob, 0) != 0;
            return new DenseElements(type, MemorySegment.ofArray(new byte[] {(byte) (value ? 1 : 0)}), count != 1);
        }
        if (size == (count + 7) / 8) {
            var unpacked = new byte[(int) count];
            for (int i = 0; i < count; i++) {
                unpacked[i] = (byte) ((byteAt(blob, i / 8) >> (i % 8)) & 1);
            }
            return new DenseElements(type, MemorySegment.ofArray(unpacked), false);
        }
        if (size != count) {
            throw in.error(size + " bytes for a constant of type " + type);
        }
        return new DenseElements(type, blob, false);
    }

    private static byte byteAt(MemorySegment bytes, long index) {
        return bytes.get(ValueLayout.JAVA_BYTE, index);
    }

    @Override
    public void write(Encoder out, DenseElements elements) {
        var element = elements.type().elementType();
        out.type(elements.type());
        out.blob(element == ScalarType.I1 ? packed(elements) : toStored(elements.data(), element));
    }

    private static MemorySegment packed(DenseElements elements) {
        var data = elements.data();
        if (elements.isSplat()) {
            return MemorySegment.ofArray(new byte[] {(byte) -byteAt(data, 0)});
        }
        var bytes = new byte[Math.toIntExact((elements.elementCount() + 7) / 8)];
        for (int i = 0; i < elements.elementCount(); i++) {
            bytes[i / 8] |= (byte) (byteAt(data, i) << (i % 8));
        }
        return MemorySegment.ofArray(bytes);
    }

    /** Whole bytes that MLIR stores an element in. */
    private static int storedWidth(ElementType element) {
        return element == ScalarType.TF32 ? 3 : element.byteWidth();
    }

    private static MemorySegment fromStored(MemorySegment blob, ElementType element) {
        if (element == ScalarType.I2 || element == ScalarType.I4) {
            int unused = 8 - ((ScalarType) element).bitWidth();
            var bytes = blob.toArray(ValueLayout.JAVA_BYTE);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (((byte) (bytes[i] << unused)) >> unused);
            }
            return MemorySegment.ofArray(bytes);
        }
        return element == ScalarType.TF32 ? restride(blob, 3, 4) : blob;
    }

    private static MemorySegment toStored(MemorySegment data, ElementType element) {
        if (element == ScalarType.I2 || element == ScalarType.I4) {
            int mask = (1 << ((ScalarType) element).bitWidth()) - 1;
            var bytes = data.toArray(ValueLayout.JAVA_BYTE);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] &= (byte) mask;
            }
            return MemorySegment.ofArray(bytes);
        }
        return element == ScalarType.TF32 ? restride(data, 4, 3) : data;
    }

    /** Elements of {@code from} bytes as elements of {@code to} bytes, low bytes first. */
    private static MemorySegment restride(MemorySegment data, int from, int to) {
        long count = data.byteSize() / from;
        var result = MemorySegment.ofArray(new byte[Math.toIntExact(count * to)]);
        for (long i = 0; i < count; i++) {
            MemorySegment.copy(data, i * from, result, i * to, Math.min(from, to));
        }
        return result;
    }
}
