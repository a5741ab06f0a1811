package dev.ranvier.llvm;

import dev.ranvier.llvm.ElfObject.Binding;
import dev.ranvier.llvm.ElfObject.Content;
import dev.ranvier.llvm.ElfObject.Section;
import dev.ranvier.llvm.ElfObject.Symbol;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where objects lie, side by side in one piece of memory: first all code, on new pages all constants, on new pages all
 * data.
 *
 * <p>Code reaches symbols of other places through a table of addresses among the constants, one slot a symbol, and calls
 * them through stubs that jump by that table, so that distances of 32 bits are enough wherever the memory lies.
 */
final class CodeLayout {
    static final int SLOT_BYTES = 8;
    static final int STUB_BYTES = 8;

    /** Well below what a distance of 32 bits reaches. */
    private static final long LARGEST = 1L << 30;

    /** A symbol as all objects know it; those of one object alone have its number. */
    record Name(int object, String text, int symbol) {}

    record Definition(int object, Symbol symbol) {}

    private final List<ElfObject> objects;
    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<Name, Integer> slots = new LinkedHashMap<>();
    private final Map<Name, Integer> stubs = new LinkedHashMap<>();
    private final long[][] places;
    private final long stubPlace;
    private final long constantPlace;
    private final long slotPlace;
    private final long dataPlace;
    private final long size;

    CodeLayout(List<ElfObject> objects) {
        this.objects = objects;
        places = new long[objects.size()][];
        for (var object = 0; object < objects.size(); object++) {
            places[object] = new long[objects.get(object).sections().size()];
            Arrays.fill(places[object], -1);
            define(object);
        }
        for (var object = 0; object < objects.size(); object++) {
            countSlotsAndStubs(object);
        }
        stubPlace = align(place(0, Section::isExecutable), STUB_BYTES);
        constantPlace = align(stubPlace + (long) stubs.size() * STUB_BYTES, CodeMemory.PAGE);
        var constantEnd = place(constantPlace, section -> !section.isExecutable() && !section.isWritable());
        slotPlace = align(constantEnd, SLOT_BYTES);
        dataPlace = align(slotPlace + (long) slots.size() * SLOT_BYTES, CodeMemory.PAGE);
        size = align(place(dataPlace, Section::isWritable), CodeMemory.PAGE);
    }

    /** The symbols that others than their object can see. */
    Map<String, Definition> definitions() {
        return definitions;
    }

    /** The symbols whose addresses are in the table. */
    Iterable<Name> slots() {
        return slots.keySet();
    }

    /** The symbols that are called through a stub. */
    Iterable<Name> stubs() {
        return stubs.keySet();
    }

    long slotPlace(Name name) {
        return slotPlace + (long) slots.getOrDefault(name, 0) * SLOT_BYTES;
    }

    long stubPlace(Name name) {
        return stubPlace + (long) stubs.getOrDefault(name, 0) * STUB_BYTES;
    }

    /** Where a section begins, or -1 if it is ignored. */
    long place(int object, int section) {
        return places[object][section];
    }

    long constantPlace() {
        return constantPlace;
    }

    long dataPlace() {
        return dataPlace;
    }

    /** The bytes of the whole, in full pages. */
    long size() {
        return size;
    }

    Name name(int object, int symbol) {
        var found = objects.get(object).symbols().get(symbol);
        return found.binding() == Binding.LOCAL
                ? new Name(object, found.name(), symbol)
                : new Name(-1, found.name(), 0);
    }

    /** The definition of a symbol, if an object has one. */
    @Nullable
    Definition definition(int object, Symbol symbol) {
        if (symbol.binding() == Binding.LOCAL) {
            return symbol.isDefined() ? new Definition(object, symbol) : null;
        }
        return definitions.get(symbol.name());
    }

    private void define(int object) {
        for (var symbol : objects.get(object).symbols()) {
            if (symbol.binding() == Binding.LOCAL || !symbol.isDefined()) {
                continue;
            }
            var other = definitions.get(symbol.name());
            if (other == null || other.symbol.binding() == Binding.WEAK) {
                definitions.put(symbol.name(), new Definition(object, symbol));
            } else if (symbol.binding() == Binding.GLOBAL) {
                throw new LlvmException("two objects define symbol " + symbol.name());
            }
        }
    }

    private void countSlotsAndStubs(int object) {
        for (var relocation : objects.get(object).relocations()) {
            var symbol = objects.get(object).symbols().get(relocation.symbol());
            var name = name(object, relocation.symbol());
            var isForeignCall = relocation.type() == CodeWriter.PLT32 && definition(object, symbol) == null;
            if (isForeignCall) {
                stubs.putIfAbsent(name, stubs.size());
            }
            if (isForeignCall || CodeWriter.usesTable(relocation.type())) {
                slots.putIfAbsent(name, slots.size());
            }
        }
    }

    /** Gives the sections that {@code belongs} chooses their places from {@code start} on; where they end. */
    private long place(long start, Predicate<Section> belongs) {
        var end = start;
        for (var object = 0; object < objects.size(); object++) {
            var sections = objects.get(object).sections();
            for (var i = 0; i < sections.size(); i++) {
                var section = sections.get(i);
                if (section.content() != Content.IGNORED && belongs.test(section)) {
                    places[object][i] = align(end, section.alignment());
                    end = places[object][i] + Math.min(section.size(), LARGEST);
                    if (end >= LARGEST) {
                        throw new LlvmException(
                                "section %s makes the code larger than %d bytes".formatted(section.name(), LARGEST));
                    }
                }
            }
        }
        return end;
    }

    private static long align(long offset, long alignment) {
        return (offset + alignment - 1) & -alignment;
    }
}
