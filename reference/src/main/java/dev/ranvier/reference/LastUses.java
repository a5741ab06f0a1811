package dev.ranvier.reference;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Finds where large values are read for the last time, so that their memory can be used again. */
final class LastUses {
    /** Values of fewer bytes live until their region ends. */
    private static final long LARGE = 1 << 16;

    private final Map<Region, List<List<Value>>> known = Collections.synchronizedMap(new IdentityHashMap<>());

    /** For each op of a region, the large values of the region that no later op reads, also not within its regions. */
    List<List<Value>> of(Region region) {
        return known.computeIfAbsent(region, LastUses::find);
    }

    private static List<List<Value>> find(Region region) {
        var lastReaders = new IdentityHashMap<Value, Integer>();
        var ops = region.ops();
        for (int i = 0; i < ops.size(); i++) {
            for (var result : ops.get(i).results()) {
                if (isLarge(result)) {
                    lastReaders.put(result, i);
                }
            }
        }
        region.arguments().stream().filter(LastUses::isLarge).forEach(argument -> lastReaders.put(argument, 0));
        if (lastReaders.isEmpty()) {
            return Collections.nCopies(ops.size(), List.of());
        }
        for (int i = 0; i < ops.size(); i++) {
            addReads(ops.get(i), i, lastReaders);
        }
        var lists = new ArrayList<List<Value>>();
        ops.forEach(_ -> lists.add(new ArrayList<>()));
        lastReaders.forEach((value, reader) -> lists.get(reader).add(value));
        return lists;
    }

    private static void addReads(Op op, int reader, Map<Value, Integer> lastReaders) {
        op.operands().forEach(operand -> lastReaders.computeIfPresent(operand, (_, _) -> reader));
        for (var region : op.regions()) {
            region.ops().forEach(inner -> addReads(inner, reader, lastReaders));
        }
    }

    private static boolean isLarge(Value value) {
        return value.type() instanceof TensorType type
                && (!type.isStatic() || type.elementCount() * type.elementType().byteWidth() >= LARGE);
    }
}
