package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.OpSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dialects and op names of a file. */
final class OpNameTable {
    private static final int DIALECT_VERSIONS = 1;
    private static final int OP_COUNT = 4;

    private final List<String> dialects = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();

    /**
     * The name of an op and what it stands for.
     *
     * @param index the number of the name
     * @param portable for ops of VHLO, how they are translated
     * @param schema what the op is here, null if it is not known
     */
    record Name(
            int index,
            String dialect,
            String name,
            @Nullable PortableOp portable,
            @Nullable OpSchema schema) {
        private static Name of(int index, String dialect, String name) {
            var portable = dialect.equals(DialectFormats.VHLO.name()) ? PortableOp.named(name) : null;
            var schema = portable != null ? portable.schema() : OpSchema.named(dialect + "." + name);
            return new Name(index, dialect, name, portable, schema);
        }

        @Override
        public String toString() {
            return dialect + "." + name;
        }
    }

    OpNameTable(Cursor in, StringTable strings, int version) {
        int count = in.count("dialects");
        for (int i = 0; i < count; i++) {
            long index = in.varInt();
            boolean versioned = version >= DIALECT_VERSIONS && (index & 1) == 1;
            dialects.add(
                    strings.get(in.index("string", version >= DIALECT_VERSIONS ? index >>> 1 : index, strings.size())));
            if (versioned) {
                Sections.nested(in, Sections.DIALECT_VERSIONS);
            }
        }
        if (version >= OP_COUNT) {
            in.count("op names");
        }
        while (in.remaining() > 0) {
            readGroup(in, strings, version);
        }
    }

    private void readGroup(Cursor in, StringTable strings, int version) {
        var dialect = dialects.get(in.index("dialect", dialects.size()));
        int count = in.count("op names");
        for (int i = 0; i < count; i++) {
            long index = in.varInt();
            // The low bit says whether the op was registered where the file was written.
            boolean flagged = version >= OperationReader.NATIVE_PROPERTIES;
            var name = strings.get(in.index("string", flagged ? index >>> 1 : index, strings.size()));
            names.add(Name.of(names.size(), dialect, name));
        }
    }

    List<String> dialects() {
        return dialects;
    }

    Name read(Cursor in) {
        return names.get(in.index("op name", names.size()));
    }
}
