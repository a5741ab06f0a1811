package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp.UnrealizedConversionCast;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.bytecode.LoweredOp.LoweredRegion;
import dev.ranvier.stablehlo.bytecode.LoweredOp.LoweredValue;
import dev.ranvier.stablehlo.bytecode.LoweredOp.OpKey;
import dev.ranvier.stablehlo.bytecode.LoweredOp.Property;
import dev.ranvier.stablehlo.bytecode.LoweredOp.World;
import dev.ranvier.stablehlo.text.CodedEnumerations;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes ops of VHLO from those of StableHLO and {@code func}. Other ops stay as they are; where values go between the
 * two kinds, casts join the type systems.
 */
final class Lowering {
    private static final OpKey CAST = keyOf(OpSchema.of(UnrealizedConversionCast.class));

    private final IdentityHashMap<Value, LoweredValue> defined = new IdentityHashMap<>();

    /** The ops of one region so far, and the casts that stand among them. */
    private record Block(
            @Nullable Block outer, List<LoweredOp> ops, IdentityHashMap<LoweredValue, LoweredValue> casts) {
        Block(@Nullable Block outer) {
            this(outer, new ArrayList<>(), new IdentityHashMap<>());
        }

        @Nullable
        LoweredValue findCast(LoweredValue value) {
            for (var block = this; block != null; block = block.outer) {
                var cast = block.casts.get(value);
                if (cast != null) {
                    return cast;
                }
            }
            return null;
        }
    }

    static LoweredOp lower(Module module) {
        var block = new Block((Block) null);
        new Lowering().lower(module, block);
        return block.ops.getFirst();
    }

    private static OpKey keyOf(OpSchema schema) {
        return new OpKey(
                schema.dialect(), schema.name().substring(schema.dialect().length() + 1));
    }

    private void lower(Op op, Block block) {
        var portable = PortableOp.current(op.schema());
        var world = portable == null ? World.PLAIN : World.PORTABLE;
        var operands = op.operands().stream()
                .map(value -> use(value, world, block, op.location()))
                .toList();
        var results = op.results().stream()
                .map(result -> define(result, world, Location.unknown()))
                .toList();
        var regions = op.regions().stream()
                .map(region -> lower(region, world, block, op instanceof Declaration.Func && region.isEmpty()))
                .toList();
        boolean isolated = op instanceof Module || op instanceof Declaration.Func;
        block.ops.add(
                portable == null
                        ? new LoweredOp(
                                keyOf(op.schema()),
                                world,
                                op.location(),
                                op.info().discardable(),
                                properties(op),
                                segments(op),
                                operands,
                                results,
                                regions,
                                isolated)
                        : new LoweredOp(
                                new OpKey(DialectFormats.VHLO.name(), portable.name()),
                                world,
                                op.location(),
                                discardable(portable, op),
                                properties(portable, op),
                                List.of(),
                                operands,
                                results,
                                regions,
                                isolated));
    }

    private LoweredRegion lower(Region region, World world, Block outer, boolean absent) {
        var block = new Block(outer);
        var arguments = region.arguments().stream()
                .map(argument -> define(argument, world, argument.location()))
                .toList();
        region.ops().forEach(op -> lower(op, block));
        return new LoweredRegion(arguments, block.ops, absent);
    }

    private LoweredValue define(Value value, World world, Location location) {
        var lowered = new LoweredValue(value.type(), world, location);
        defined.put(value, lowered);
        return lowered;
    }

    private LoweredValue use(Value value, World world, Block block, Location location) {
        var lowered = defined.get(value);
        if (lowered == null) {
            throw RanvierException.invalid("a value of type " + value.type() + " is used before it is defined");
        }
        return lowered.world() == world ? lowered : cast(lowered, world, block, location);
    }

    private static LoweredValue cast(LoweredValue value, World world, Block block, Location location) {
        var known = block.findCast(value);
        if (known != null) {
            return known;
        }
        var result = new LoweredValue(value.type(), world, Location.unknown());
        block.ops.add(new LoweredOp(
                CAST,
                World.PLAIN,
                location,
                Dictionary.EMPTY,
                null,
                List.of(),
                List.of(value),
                List.of(result),
                List.of(),
                false));
        block.casts.put(value, result);
        return result;
    }

    private static @Nullable List<Property> properties(PortableOp portable, Op op) {
        var values = portable.write(op);
        if (portable.properties().isEmpty()) {
            return null;
        }
        return portable.properties().stream()
                .map(name -> new Property(name, values.get(name), false))
                .toList();
    }

    private static Dictionary discardable(PortableOp portable, Op op) {
        var carried = portable.carried(op);
        if (carried.isEmpty()) {
            return op.info().discardable();
        }
        var all = new TreeMap<>(op.info().discardable().entries());
        all.putAll(carried);
        return Dictionary.of(all);
    }

    private static @Nullable List<Property> properties(Op op) {
        var fields = OpAttributes.byName(op.schema());
        if (fields.isEmpty() && !op.schema().isSegmented()) {
            return null;
        }
        var values = op.attributes();
        return fields.stream()
                .map(field -> new Property(
                        field.name(), encode(values.get(field.name())), field.arity() == OpField.Arity.OPTIONAL))
                .toList();
    }

    private static @Nullable Attribute encode(@Nullable Attribute value) {
        var code = value == null ? null : CodedEnumerations.encode(value);
        return code == null ? value : code;
    }

    private static List<List<Long>> segments(Op op) {
        return op.schema().isSegmented()
                ? List.of(
                        segments(op.attributes().get(OpSchema.OPERAND_SEGMENTS)),
                        segments(op.attributes().get(OpSchema.RESULT_SEGMENTS)))
                : List.of();
    }

    private static List<Long> segments(@Nullable Attribute attribute) {
        return attribute instanceof BuiltinAttribute.DenseArray array ? array.bits() : List.of();
    }
}
