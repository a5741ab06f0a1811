package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp.FuncReturn;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** Builds the ops of the IR section. */
final class OperationReader {
    static final int LAZY_LOADING = 2;
    static final int USE_LIST_ORDERS = 3;
    static final int ELIDED_LOCATIONS = 4;
    static final int NATIVE_PROPERTIES = 5;

    /** What an op has, in the byte after its name. */
    static final int HAS_ATTRIBUTES = 1;

    static final int HAS_RESULTS = 2;
    static final int HAS_OPERANDS = 4;
    static final int HAS_SUCCESSORS = 8;
    static final int HAS_REGIONS = 16;
    static final int HAS_USE_LIST_ORDERS = 32;
    static final int HAS_PROPERTIES = 64;

    private static final int MAXIMUM_DEPTH = 200;

    private final int version;
    private final OpNameTable names;
    private final OpAttributes attributes;
    private final PropertyTable properties;
    private ValueScope values = new ValueScope(0);
    private int depth;

    OperationReader(int version, OpNameTable names, PropertyTable properties) {
        this.version = version;
        this.names = names;
        this.properties = properties;
        this.attributes = new OpAttributes(properties, version);
    }

    /** The only op of the section, which must be a module. */
    Module readModule(Decoder in) {
        if (in.varInt() != 1 << 1) {
            throw in.error("the IR section must hold one op");
        }
        var ops = new ArrayList<Op>(1);
        readOp(in, ops, "");
        in.requireEnd("the module");
        if (!ops.isEmpty() && ops.getFirst() instanceof Module module) {
            return module;
        }
        throw in.error("the IR section must hold a module");
    }

    private void readOp(Decoder in, List<Op> ops, String parent) {
        long start = in.position();
        var name = names.read(in);
        var schema = schemaOf(start, name, parent);
        int mask = in.readByte();
        var location = in.entry(Location.class);
        long dictionary = (mask & HAS_ATTRIBUTES) == 0 ? -1 : in.varInt();
        int property = (mask & HAS_PROPERTIES) == 0 ? -1 : in.index("properties", properties.size());
        var results = (mask & HAS_RESULTS) == 0 ? List.<OpResult>of() : readResults(in);
        var operands = (mask & HAS_OPERANDS) == 0 ? List.<Value>of() : readOperands(in);
        if ((mask & HAS_SUCCESSORS) != 0 || (mask & 0x80) != 0) {
            throw Cursor.error(start, name + " has parts that no op of StableHLO has");
        }
        boolean isDropped = isRedundantCast(name, operands, results);
        for (var value : isDropped ? operands : results) {
            values.define(in, value);
        }
        if ((mask & HAS_USE_LIST_ORDERS) != 0) {
            skipUseListOrders(in, results.size());
        }
        var regions = (mask & HAS_REGIONS) == 0 ? List.<Region>of() : readRegions(in, name);
        if (!isDropped) {
            try {
                var own = attributes.of(in, name, schema, property, dictionary);
                ops.add(schema.create(operands, own, regions, results, OpInfo.at(location)));
            } catch (RanvierException e) {
                throw Cursor.at(start, e);
            }
        }
    }

    private static OpSchema schemaOf(long start, OpNameTable.Name name, String parent) {
        var schema = name.schema();
        if (schema == null) {
            throw Cursor.error(start, "the op " + name + " is not known; artifacts are read up to version 1.17");
        }
        return schema.name().equals("stablehlo.return") && parent.equals("vhlo.func_v1")
                ? OpSchema.of(FuncReturn.class)
                : schema;
    }

    /** Whether an op only joins the types of two dialects that are the same types here. */
    private static boolean isRedundantCast(OpNameTable.Name name, List<Value> operands, List<OpResult> results) {
        if (!name.name().equals("unrealized_conversion_cast") || operands.size() != results.size()) {
            return false;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).type().equals(results.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private List<OpResult> readResults(Decoder in) {
        int count = in.count("results");
        var results = new ArrayList<OpResult>(count);
        for (int i = 0; i < count; i++) {
            results.add(new OpResult(in.type()));
        }
        return results;
    }

    private List<Value> readOperands(Decoder in) {
        int count = in.count("operands");
        var operands = new ArrayList<Value>(count);
        for (int i = 0; i < count; i++) {
            operands.add(values.get(in, in.varInt()));
        }
        return operands;
    }

    /** Orders of uses matter to MLIR's lists of uses only. */
    private static void skipUseListOrders(Decoder in, int valueCount) {
        int count = valueCount == 1 ? 1 : in.count("use-list orders");
        for (int i = 0; i < count; i++) {
            if (valueCount != 1) {
                in.varInt();
            }
            int indices = in.count("uses", in.varInt() >>> 1);
            for (int j = 0; j < indices; j++) {
                in.varInt();
            }
        }
    }

    private List<Region> readRegions(Decoder in, OpNameTable.Name name) {
        long head = in.varInt();
        boolean isolated = (head & 1) == 1;
        int count = in.count("regions", head >>> 1);
        if (++depth > MAXIMUM_DEPTH) {
            throw in.error("regions are nested more than " + MAXIMUM_DEPTH + " deep");
        }
        var outer = values;
        var section = in;
        if (isolated) {
            values = new ValueScope(version >= LAZY_LOADING ? 0 : outer.pending());
            if (version >= LAZY_LOADING) {
                var range = Sections.nested(in, Sections.IR);
                outer.requireRoom(in);
                section = new Decoder(in.file(), range.position(), range.position() + range.remaining(), in.tables());
            }
        }
        var regions = new ArrayList<Region>(count);
        for (int i = 0; i < count; i++) {
            regions.add(readRegion(section, name.toString()));
        }
        if (isolated && version >= LAZY_LOADING) {
            section.requireEnd("the regions of " + name);
        }
        values = outer;
        depth--;
        return regions;
    }

    private Region readRegion(Decoder in, String parent) {
        long blocks = in.varInt();
        if (blocks == 0) {
            return Region.EMPTY;
        }
        if (blocks != 1) {
            throw in.error("a region of " + Long.toUnsignedString(blocks) + " blocks; StableHLO has one in each");
        }
        var frame = values.enter(in, in.varInt());
        long head = in.varInt();
        var arguments = (head & 1) == 1 ? readArguments(in) : List.<BlockArgument>of();
        int count = in.count("ops", head >>> 1);
        var ops = new ArrayList<Op>(count);
        for (int i = 0; i < count; i++) {
            readOp(in, ops, parent);
        }
        values.leave(frame);
        return new Region(arguments, ops);
    }

    private List<BlockArgument> readArguments(Decoder in) {
        int count = in.count("block arguments");
        var arguments = new ArrayList<BlockArgument>(count);
        for (int i = 0; i < count; i++) {
            long head = in.varInt();
            boolean elidable = version >= ELIDED_LOCATIONS;
            var type = in.tables().entries().type(in, elidable ? head >>> 1 : head);
            var location = elidable && (head & 1) == 0 ? Location.unknown() : in.entry(Location.class);
            var argument = new BlockArgument(type, location);
            values.define(in, argument);
            arguments.add(argument);
        }
        if (version >= USE_LIST_ORDERS && (in.readByte() & HAS_USE_LIST_ORDERS) != 0) {
            skipUseListOrders(in, count);
        }
        return arguments;
    }
}
