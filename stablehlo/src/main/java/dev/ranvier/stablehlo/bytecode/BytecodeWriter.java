package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.stablehlo.bytecode.LoweredOp.OpKey;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes modules as portable artifacts of StableHLO 1.17, in MLIR bytecode 6. */
public final class BytecodeWriter {
    private static final byte[] MAGIC = {'M', 'L', (byte) 0xEF, 'R'};
    private static final int VERSION = 6;
    private static final String PRODUCER = "StableHLO_v1.17.0";
    private static final int BLOB = 0;

    private final Numbering numbering;
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    private BytecodeWriter(Numbering numbering) {
        this.numbering = numbering;
    }

    /**
     * Writes a module. Ops of CHLO and Shardy stay what they are, as StableHLO's own writer leaves them where it is
     * told to allow other dialects.
     *
     * @throws RanvierException if the module holds an attribute that has no form in bytecode
     */
    public static byte[] write(Module module) {
        var root = Lowering.lower(module);
        return new BytecodeWriter(new Numbering(root)).write(root);
    }

    private byte[] write(LoweredOp root) {
        var out = new Emitter();
        out.bytes(MAGIC);
        out.varInt(VERSION);
        out.terminated(PRODUCER.getBytes(StandardCharsets.UTF_8));
        out.section(Sections.DIALECT, dialects());
        writeEntries(out);
        var operations = new OperationWriter(this, numbering);
        out.section(Sections.IR, operations.write(root));
        writeResources(out);
        var properties = operations.properties();
        out.section(Sections.STRING, strings());
        out.section(Sections.PROPERTIES, properties);
        return out.toByteArray();
    }

    /** The index of a string. */
    private int string(String value) {
        return strings.computeIfAbsent(value, key -> strings.size());
    }

    private Emitter strings() {
        var encoded = strings.keySet().stream().map(Utf8::encode).toList();
        var section = new Emitter();
        section.varInt(encoded.size());
        encoded.reversed().forEach(bytes -> section.varInt(bytes.length + 1));
        encoded.forEach(section::terminated);
        return section;
    }

    private Emitter dialects() {
        var section = new Emitter();
        section.varInt(numbering.dialects().size());
        numbering.dialects().forEach(name -> section.varInt(string(name), false));
        section.varInt(numbering.opNames().size());
        writeGroups(section, numbering.opNames(), entry -> {
            var key = (OpKey) entry.value();
            section.varInt(string(key.name()), true);
        });
        return section;
    }

    private interface EntryWriter {
        void write(Entry entry);
    }

    /** Writes entries with their dialect and number before each run of one dialect. */
    private static void writeGroups(Emitter out, List<Entry> entries, EntryWriter writer) {
        for (int i = 0; i < entries.size(); ) {
            int dialect = entries.get(i).dialectNumber();
            int end = i;
            while (end < entries.size() && entries.get(end).dialectNumber() == dialect) {
                end++;
            }
            out.varInt(dialect);
            out.varInt(end - i);
            entries.subList(i, end).forEach(writer::write);
            i = end;
        }
    }

    private void writeEntries(Emitter out) {
        var data = new Emitter();
        var offsets = new Emitter();
        offsets.varInt(numbering.attributes().size());
        offsets.varInt(numbering.types().size());
        EntryWriter writer = entry -> {
            int start = data.size();
            if (entry.isEncoded()) {
                entry.write(encoder(data, entry.innerWorld()));
            } else {
                data.terminated(Utf8.encode(Spelling.of(entry.value())));
            }
            offsets.varInt(data.size() - start, entry.isEncoded());
        };
        writeGroups(offsets, numbering.attributes(), writer);
        writeGroups(offsets, numbering.types(), writer);
        out.section(Sections.ATTRIBUTE_TYPE_OFFSET, offsets);
        out.section(Sections.ATTRIBUTE_TYPE, data);
    }

    private void writeResources(Emitter out) {
        var resources = numbering.resources();
        if (resources.isEmpty()) {
            return;
        }
        var data = new Emitter();
        var offsets = new Emitter();
        offsets.varInt(0);
        offsets.varInt(numbering.dialects().indexOf(DialectFormats.BUILTIN.name()));
        offsets.varInt(resources.size());
        for (var resource : resources) {
            int start = data.size();
            if (resource.blob() != null) {
                data.varInt(resource.alignment());
                data.varInt(resource.blob().byteSize());
                data.align(resource.alignment());
                data.bytes(resource.blob());
            }
            offsets.varInt(string(resource.key()));
            offsets.varInt(data.size() - start);
            offsets.single(BLOB);
        }
        out.section(Sections.RESOURCE_OFFSET, offsets);
        out.section(Sections.RESOURCE, data);
    }

    /** An encoder of the bytes of parts of {@code world}. */
    Encoder encoder(Emitter out, LoweredOp.World world) {
        return new Encoder() {
            @Override
            public void varInt(long value) {
                out.varInt(value);
            }

            @Override
            public void signedVarInt(long value) {
                out.signedVarInt(value);
            }

            @Override
            public void single(int value) {
                out.single(value);
            }

            @Override
            public void string(String value) {
                out.varInt(BytecodeWriter.this.string(value));
            }

            @Override
            public void entry(Object attribute) {
                out.varInt(numbering.attribute(world, attribute).number());
            }

            @Override
            public void presentEntry(Object attribute) {
                out.varInt(numbering.attribute(world, attribute).number(), true);
            }

            @Override
            public void key(String name) {
                out.varInt(numbering
                        .attribute(LoweredOp.World.PLAIN, new BuiltinAttribute.Text(name))
                        .number());
            }

            @Override
            public void type(Type type) {
                out.varInt(numbering.type(world, type).number());
            }

            @Override
            public void blob(MemorySegment bytes) {
                out.varInt(bytes.byteSize());
                out.bytes(bytes);
            }

            @Override
            public void resource(DenseResource resource) {
                out.varInt(numbering.resource(resource));
            }
        };
    }
}
