package dev.ranvier.cli.files;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One array as NumPy's format holds it: a magic number, a version, a header that is a Python dictionary, and the
 * elements.
 *
 * <p>Source: NumPy's documentation of {@code numpy.lib.format}, versions 1.0 to 3.0.
 */
final class NpyFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAXIMUM_HEADER = 1 << 16;
    private static final int HEADER_ALIGNMENT = 64;
    private static final long MAXIMUM_BYTES = Integer.MAX_VALUE - 8L;
    private static final Pattern HEADER = Pattern.compile("\\{\\s*'descr'\\s*:\\s*'([<>|=])([biufcV])(\\d{1,3})'\\s*,"
            + "\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,"
            + "\\s*'shape'\\s*:\\s*\\(((?:\\d{1,18}|,|\\s)*)\\)\\s*,?\\s*\\}\\s*");

    private NpyFormat() {}

    /** Reads an array; throws {@link RanvierException} if the stream holds none. */
    static NumpyArray read(InputStream input) throws IOException {
        try {
            return readParts(new DataInputStream(input));
        } catch (EOFException end) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, "the array ends too early"), end);
        }
    }

    private static NumpyArray readParts(DataInputStream input) throws IOException {
        var start = new byte[MAGIC.length + 2];
        input.readFully(start);
        if (!Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
            throw RanvierException.invalid("not an array file of NumPy");
        }
        int lengthBytes = start[MAGIC.length] == 1 ? 2 : 4;
        long headerLength = 0;
        for (int i = 0; i < lengthBytes; i++) {
            headerLength |= (long) input.readUnsignedByte() << (Byte.SIZE * i);
        }
        if (headerLength > MAXIMUM_HEADER) {
            throw RanvierException.invalid("the header of the array has " + headerLength + " bytes");
        }
        var header = new byte[(int) headerLength];
        input.readFully(header);
        return readElements(input, new String(header, StandardCharsets.UTF_8));
    }

    private static NumpyArray readElements(DataInputStream input, String header) throws IOException {
        var match = HEADER.matcher(header);
        if (!match.matches()) {
            throw RanvierException.invalid(
                    "cannot read an array of " + header.strip() + " (save one of plain numbers)");
        }
        var kind = match.group(2);
        int width = Integer.parseInt(match.group(3));
        var shape = Arrays.stream(match.group(5).split("[,\\s]+"))
                .filter(size -> !size.isEmpty())
                .map(Long::valueOf)
                .toList();
        var data = readBytes(input, byteSize(shape, width));
        if (match.group(1).equals(">")) {
            reverseEach(data, kind.equals("c") ? width / 2 : width);
        }
        if (match.group(4).equals("True")) {
            data = rowMajor(data, shape, width);
        }
        return new NumpyArray(kind + width, shape, MemorySegment.ofArray(data));
    }

    private static long byteSize(List<Long> shape, int width) {
        if (shape.contains(0L)) {
            return 0;
        }
        try {
            return shape.stream().reduce((long) width, Math::multiplyExact);
        } catch (ArithmeticException overflow) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.RESOURCE_EXHAUSTED, "an array of shape " + shape + " is too large"),
                    overflow);
        }
    }

    /** Grows with what arrives, so that a header that lies about the size costs no memory. */
    private static byte[] readBytes(InputStream input, long size) throws IOException {
        if (size > MAXIMUM_BYTES) {
            throw RanvierException.invalid("an array of " + size + " bytes is too large (up to " + MAXIMUM_BYTES + ")");
        }
        var bytes = input.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private static void reverseEach(byte[] data, int width) {
        for (int element = 0; element < data.length; element += width) {
            for (int i = 0; i < width / 2; i++) {
                int mirror = element + width - 1 - i;
                byte first = data[element + i];
                data[element + i] = data[mirror];
                data[mirror] = first;
            }
        }
    }

    private static byte[] rowMajor(byte[] columnMajor, List<Long> shape, int width) {
        var result = new byte[columnMajor.length];
        var index = new int[shape.size()];
        for (int target = 0; target < result.length; target += width) {
            int source = 0;
            for (int i = index.length - 1; i >= 0; i--) {
                source = source * Math.toIntExact(shape.get(i)) + index[i];
            }
            System.arraycopy(columnMajor, source * width, result, target, width);
            for (int i = index.length - 1; i >= 0 && ++index[i] == shape.get(i); i--) {
                index[i] = 0;
            }
        }
        return result;
    }

    static void write(NumpyArray array, OutputStream output) throws IOException {
        var order = array.descriptor().startsWith("V") || array.descriptor().endsWith("1") ? "|" : "<";
        var shape = array.shape().stream().map(size -> size + ",").collect(Collectors.joining(" ", "(", ")"));
        var header =
                "{'descr': '" + order + array.descriptor() + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int fixed = MAGIC.length + 4;
        int padding = HEADER_ALIGNMENT - (fixed + header.length() + 1) % HEADER_ALIGNMENT;
        var padded = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        output.write(MAGIC);
        output.write(new byte[] {1, 0, (byte) padded.length, (byte) (padded.length >> Byte.SIZE)});
        output.write(padded);
        output.write(array.data().toArray(JAVA_BYTE));
    }
}
