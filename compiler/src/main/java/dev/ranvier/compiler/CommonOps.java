package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leaves one of several pure ops that compute the same from the same: the first one, in a region or around it. Ops are
 * the same whose operands are, whose attributes and result types are equal, and whose regions are alike but for the
 * names of their values.
 */
public final class CommonOps {
    private final Substitution substitution = new Substitution();

    private CommonOps() {}

    public static Module run(Module module) {
        return Functions.map(module, body -> new CommonOps().region(body, null));
    }

    /** What has been computed in a region so far, and around it. */
    private record Scope(@Nullable Scope outer, Map<Key, Op> ops) {
        @Nullable
        Op find(Key key) {
            for (var scope = this; scope != null; scope = scope.outer) {
                var found = scope.ops.get(key);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }

    private Region region(Region region, @Nullable Scope outer) {
        var scope = new Scope(outer, new HashMap<>());
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            var current = within(op, scope);
            if (current.results().isEmpty() || !Effects.isPure(current)) {
                ops.add(current);
                continue;
            }
            var key = new Key(current);
            var found = scope.find(key);
            if (found == null) {
                scope.ops.put(key, current);
                ops.add(current);
            } else {
                substitution.replaceAll(current.results(), found.results());
            }
        }
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    private Op within(Op op, Scope scope) {
        if (Effects.isOpaque(op)) {
            return substitution.in(op);
        }
        var around = Effects.isControlFlow(op) ? scope : null;
        var regions = Substitution.regions(op, inner -> region(inner, around));
        return Substitution.with(op, substitution.of(op.operands()), regions);
    }

    /** An op by what it computes. */
    private static final class Key {
        private final Op op;
        private final int hash;

        Key(Op op) {
            this.op = op;
            int code = op.schema().hashCode();
            for (var operand : op.operands()) {
                code = 31 * code + operand.hashCode();
            }
            for (var field : op.schema().fields(OpField.Kind.ATTRIBUTE)) {
                code = 31 * code + Objects.hashCode(field.get(op));
            }
            this.hash = code;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && hash == key.hash && RegionForm.alike(op, key.op, new HashMap<>());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
