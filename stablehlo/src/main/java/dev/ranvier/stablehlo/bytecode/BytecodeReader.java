package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads MLIR bytecode: portable artifacts of StableHLO 0.9 to 1.17, mixed with other dialects as JAX mixes them. */
public final class BytecodeReader {
    private static final int MAGIC = 0x52EF4C4D;
    private static final int LATEST_VERSION = 6;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private BytecodeReader() {}

    /** Whether {@code file} begins as bytecode does. */
    public static boolean isBytecode(MemorySegment file) {
        return file.byteSize() >= INT.byteSize() && file.get(INT, 0) == MAGIC;
    }

    /**
     * What wrote the file, in its own words: {@code StableHLO_v1.17.0} for a portable artifact of that version.
     *
     * @throws RanvierException if the file does not begin as bytecode does
     */
    public static String producer(MemorySegment file) {
        var in = start(file);
        in.varInt();
        long start = in.position();
        return new String(
                file.asSlice(start, in.terminator() - start).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /**
     * Reads a module. Casts between the types of VHLO and those of other dialects, which are one here, are dropped.
     *
     * @param file the bytes of the file, which the constants of the module refer to: it must not change, and must live
     *     as long as they do
     * @throws RanvierException if the file is broken or holds what StableHLO does not have; it names the offset
     */
    public static Module read(MemorySegment file) {
        var in = start(file);
        long version = in.varInt();
        if (version < 0 || version > LATEST_VERSION) {
            throw in.error("bytecode version " + Long.toUnsignedString(version) + " is not known; the latest known is "
                    + LATEST_VERSION);
        }
        in.terminator();
        return read(new Sections(in), (int) version);
    }

    /** A cursor behind the magic number. */
    private static Cursor start(MemorySegment file) {
        if (!isBytecode(file)) {
            throw Cursor.error(0, "the file does not begin as MLIR bytecode does");
        }
        return new Cursor(file.asReadOnly(), INT.byteSize(), file.byteSize());
    }

    private static Module read(Sections sections, int version) {
        var strings = new StringTable(sections.get(Sections.STRING));
        var names = new OpNameTable(sections.get(Sections.DIALECT), strings, version);
        var entries = new EntryTable(
                sections.get(Sections.ATTRIBUTE_TYPE_OFFSET), sections.get(Sections.ATTRIBUTE_TYPE), names.dialects());
        var resources = new ResourceTable(
                sections.find(Sections.RESOURCE_OFFSET),
                sections.find(Sections.RESOURCE),
                strings,
                names.dialects().size());
        var tables = new Decoder.Tables(strings, entries, resources);
        entries.resolveWith(tables);
        var properties = new PropertyTable(sections.find(Sections.PROPERTIES), tables);
        var ir = sections.get(Sections.IR);
        return new OperationReader(version, names, properties)
                .readModule(new Decoder(ir.file(), ir.position(), ir.position() + ir.remaining(), tables));
    }
}
