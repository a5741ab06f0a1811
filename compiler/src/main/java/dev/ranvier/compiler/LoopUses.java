package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ControlFlowOp.While;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Finds which parts of a loop's state anything depends on: its condition, an effect, or a result that is used. */
final class LoopUses {
    private final While loop;
    private final Map<Value, Integer> arguments = new HashMap<>();
    private final Map<Value, Op> definitions = new HashMap<>();
    private final Set<Value> seen = new HashSet<>();
    private final Set<Op> seenOps = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Value> pending = new ArrayDeque<>();
    private final BitSet needed = new BitSet();

    private LoopUses(While loop) {
        this.loop = loop;
        addDefinitions(loop.cond());
        addDefinitions(loop.body());
    }

    /** The parts that are needed, where {@code used} results of the loop are used after it. */
    static BitSet neededState(While loop, BitSet used) {
        var uses = new LoopUses(loop);
        used.stream().forEach(uses::need);
        uses.pending.addAll(loop.cond().results());
        uses.needEffects(loop.cond());
        uses.needEffects(loop.body());
        while (!uses.pending.isEmpty()) {
            uses.visit(uses.pending.pop());
        }
        return uses.needed;
    }

    private void addDefinitions(Region region) {
        for (int i = 0; i < region.arguments().size(); i++) {
            arguments.put(region.arguments().get(i), i);
        }
        for (var op : region.ops()) {
            op.results().forEach(result -> definitions.put(result, op));
        }
    }

    private void need(int index) {
        if (!needed.get(index)) {
            needed.set(index);
            pending.add(loop.body().results().get(index));
        }
    }

    private void needEffects(Region region) {
        for (var op : region.ops().subList(0, region.ops().size() - 1)) {
            if (!Effects.isRemovable(op)) {
                visit(op);
            }
        }
    }

    private void visit(Value value) {
        if (!seen.add(value)) {
            return;
        }
        var argument = arguments.get(value);
        var definition = definitions.get(value);
        if (argument != null) {
            need(argument);
        } else if (definition != null) {
            visit(definition);
        }
    }

    private void visit(Op op) {
        if (seenOps.add(op)) {
            pending.addAll(op.operands());
            op.regions().forEach(region -> region.ops().forEach(this::visit));
        }
    }
}
