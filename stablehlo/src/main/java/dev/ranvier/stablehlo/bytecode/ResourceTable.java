package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources of a file: bytes under a key, which attributes refer to by number. */
final class ResourceTable {
    private static final int BLOB = 0;

    private final List<Resource> resources = new ArrayList<>();

    /** @param blob null where the file names the key only */
    private record Resource(String key, @Nullable MemorySegment blob, int alignment) {}

    /**
     * Reads where the resources are.
     *
     * @param offsets the offset section: the groups of tools, then those of dialects, each with keys, sizes and kinds
     * @param data the section that holds the resources
     */
    ResourceTable(@Nullable Cursor offsets, @Nullable Cursor data, StringTable strings, int dialectCount) {
        if (offsets == null || data == null) {
            return;
        }
        int tools = offsets.count("resource groups");
        for (int i = 0; i < tools; i++) {
            strings.read(offsets);
            readGroup(offsets, data, strings, false);
        }
        while (offsets.remaining() > 0) {
            offsets.index("dialect", dialectCount);
            readGroup(offsets, data, strings, true);
        }
    }

    private void readGroup(Cursor offsets, Cursor data, StringTable strings, boolean ofDialect) {
        int count = offsets.count("resources");
        for (int i = 0; i < count; i++) {
            var key = strings.read(offsets);
            long size = offsets.varInt();
            int kind = offsets.readByte();
            long start = data.position();
            data.bytes(size);
            if (ofDialect) {
                var entry = new Cursor(data.file(), start, data.position());
                resources.add(kind == BLOB && size > 0 ? blob(key, entry) : new Resource(key, null, 1));
            }
        }
    }

    private static Resource blob(String key, Cursor in) {
        int alignment = in.index("alignment", 1 << 30);
        long size = in.varInt();
        in.align(alignment);
        return new Resource(key, in.bytes(size), alignment);
    }

    /** A constant that is a resource: its type and the number of the resource. */
    static Format<DenseResource> format() {
        return Format.of(
                in -> {
                    var type = in.check(in.type(), TensorType.class);
                    var all = in.tables().resources().resources;
                    var resource = all.get(in.index("resource", all.size()));
                    return new DenseResource(resource.key, type, resource.blob, resource.alignment);
                },
                (out, constant) -> {
                    out.type(constant.type());
                    out.resource(constant);
                });
    }
}
