package dev.ranvier.llvm;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Machine code in memory, loaded from relocatable x86-64 objects without LLVM. Objects that are loaded together can use
 * each other's symbols and share pages: load many small ones at once. Safe for use by many threads.
 */
public final class NativeCode implements AutoCloseable {
    private static final SymbolLookup C_LIBRARY = Linker.nativeLinker().defaultLookup();

    /** The symbols of the C library and its mathematics. */
    public static final Function<String, OptionalLong> C_SYMBOLS = name -> C_LIBRARY
            .find(name)
            .map(MemorySegment::address)
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty);

    private final CodeMemory memory;
    private final Map<String, Long> addresses;
    private boolean closed;

    private NativeCode(CodeMemory memory, Map<String, Long> addresses) {
        this.memory = memory;
        this.addresses = addresses;
    }

    /**
     * Loads objects.
     *
     * @param externals the address of a symbol that none of the objects defines, such as {@link #C_SYMBOLS}
     * @throws LlvmException where the bytes are no such object, whatever they are; where a symbol is defined twice or
     *     found nowhere; where the system gives no memory that can hold code
     */
    public static NativeCode load(List<byte[]> objects, Function<String, OptionalLong> externals) {
        var read = objects.stream().map(NativeCode::read).toList();
        var layout = new CodeLayout(read);
        var memory = new CodeMemory(Math.max(layout.size(), CodeMemory.PAGE));
        try {
            var writer = new CodeWriter(read, layout, externals, memory);
            writer.write();
            var addresses = writer.addresses();
            memory.makeExecutable(0, layout.constantPlace());
            memory.makeConstant(layout.constantPlace(), layout.dataPlace() - layout.constantPlace());
            return new NativeCode(memory, addresses);
        } catch (LlvmException e) {
            memory.close();
            throw e;
        }
    }

    private static ElfObject read(byte[] bytes) {
        var object = new ElfObject(bytes);
        if (object.machine() != ElfObject.Machine.X86_64) {
            throw new LlvmException("cannot load an object: it is for " + object.machine() + ", not for X86_64");
        }
        return object;
    }

    /**
     * The address of a function or variable, good until {@link #close}.
     *
     * @throws LlvmException where the objects define no such symbol, and after {@link #close}
     */
    public synchronized long address(String symbol) {
        var address = addresses.get(symbol);
        if (address == null || closed) {
            throw new LlvmException(
                    "there is no symbol %s in %s".formatted(symbol, closed ? "closed code" : addresses.keySet()));
        }
        return address;
    }

    /** Whether the objects define a symbol. */
    boolean defines(String symbol) {
        return addresses.containsKey(symbol);
    }

    /** The bytes of memory that the code takes, in full pages. */
    public long size() {
        return memory.size();
    }

    /** Returns the memory. Nothing may run the code then, or later. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            memory.close();
        }
    }
}
