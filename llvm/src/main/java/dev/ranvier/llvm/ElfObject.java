package dev.ranvier.llvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A relocatable ELF object for x86-64 or AArch64. The bytes may come from anywhere: every number that points into them is
 * checked when it is read. Source of all numbers: System V ABI, chapter 4 (object files), its AMD64 supplement, and ELF
 * for the Arm 64-bit Architecture.
 */
public final class ElfObject {
    private static final int HEADER_BYTES = 64;
    private static final int SECTION_HEADER_BYTES = 64;
    private static final int SYMBOL_BYTES = 24;
    private static final int RELOCATION_BYTES = 24;

    /** The first six bytes: magic number, 64 bits, little-endian. */
    private static final long IDENTIFICATION = 0x0102_464c_457fL;

    private static final int RELOCATABLE = 1;
    private static final int PROGRAM_BITS = 1;
    private static final int SYMBOL_TABLE = 2;
    private static final int RELOCATIONS_WITH_ADDENDS = 4;
    private static final int NOTE = 7;
    private static final int NO_BITS = 8;
    private static final int RELOCATIONS_WITHOUT_ADDENDS = 9;

    private static final long WRITE = 1;
    private static final long ALLOCATE = 2;
    private static final long EXECUTE = 4;
    private static final long THREAD_LOCAL = 0x400;

    private static final int LONGEST_NAME = 4096;
    private static final int LARGEST_ALIGNMENT = 4096;

    /** The processor that code is for. */
    public enum Machine {
        X86_64(62),
        AARCH64(183);

        private final int number;

        Machine(int number) {
            this.number = number;
        }
    }

    /** What a loader does with a section. */
    public enum Content {
        BYTES,
        ZEROS,
        IGNORED
    }

    /** A section; {@code offset} and {@code size} are those of its bytes. */
    public record Section(String name, Content content, long flags, int offset, long size, int alignment) {
        boolean isWritable() {
            // Constants that hold addresses are flagged as data, but only the loader writes them.
            return (flags & WRITE) != 0 && !name.startsWith(".data.rel.ro");
        }

        /** Whether it holds code. */
        public boolean isExecutable() {
            return (flags & EXECUTE) != 0;
        }
    }

    /** Whether other objects see a symbol, and whether one of theirs may stand for it. */
    public enum Binding {
        LOCAL,
        GLOBAL,
        WEAK
    }

    /** A symbol; {@code section} is an index into the sections, or one of the constants here. */
    public record Symbol(String name, Binding binding, int section, long value) {
        static final int UNDEFINED = 0;
        static final int ABSOLUTE = 0xfff1;

        /** Whether this object says where it is. */
        public boolean isDefined() {
            return section != UNDEFINED;
        }
    }

    /** Where to put the address of a symbol, in what form ({@code type}), and what to add to it. */
    public record Relocation(int section, long offset, int type, int symbol, long addend) {}

    private record Header(int name, int type, long flags, long offset, long size, int link, int info, long alignment) {}

    private final ByteBuffer bytes;
    private final Machine machine;
    private final List<Header> headers = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final List<Relocation> relocations = new ArrayList<>();

    /**
     * Reads an object.
     *
     * @throws LlvmException where the bytes are none, or have what this package does not load
     */
    public ElfObject(byte[] object) {
        bytes = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
        machine = readMachine();
        readHeaders();
        var names = header(Short.toUnsignedInt(bytes.getShort(62)), "the names of its sections");
        for (var header : headers) {
            sections.add(readSection(header, names));
        }
        for (var header : headers) {
            if (header.type == SYMBOL_TABLE) {
                readSymbols(header);
            }
        }
        for (var header : headers) {
            readRelocations(header);
        }
    }

    public Machine machine() {
        return machine;
    }

    public List<Section> sections() {
        return sections;
    }

    public List<Symbol> symbols() {
        return symbols;
    }

    /** The relocations of the sections that are not ignored. */
    public List<Relocation> relocations() {
        return relocations;
    }

    /** The bytes of a section of content {@link Content#BYTES}. */
    ByteBuffer bytes(Section section) {
        return bytes.slice(section.offset, (int) section.size);
    }

    private Machine readMachine() {
        if (bytes.capacity() < HEADER_BYTES || (bytes.getLong(0) & 0xffff_ffff_ffffL) != IDENTIFICATION) {
            throw broken("it is not little-endian ELF of 64 bits");
        }
        var type = bytes.getShort(16);
        var number = bytes.getShort(18);
        for (var candidate : Machine.values()) {
            if (type == RELOCATABLE && number == candidate.number) {
                return candidate;
            }
        }
        throw broken("it is of type %d for machine %d, not relocatable (%d) for x86-64 or AArch64"
                .formatted(type, number, RELOCATABLE));
    }

    private void readHeaders() {
        var count = Short.toUnsignedInt(bytes.getShort(60));
        var start = range(bytes.getLong(40), (long) count * SECTION_HEADER_BYTES, "the section headers");
        for (var at = start; at < start + count * SECTION_HEADER_BYTES; at += SECTION_HEADER_BYTES) {
            headers.add(new Header(
                    bytes.getInt(at),
                    bytes.getInt(at + 4),
                    bytes.getLong(at + 8),
                    bytes.getLong(at + 24),
                    bytes.getLong(at + 32),
                    bytes.getInt(at + 40),
                    bytes.getInt(at + 44),
                    bytes.getLong(at + 48)));
        }
    }

    private Header header(int index, String what) {
        if (index < 0 || index >= headers.size()) {
            throw broken("%s are in section %d of %d".formatted(what, index, headers.size()));
        }
        return headers.get(index);
    }

    private Section readSection(Header header, Header names) {
        var name = string(names, header.name);
        var content = content(name, header);
        if (content == Content.IGNORED) {
            return new Section(name, content, header.flags, 0, 0, 1);
        }
        var alignment = Math.max(1, header.alignment);
        if (header.size < 0 || Long.bitCount(alignment) != 1 || alignment > LARGEST_ALIGNMENT) {
            throw broken("section %s has size %d and alignment %d".formatted(name, header.size, alignment));
        }
        var offset = content == Content.BYTES ? range(header.offset, header.size, "section " + name) : 0;
        return new Section(name, content, header.flags, offset, header.size, (int) alignment);
    }

    private static Content content(String name, Header header) {
        // Unwind tables serve exceptions, and code that Java calls throws none.
        if ((header.flags & ALLOCATE) == 0 || header.type == NOTE || name.equals(".eh_frame")) {
            return Content.IGNORED;
        }
        if ((header.flags & THREAD_LOCAL) != 0) {
            throw broken("section %s is thread-local, which is not loaded".formatted(name));
        }
        if ((header.flags & WRITE) != 0 && (header.flags & EXECUTE) != 0) {
            throw broken("section %s is both code and data".formatted(name));
        }
        return switch (header.type) {
            case PROGRAM_BITS -> Content.BYTES;
            case NO_BITS -> Content.ZEROS;
            default -> throw broken("section %s is of type %d, which is not loaded".formatted(name, header.type));
        };
    }

    private void readSymbols(Header table) {
        if (!symbols.isEmpty()) {
            throw broken("it has two symbol tables");
        }
        var names = header(table.link, "the names of its symbols");
        var start = range(table.offset, table.size, "the symbols");
        for (var at = start; at + SYMBOL_BYTES <= start + table.size; at += SYMBOL_BYTES) {
            symbols.add(readSymbol(at, names));
        }
    }

    private Symbol readSymbol(int at, Header names) {
        var name = string(names, bytes.getInt(at));
        var index = Short.toUnsignedInt(bytes.getShort(at + 6));
        var value = bytes.getLong(at + 8);
        if (index != Symbol.ABSOLUTE && index != Symbol.UNDEFINED) {
            header(index, "the bytes of symbol " + name);
            var section = sections.get(index);
            if (section.content != Content.IGNORED && Long.compareUnsigned(value, section.size) > 0) {
                throw broken("symbol %s lies outside of section %s".formatted(name, section.name));
            }
        }
        var binding = switch (bytes.get(at + 4) >> 4) {
            case 0 -> Binding.LOCAL;
            case 1 -> Binding.GLOBAL;
            case 2 -> Binding.WEAK;
            default -> throw broken("symbol %s has an unknown binding".formatted(name));
        };
        return new Symbol(name, binding, index, value);
    }

    private void readRelocations(Header table) {
        if (table.type != RELOCATIONS_WITH_ADDENDS && table.type != RELOCATIONS_WITHOUT_ADDENDS) {
            return;
        }
        header(table.info, "the bytes to relocate");
        var section = sections.get(table.info);
        if (section.content == Content.IGNORED) {
            return;
        }
        if (table.type == RELOCATIONS_WITHOUT_ADDENDS || section.content == Content.ZEROS) {
            throw broken("section %s has relocations without addends, or without bytes".formatted(section.name));
        }
        var start = range(table.offset, table.size, "the relocations of " + section.name);
        for (var at = start; at + RELOCATION_BYTES <= start + table.size; at += RELOCATION_BYTES) {
            var symbol = bytes.getInt(at + 12);
            if (symbol < 0 || symbol >= symbols.size()) {
                throw broken("a relocation of %s has symbol %d of %d".formatted(section.name, symbol, symbols.size()));
            }
            relocations.add(new Relocation(
                    table.info, bytes.getLong(at), bytes.getInt(at + 8), symbol, bytes.getLong(at + 16)));
        }
    }

    /** The string at an offset of a string table, up to its zero byte. */
    private String string(Header table, int offset) {
        var start = range(table.offset, table.size, "the names");
        if (offset < 0 || offset >= table.size) {
            throw broken("a name lies outside of its table");
        }
        var end = start + offset;
        var last = start + Math.min(table.size, offset + LONGEST_NAME);
        while (end < last && bytes.get(end) != 0) {
            end++;
        }
        if (end == last) {
            throw broken("a name does not end");
        }
        var name = new byte[end - start - offset];
        bytes.get(start + offset, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** The offset, if so many bytes lie there. */
    private int range(long offset, long size, String what) {
        if (offset < 0 || size < 0 || offset > bytes.capacity() || size > bytes.capacity() - offset) {
            throw broken(
                    "%s (%d bytes at %d) lie outside of its %d bytes".formatted(what, size, offset, bytes.capacity()));
        }
        return (int) offset;
    }

    private static LlvmException broken(String why) {
        return new LlvmException("cannot load an object: " + why);
    }
}
