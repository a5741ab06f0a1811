package dev.ranvier.llvm;

import dev.ranvier.llvm.CodeLayout.Definition;
import dev.ranvier.llvm.ElfObject.Binding;
import dev.ranvier.llvm.ElfObject.Content;
import dev.ranvier.llvm.ElfObject.Relocation;
import dev.ranvier.llvm.ElfObject.Symbol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Writes objects into memory by their layout and puts addresses where they ask for them. The forms of addresses are those
 * of the AMD64 supplement of the System V ABI, table 4.9; {@code S}, {@code A} and {@code P} are its symbol, addend and
 * place.
 */
final class CodeWriter {
    static final int PLT32 = 4;
    private static final int NONE = 0;
    private static final int ABSOLUTE_64 = 1;
    private static final int PC32 = 2;
    private static final int GOTPCREL = 9;
    private static final int ABSOLUTE_32 = 10;
    private static final int ABSOLUTE_32_SIGNED = 11;
    private static final int PC64 = 24;
    private static final int GOTPCRELX = 41;
    private static final int REX_GOTPCRELX = 42;

    /** {@code jmp *distance(%rip)}: these two bytes, then the distance from the next instruction. */
    private static final short JUMP = 0x25ff;

    private static final int JUMP_BYTES = 6;

    private final List<ElfObject> objects;
    private final CodeLayout layout;
    private final Function<String, OptionalLong> externals;
    private final MemorySegment contents;
    private final long base;
    private final Map<String, Long> found = new HashMap<>();

    CodeWriter(
            List<ElfObject> objects, CodeLayout layout, Function<String, OptionalLong> externals, CodeMemory memory) {
        this.objects = objects;
        this.layout = layout;
        this.externals = externals;
        contents = memory.contents();
        base = memory.address();
    }

    /** Whether an address of this form is that of a slot in the table of addresses. */
    static boolean usesTable(int type) {
        return type == GOTPCREL || type == GOTPCRELX || type == REX_GOTPCRELX;
    }

    void write() {
        for (var object = 0; object < objects.size(); object++) {
            copy(object);
            for (var relocation : objects.get(object).relocations()) {
                relocate(object, relocation);
            }
        }
        for (var name : layout.stubs()) {
            var stub = layout.stubPlace(name);
            contents.set(ValueLayout.JAVA_SHORT_UNALIGNED, stub, JUMP);
            contents.set(ValueLayout.JAVA_INT_UNALIGNED, stub + Short.BYTES, (int)
                    (layout.slotPlace(name) - stub - JUMP_BYTES));
        }
    }

    /** The addresses of the symbols that others than their object can see. */
    Map<String, Long> addresses() {
        var addresses = new HashMap<String, Long>();
        layout.definitions().forEach((name, definition) -> addresses.put(name, address(definition)));
        return addresses;
    }

    private void copy(int object) {
        var sections = objects.get(object).sections();
        for (var i = 0; i < sections.size(); i++) {
            if (sections.get(i).content() == Content.BYTES) {
                var bytes = MemorySegment.ofBuffer(objects.get(object).bytes(sections.get(i)));
                MemorySegment.copy(bytes, 0, contents, layout.place(object, i), bytes.byteSize());
            }
        }
    }

    private void relocate(int object, Relocation relocation) {
        var section = objects.get(object).sections().get(relocation.section());
        var type = relocation.type();
        var width = type == ABSOLUTE_64 || type == PC64 ? Long.BYTES : Integer.BYTES;
        if (relocation.offset() < 0 || relocation.offset() > section.size() - width) {
            throw new LlvmException("a relocation lies outside of section " + section.name());
        }
        if (type == NONE) {
            return;
        }
        var offset = layout.place(object, relocation.section()) + relocation.offset();
        var place = base + offset;
        var target = target(object, relocation) + relocation.addend();
        switch (type) {
            case ABSOLUTE_64 -> contents.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, target);
            case PC64 -> contents.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, target - place);
            case ABSOLUTE_32 -> putInt(offset, target, target == (target & 0xffff_ffffL), relocation, object);
            case ABSOLUTE_32_SIGNED -> putInt(offset, target, target == (int) target, relocation, object);
            case PC32, PLT32, GOTPCREL, GOTPCRELX, REX_GOTPCRELX ->
                putInt(offset, target - place, target - place == (int) (target - place), relocation, object);
            default ->
                throw new LlvmException(
                        "section %s has a relocation of type %d, which is not known".formatted(section.name(), type));
        }
    }

    /** The address that a relocation means: its symbol's, or that of the slot or stub which stands for it. */
    private long target(int object, Relocation relocation) {
        var symbol = objects.get(object).symbols().get(relocation.symbol());
        var definition = layout.definition(object, symbol);
        var address = definition == null ? external(symbol) : address(definition);
        var isForeignCall = relocation.type() == PLT32 && definition == null;
        if (!isForeignCall && !usesTable(relocation.type())) {
            return address;
        }
        var name = layout.name(object, relocation.symbol());
        contents.set(ValueLayout.JAVA_LONG, layout.slotPlace(name), address);
        return base + (isForeignCall ? layout.stubPlace(name) : layout.slotPlace(name));
    }

    private void putInt(long offset, long value, boolean fits, Relocation relocation, int object) {
        if (!fits) {
            var symbol = objects.get(object).symbols().get(relocation.symbol());
            throw new LlvmException("symbol %s is out of reach: do not declare it dso_local".formatted(symbol.name()));
        }
        contents.set(ValueLayout.JAVA_INT_UNALIGNED, offset, (int) value);
    }

    private long address(Definition definition) {
        var symbol = definition.symbol();
        if (symbol.section() == Symbol.ABSOLUTE) {
            return symbol.value();
        }
        var place = layout.place(definition.object(), symbol.section());
        if (place < 0) {
            throw new LlvmException("symbol %s is in a section that is not loaded".formatted(symbol.name()));
        }
        return base + place + symbol.value();
    }

    private long external(Symbol symbol) {
        if (symbol.name().isEmpty()) {
            return 0;
        }
        return found.computeIfAbsent(
                symbol.name(),
                name -> externals.apply(name).orElseGet(() -> {
                    if (symbol.binding() == Binding.WEAK) {
                        return 0;
                    }
                    throw new LlvmException("the code needs symbol %s, which no library has".formatted(name));
                }));
    }
}
