package dev.ranvier.torch.archive;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A zip file whose entries are stored, not compressed, so that an entry is a slice of the file: nothing expands, and
 * nothing is copied. Sizes come from the central directory, since PyTorch leaves those of local headers to descriptors.
 *
 * <p>Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.14 to 4.3.16
 * (its end, and that of zip64), 4.5.3 (zip64's extra field).
 */
final class StoredZip {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int CENTRAL_HEADER_SIZE = 46;
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_SIZE = 20;
    private static final int ZIP64_END = 0x06064b50;
    private static final int ZIP64_EXTRA = 1;
    private static final int LONGEST_COMMENT = 0xffff;
    /** What a field of 32 bits says when zip64 has the number. */
    private static final long IN_ZIP64 = 0xffff_ffffL;

    private final MemorySegment file;
    private final SequencedMap<String, MemorySegment> entries = new LinkedHashMap<>();

    private StoredZip(MemorySegment file) {
        this.file = file;
    }

    /**
     * The entries of a zip file by name.
     *
     * @throws RanvierException if it is damaged, or an entry is compressed
     */
    static SequencedMap<String, MemorySegment> entries(MemorySegment file) {
        var zip = new StoredZip(file);
        try {
            zip.readDirectory();
        } catch (IndexOutOfBoundsException e) {
            throw new RanvierException(
                    Diagnostic.of(
                            Diagnostic.Code.INVALID_ARGUMENT, "a damaged archive: a record lies outside of the file"),
                    e);
        }
        return zip.entries;
    }

    private void readDirectory() {
        long end = findEnd();
        long count = file.get(SHORT, end + 10) & 0xffff;
        long offset = file.get(INT, end + 16) & 0xffff_ffffL;
        if (end >= ZIP64_LOCATOR_SIZE && file.get(INT, end - ZIP64_LOCATOR_SIZE) == ZIP64_LOCATOR) {
            long end64 = file.get(LONG, end - ZIP64_LOCATOR_SIZE + 8);
            require(file.get(INT, end64) == ZIP64_END, "its zip64 end record is not where its locator says");
            count = file.get(LONG, end64 + 32);
            offset = file.get(LONG, end64 + 48);
        }
        require(count >= 0 && count <= file.byteSize() / CENTRAL_HEADER_SIZE, "it cannot hold " + count + " entries");
        for (long i = 0; i < count; i++) {
            offset = readEntry(offset);
        }
    }

    private long findEnd() {
        for (long end = file.byteSize() - END_SIZE;
                end >= 0 && end >= file.byteSize() - END_SIZE - LONGEST_COMMENT;
                end--) {
            if (file.get(INT, end) == END) {
                return end;
            }
        }
        throw RanvierException.invalid("not a .pt2 archive: it has no zip directory");
    }

    /** Reads an entry of the directory and returns where the next one begins. */
    private long readEntry(long header) {
        require(file.get(INT, header) == CENTRAL_HEADER, "its directory is broken at offset " + header);
        int method = file.get(SHORT, header + 10) & 0xffff;
        int nameLength = file.get(SHORT, header + 28) & 0xffff;
        int extraLength = file.get(SHORT, header + 30) & 0xffff;
        int commentLength = file.get(SHORT, header + 32) & 0xffff;
        var name = new String(
                file.asSlice(header + CENTRAL_HEADER_SIZE, nameLength).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.UTF_8);
        var sizes = new Zip64Numbers(extraField(header + CENTRAL_HEADER_SIZE + nameLength, extraLength)
                .orElse(MemorySegment.NULL));
        long size = sizes.number(file.get(INT, header + 24));
        long stored = sizes.number(file.get(INT, header + 20));
        long offset = sizes.number(file.get(INT, header + 42));
        require(
                method == 0 && size == stored,
                "entry '" + name + "' is compressed; PyTorch stores entries as they are");
        require(entries.put(name, contents(name, offset, size)) == null, "it has two entries '" + name + "'");
        return header + CENTRAL_HEADER_SIZE + nameLength + extraLength + commentLength;
    }

    private MemorySegment contents(String name, long header, long size) {
        require(
                file.get(INT, header) == LOCAL_HEADER,
                "entry '" + name + "' is not at offset " + header + ", where the directory has it");
        int nameLength = file.get(SHORT, header + 26) & 0xffff;
        int extraLength = file.get(SHORT, header + 28) & 0xffff;
        return file.asSlice(header + LOCAL_HEADER_SIZE + nameLength + extraLength, size);
    }

    private Optional<MemorySegment> extraField(long start, int length) {
        long position = start;
        while (position + 4 <= start + length) {
            int size = file.get(SHORT, position + 2) & 0xffff;
            if ((file.get(SHORT, position) & 0xffff) == ZIP64_EXTRA) {
                return Optional.of(file.asSlice(position + 4, size));
            }
            position += 4 + size;
        }
        return Optional.empty();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw RanvierException.invalid("a damaged archive: " + message);
        }
    }

    /** The numbers of zip64's extra field, which are there only for those that 32 bits do not hold. */
    private static final class Zip64Numbers {
        private final MemorySegment numbers;
        private long position;

        Zip64Numbers(MemorySegment numbers) {
            this.numbers = numbers;
        }

        long number(int narrow) {
            long value = narrow & 0xffff_ffffL;
            if (value != IN_ZIP64) {
                return value;
            }
            position += Long.BYTES;
            return numbers.get(LONG, position - Long.BYTES);
        }
    }
}
