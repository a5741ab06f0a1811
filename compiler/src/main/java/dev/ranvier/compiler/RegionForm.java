package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A region by what it computes: two are equal whose ops, attributes and types are, in the same order, whatever the names
 * and the places of their values.
 */
public final class RegionForm {
    private final Region region;
    private final int hash;

    public RegionForm(Region region) {
        this.region = region;
        this.hash = hash(region);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegionForm form && hash == form.hash && alike(region, form.region, new HashMap<>());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private static int hash(Region region) {
        int code = 1;
        for (var argument : region.arguments()) {
            code = 31 * code + argument.type().hashCode();
        }
        for (var op : region.ops()) {
            code = 31 * code + op.schema().hashCode();
            for (var field : op.schema().fields(OpField.Kind.ATTRIBUTE)) {
                code = 31 * code + Objects.hashCode(field.get(op));
            }
            for (var inner : op.regions()) {
                code = 31 * code + hash(inner);
            }
        }
        return code;
    }

    /**
     * Whether two ops compute the same from the same.
     *
     * @param names values of the other op's regions by those of this one's
     */
    static boolean alike(Op op, Op other, Map<Value, Value> names) {
        if (op.schema() != other.schema()
                || !sameTypes(op.results(), other.results())
                || !sameValues(op.operands(), other.operands(), names)) {
            return false;
        }
        for (var field : op.schema().fields(OpField.Kind.ATTRIBUTE)) {
            if (!Objects.equals(field.get(op), field.get(other))) {
                return false;
            }
        }
        var regions = op.regions();
        var others = other.regions();
        if (regions.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < regions.size(); i++) {
            if (!alike(regions.get(i), others.get(i), names)) {
                return false;
            }
        }
        for (int i = 0; i < op.results().size(); i++) {
            names.put(op.results().get(i), other.results().get(i));
        }
        return true;
    }

    private static boolean alike(Region region, Region other, Map<Value, Value> names) {
        if (region.ops().size() != other.ops().size() || !sameTypes(region.arguments(), other.arguments())) {
            return false;
        }
        for (int i = 0; i < region.arguments().size(); i++) {
            names.put(region.arguments().get(i), other.arguments().get(i));
        }
        for (int i = 0; i < region.ops().size(); i++) {
            if (!alike(region.ops().get(i), other.ops().get(i), names)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameTypes(List<? extends Value> values, List<? extends Value> others) {
        if (values.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).type().equals(others.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValues(List<Value> values, List<Value> others, Map<Value, Value> names) {
        if (values.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (names.getOrDefault(value, value) != others.get(i)) {
                return false;
            }
        }
        return true;
    }
}
