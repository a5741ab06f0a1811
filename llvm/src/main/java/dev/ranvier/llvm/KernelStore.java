package dev.ranvier.llvm;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The kernels of all programs of a process: each is compiled, or taken from the cache, and loaded once, and unloaded when
 * no program uses it any more. Safe for use by many threads.
 */
public final class KernelStore {
    /** Code that was loaded in one piece, and how many of its modules are in use. */
    private static final class Piece {
        final NativeCode code;
        int modules;

        Piece(NativeCode code, int modules) {
            this.code = code;
            this.modules = modules;
        }
    }

    /** A loaded module, and how many programs use it. */
    private static final class Loaded {
        final byte[] object;
        final Piece piece;
        int users;

        Loaded(byte[] object, Piece piece) {
            this.object = object;
            this.piece = piece;
        }
    }

    /** The kernels of one program, loaded until they are closed. */
    public static final class Kernels implements AutoCloseable {
        private final KernelStore store;
        private final Map<String, Long> addresses;
        private final Map<String, byte[]> objects;
        private boolean closed;

        private Kernels(KernelStore store, Map<String, Long> addresses, Map<String, byte[]> objects) {
            this.store = store;
            this.addresses = Map.copyOf(addresses);
            this.objects = objects;
        }

        /** The address of each symbol that was asked for. */
        public Map<String, Long> addresses() {
            return addresses;
        }

        /** The objects that define the symbols, by their names for {@link KernelStore#load}, also of another process. */
        public Map<String, byte[]> objects() {
            return Collections.unmodifiableMap(objects);
        }

        @Override
        public void close() {
            synchronized (store) {
                if (!closed) {
                    closed = true;
                    store.release(objects.keySet());
                }
            }
        }
    }

    /**
     * The modules of one program while that is being written, by several threads: each is compiled from when it is known.
     */
    public final class Batch {
        private final Set<String> texts = new HashSet<>();
        /** In an order that is the same in every process, whoever writes first. */
        private final SortedMap<String, CompletableFuture<byte[]>> objects = new TreeMap<>();

        private Batch() {}

        /**
         * Adds a module, which can define several functions. It uses no symbols but its own and the C library's, and what
         * it defines for itself is {@code internal} or {@code private}. Modules of the same text are one.
         */
        public synchronized void add(String ir) {
            if (texts.add(ir)) {
                var key = ObjectCache.key(ir, target, Compiler.PASSES);
                objects.put(key, object(key, ir));
            }
        }

        /**
         * Loads functions of the modules.
         *
         * @throws LlvmException where a module is not valid, or none defines a function
         */
        public synchronized Kernels load(Collection<String> symbols) {
            var made = new LinkedHashMap<String, byte[]>();
            objects.forEach((key, object) -> made.put(key, Compiler.join(object)));
            return KernelStore.this.load(made, symbols);
        }
    }

    private final Compiler compiler;
    private final ObjectCache cache;
    private final Target target;
    private final Map<String, Loaded> loaded = new HashMap<>();

    /** A store without kernels, for a target that can run here. */
    public KernelStore(Compiler compiler, ObjectCache cache, Target target) {
        this.compiler = compiler;
        this.cache = cache;
        this.target = target;
    }

    /** No modules yet. Those that are not known are compiled side by side, with {@link Compiler#PASSES}. */
    public Batch batch() {
        return new Batch();
    }

    /**
     * Loads functions from what {@link Kernels#objects} gave, perhaps in another process. What is loaded under a name
     * already is taken as it is.
     *
     * @throws LlvmException where the bytes are no such objects, or do not define a function
     */
    public synchronized Kernels load(Map<String, byte[]> objects, Collection<String> symbols) {
        loadMissing(objects);
        retain(objects.keySet());
        try {
            var addresses = new HashMap<String, Long>();
            symbols.forEach(symbol -> addresses.put(symbol, address(objects.keySet(), symbol)));
            return new Kernels(this, addresses, objects);
        } catch (LlvmException e) {
            release(objects.keySet());
            throw e;
        }
    }

    /** The object of a module, from memory, from disk, or made now. */
    private CompletableFuture<byte[]> object(String key, String ir) {
        return known(key)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> compiler.start(ir, target, Compiler.PASSES).thenApply(object -> {
                    cache.put(key, object);
                    return object;
                }));
    }

    private Optional<byte[]> known(String key) {
        synchronized (this) {
            var module = loaded.get(key);
            if (module != null) {
                return Optional.of(module.object);
            }
        }
        return cache.find(key);
    }

    private void loadMissing(Map<String, byte[]> objects) {
        var missing = new LinkedHashMap<>(objects);
        missing.keySet().removeAll(loaded.keySet());
        if (!missing.isEmpty()) {
            var code = NativeCode.load(List.copyOf(missing.values()), NativeCode.C_SYMBOLS);
            var piece = new Piece(code, missing.size());
            missing.forEach((key, object) -> loaded.put(key, new Loaded(object, piece)));
        }
    }

    private void retain(Set<String> keys) {
        for (var key : keys) {
            module(key).users++;
        }
    }

    private void release(Set<String> keys) {
        for (var key : keys) {
            var module = module(key);
            if (--module.users == 0) {
                loaded.remove(key);
                if (--module.piece.modules == 0) {
                    module.piece.code.close();
                }
            }
        }
    }

    private long address(Set<String> keys, String symbol) {
        for (var key : keys) {
            var code = module(key).piece.code;
            if (code.defines(symbol)) {
                return code.address(symbol);
            }
        }
        throw new LlvmException("there is no symbol " + symbol + " in the modules");
    }

    private Loaded module(String key) {
        var module = loaded.get(key);
        if (module == null) {
            throw new IllegalStateException("no module " + key);
        }
        return module;
    }
}
