package dev.ranvier.torch.graph;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The names of the user's outputs, from the tree of what the model returned: keys of dictionaries and fields, joined by
 * dots, such as {@code last_hidden_state} or {@code past.0}. What is in no dictionary has no name.
 *
 * <p>Source: the serialized {@code TreeSpec} of {@code torch.utils._pytree}, protocol 1.
 */
final class ResultNames {
    private static final int PROTOCOL = 1;

    private final List<String> names = new ArrayList<>();

    private ResultNames() {}

    /**
     * The name of each leaf of a tree, empty where it has none; no names at all where the tree is of another protocol.
     *
     * @param tree the specification as JSON
     */
    static List<String> of(String tree, String place) {
        var parts = parsed(tree, place).list(Function.identity());
        if (parts.size() != 2 || parts.getFirst().integer() != PROTOCOL) {
            return List.of();
        }
        var result = new ResultNames();
        result.add(parts.getLast(), "", false);
        return List.copyOf(result.names);
    }

    private static JsonValue parsed(String text, String place) {
        return JsonValue.parse(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)), place);
    }

    private void add(JsonValue node, String path, boolean isNamed) {
        if (node.find("type") == null) {
            names.add(isNamed ? path : "");
            return;
        }
        var children = node.get("children_spec").list(Function.identity());
        var keys = keys(node, children.size());
        for (int i = 0; i < children.size(); i++) {
            var part = keys.isEmpty() ? Integer.toString(i) : keys.get(i);
            add(children.get(i), path.isEmpty() ? part : path + "." + part, isNamed || !keys.isEmpty());
        }
    }

    /** The keys of a node's children, where its context is a list of so many texts. */
    private static List<String> keys(JsonValue node, int count) {
        var context = node.find("context");
        if (context == null) {
            return List.of();
        }
        var keys = parsed(context.text(), context.path()).texts();
        return keys.size() == count ? keys : List.of();
    }
}
