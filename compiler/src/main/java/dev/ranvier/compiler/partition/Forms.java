package dev.ranvier.compiler.partition;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has been written of a region: its ops, and the parts that a device has of values, in one layout or several. */
final class Forms {
    /** A device's part of a tensor. */
    record Form(Value part, Layout layout) {}

    private final @Nullable Forms outer;
    private final List<Op> ops = new ArrayList<>();
    private final Map<Value, List<Form>> forms = new HashMap<>();

    /** @param outer what the region around it has, or null */
    Forms(@Nullable Forms outer) {
        this.outer = outer;
    }

    List<Op> ops() {
        return ops;
    }

    void add(Value value, Form form) {
        forms.computeIfAbsent(value, _ -> new ArrayList<>()).add(form);
    }

    /** All that can be used here, the first one first. */
    List<Form> of(Value value) {
        var own = forms.getOrDefault(value, List.of());
        return outer == null
                ? own
                : Stream.concat(outer.of(value).stream(), own.stream()).toList();
    }
}
