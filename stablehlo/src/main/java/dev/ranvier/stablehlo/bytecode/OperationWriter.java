package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.bytecode.LoweredOp.LoweredRegion;
import dev.ranvier.stablehlo.bytecode.LoweredOp.Property;
import dev.ranvier.stablehlo.bytecode.LoweredOp.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the IR section, and the properties of its ops. */
final class OperationWriter {
    private final BytecodeWriter writer;
    private final Numbering numbering;
    private final Map<ByteBuffer, Integer> propertyIndices = new HashMap<>();
    private final List<byte[]> properties = new ArrayList<>();

    OperationWriter(BytecodeWriter writer, Numbering numbering) {
        this.writer = writer;
        this.numbering = numbering;
    }

    /** The IR section, which holds one op. */
    Emitter write(LoweredOp root) {
        var out = new Emitter();
        out.varInt(1, false);
        write(out, root);
        return out;
    }

    /** The properties section, after the ops have been written. */
    Emitter properties() {
        var out = new Emitter();
        out.varInt(properties.size());
        properties.forEach(bytes -> {
            out.varInt(bytes.length);
            out.bytes(bytes);
        });
        return out;
    }

    private void write(Emitter out, LoweredOp op) {
        out.varInt(numbering.number(op.key()));
        int maskOffset = out.size();
        int mask = 0;
        out.single(mask);
        out.varInt(numbering.attribute(World.PLAIN, op.location()).number());
        if (!op.dictionary().isEmpty()) {
            mask |= OperationReader.HAS_ATTRIBUTES;
            out.varInt(numbering.dictionary(op.world(), op.dictionary()).number());
        }
        if (op.properties() != null) {
            mask |= OperationReader.HAS_PROPERTIES;
            out.varInt(property(op, op.properties()));
        }
        if (!op.results().isEmpty()) {
            mask |= OperationReader.HAS_RESULTS;
            out.varInt(op.results().size());
            op.results()
                    .forEach(result -> out.varInt(
                            numbering.type(result.world(), result.type()).number()));
        }
        if (!op.operands().isEmpty()) {
            mask |= OperationReader.HAS_OPERANDS;
            out.varInt(op.operands().size());
            op.operands().forEach(operand -> out.varInt(operand.number()));
        }
        if (!op.regions().isEmpty()) {
            mask |= OperationReader.HAS_REGIONS;
        }
        out.patch(maskOffset, mask);
        writeRegions(out, op);
    }

    private int property(LoweredOp op, List<Property> values) {
        var out = new Emitter();
        var encoder = writer.encoder(out, op.world());
        for (var property : values) {
            if (!property.optional()) {
                encoder.entry(property.required());
            } else if (property.value() != null) {
                encoder.presentEntry(property.value());
            } else {
                encoder.varInt(0);
            }
        }
        op.segments().forEach(sizes -> SparseArray.format().write(encoder, sizes));
        var bytes = out.toByteArray();
        return propertyIndices.computeIfAbsent(ByteBuffer.wrap(bytes), key -> {
            properties.add(bytes);
            return properties.size() - 1;
        });
    }

    private void writeRegions(Emitter out, LoweredOp op) {
        if (op.regions().isEmpty()) {
            return;
        }
        out.varInt(op.regions().size(), op.isolated());
        if (op.isolated()) {
            var section = new Emitter();
            op.regions().forEach(region -> write(section, region));
            out.section(Sections.IR, section);
        } else {
            op.regions().forEach(region -> write(out, region));
        }
    }

    private void write(Emitter out, LoweredRegion region) {
        if (region.absent()) {
            out.varInt(0);
            return;
        }
        out.varInt(1);
        out.varInt(region.valueCount());
        out.varInt(region.ops().size(), !region.arguments().isEmpty());
        if (!region.arguments().isEmpty()) {
            writeArguments(out, region);
        }
        region.ops().forEach(op -> write(out, op));
    }

    private void writeArguments(Emitter out, LoweredRegion region) {
        out.varInt(region.arguments().size());
        for (var argument : region.arguments()) {
            boolean located = !(argument.location() instanceof Location.Unknown);
            out.varInt(numbering.type(argument.world(), argument.type()).number(), located);
            if (located) {
                out.varInt(numbering.attribute(World.PLAIN, argument.location()).number());
            }
        }
        // No orders of uses.
        out.single(0);
    }
}
