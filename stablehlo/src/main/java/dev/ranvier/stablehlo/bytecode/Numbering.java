package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.bytecode.LoweredOp.LoweredValue;
import dev.ranvier.stablehlo.bytecode.LoweredOp.OpKey;
import dev.ranvier.stablehlo.bytecode.LoweredOp.World;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives numbers to what a module consists of: what is used most gets the smallest, since small numbers take fewer
 * bytes; where the bytes are the same, entries of one dialect stand together.
 */
final class Numbering {
    private final Map<String, Integer> dialects = new LinkedHashMap<>();
    private final Map<Key, Entry> attributes = new LinkedHashMap<>();
    private final Map<Key, Entry> types = new LinkedHashMap<>();
    private final Map<OpKey, Entry> opNames = new LinkedHashMap<>();
    private final Map<String, Integer> resourceNumbers = new LinkedHashMap<>();
    private final Map<String, DenseResource> resources = new LinkedHashMap<>();
    private final IdentityHashMap<Dictionary, Entry.PortableDictionary> portable = new IdentityHashMap<>();
    // Most attributes come back as the same object, which need not be hashed again.
    private final Map<World, IdentityHashMap<Object, Entry>> known = new HashMap<>();

    private record Key(World world, Object value) {}

    Numbering(LoweredOp root) {
        count(root);
        numberValues(root, 0);
        arrange(attributes.values());
        arrange(types.values());
        arrange(opNames.values());
    }

    private void count(LoweredOp op) {
        opNames.computeIfAbsent(op.key(), this::nameEntry).use();
        attribute(World.PLAIN, op.location()).use();
        if (!op.dictionary().isEmpty()) {
            dictionary(op.world(), op.dictionary()).use();
        }
        if (op.properties() != null) {
            for (var property : op.properties()) {
                if (property.value() != null) {
                    attribute(op.world(), property.value()).use();
                }
            }
        }
        op.results().forEach(result -> type(result.world(), result.type()).use());
        for (var region : op.regions()) {
            for (var argument : region.arguments()) {
                type(argument.world(), argument.type()).use();
                if (!(argument.location() instanceof Location.Unknown)) {
                    attribute(World.PLAIN, argument.location()).use();
                }
            }
            region.ops().forEach(this::count);
        }
    }

    private Entry nameEntry(OpKey key) {
        var encoding = new Entry.Encoding(World.PLAIN, World.PLAIN, key.dialect(), null);
        return new Entry(key, encoding, dialect(key.dialect()));
    }

    /** Numbers the values of the regions of an op: all of a region before those of the regions within it. */
    private static void numberValues(LoweredOp op, int outside) {
        int first = op.isolated() ? 0 : outside;
        for (var region : op.regions()) {
            int next = first;
            for (var argument : region.arguments()) {
                argument.setNumber(next++);
            }
            for (var inner : region.ops()) {
                for (LoweredValue result : inner.results()) {
                    result.setNumber(next++);
                }
            }
            for (var inner : region.ops()) {
                numberValues(inner, next);
            }
        }
    }

    /** The entry of an attribute. */
    Entry attribute(World world, Object value) {
        return entry(attributes, world, value, true);
    }

    /** The entry of the dictionary of an op, whose keys are strings of the builtin dialect in either world. */
    Entry dictionary(World world, Dictionary dictionary) {
        return world == World.PLAIN
                ? attribute(world, dictionary)
                : attribute(World.PLAIN, portable.computeIfAbsent(dictionary, Entry.PortableDictionary::new));
    }

    Entry type(World world, Type type) {
        return entry(types, world, type, false);
    }

    private Entry entry(Map<Key, Entry> all, World world, Object value, boolean isAttribute) {
        var byIdentity = known.computeIfAbsent(world, key -> new IdentityHashMap<>());
        var entry = byIdentity.get(value);
        if (entry == null) {
            var encoding = Entry.Encoding.of(world, value, isAttribute);
            var key = new Key(encoding.world(), value);
            entry = all.get(key);
            if (entry == null) {
                entry = new Entry(value, encoding, dialect(encoding.dialect()));
                entry.write(new Counter(entry));
                all.put(key, entry);
            }
            byIdentity.put(value, entry);
        }
        return entry;
    }

    private int dialect(String name) {
        return dialects.computeIfAbsent(name, key -> dialects.size());
    }

    private static void arrange(Collection<Entry> entries) {
        var order = new ArrayList<>(entries);
        order.sort(Comparator.comparingInt(Entry::uses).reversed());
        int from = 0;
        // As many numbers as a varint of one byte, of two, ... has.
        for (long limit = 1 << 7; from < order.size(); limit <<= 7) {
            int to = (int) Math.min(limit, order.size());
            order.subList(from, to).sort(Comparator.comparingInt(Entry::dialectNumber));
            from = to;
        }
        for (int i = 0; i < order.size(); i++) {
            order.get(i).setNumber(i);
        }
    }

    /** The dialects in order. */
    List<String> dialects() {
        return List.copyOf(dialects.keySet());
    }

    List<Entry> attributes() {
        return inOrder(attributes);
    }

    List<Entry> types() {
        return inOrder(types);
    }

    List<Entry> opNames() {
        return inOrder(opNames);
    }

    private static List<Entry> inOrder(Map<?, Entry> entries) {
        return entries.values().stream()
                .sorted(Comparator.comparingInt(Entry::number))
                .toList();
    }

    int number(OpKey key) {
        var entry = opNames.get(key);
        return entry == null ? -1 : entry.number();
    }

    int resource(DenseResource resource) {
        resources.putIfAbsent(resource.key(), resource);
        return resourceNumbers.computeIfAbsent(resource.key(), key -> resourceNumbers.size());
    }

    List<DenseResource> resources() {
        return List.copyOf(resources.values());
    }

    /** Counts what an entry refers to, and writes nothing. */
    private final class Counter implements Encoder {
        private final Entry of;

        Counter(Entry of) {
            this.of = of;
        }

        @Override
        public void entry(Object attribute) {
            attribute(of.innerWorld(), attribute).use();
        }

        @Override
        public void presentEntry(Object attribute) {
            entry(attribute);
        }

        @Override
        public void key(String name) {
            attribute(World.PLAIN, new BuiltinAttribute.Text(name)).use();
        }

        @Override
        public void type(Type type) {
            Numbering.this.type(of.innerWorld(), type).use();
        }

        @Override
        public void resource(DenseResource resource) {
            Numbering.this.resource(resource);
        }

        @Override
        public void varInt(long value) {}

        @Override
        public void signedVarInt(long value) {}

        @Override
        public void single(int value) {}

        @Override
        public void string(String value) {}

        @Override
        public void blob(MemorySegment bytes) {}
    }
}
