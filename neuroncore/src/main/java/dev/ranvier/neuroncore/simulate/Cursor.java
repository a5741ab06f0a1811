package dev.ranvier.neuroncore.simulate;

import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one processor stands in a program, and the loop variables as it sees them. */
final class Cursor {
    /** A list of nodes that is being run, the body of {@code loop} unless it is the program's. */
    private static final class Frame {
        private final List<Node> nodes;
        private final Node.@Nullable Loop loop;
        private int next;

        private Frame(List<Node> nodes, Node.@Nullable Loop loop) {
            this.nodes = nodes;
            this.loop = loop;
        }
    }

    private final Processor processor;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<String, Long> values = new HashMap<>();
    private Node.@Nullable Step step;

    Cursor(Processor processor, List<Node> body) {
        this.processor = processor;
        frames.push(new Frame(body, null));
        advance();
    }

    /** The next step of the processor; null at the end. */
    Node.@Nullable Step step() {
        return step;
    }

    long value(String variable) {
        return values.getOrDefault(variable, 0L);
    }

    /** Goes to the step after this one. */
    void advance() {
        step = null;
        while (step == null && !frames.isEmpty()) {
            var frame = frames.element();
            if (frame.next == frame.nodes.size()) {
                endOfBody(frame);
                continue;
            }
            switch (frame.nodes.get(frame.next++)) {
                case Node.Step candidate -> step = candidate.processor().equals(processor) ? candidate : null;
                case Node.Loop loop -> {
                    if (contains(loop.body())) {
                        values.put(loop.variable(), 0L);
                        frames.push(new Frame(loop.body(), loop));
                    }
                }
            }
        }
    }

    private void endOfBody(Frame frame) {
        var loop = frame.loop;
        if (loop != null && value(loop.variable()) + 1 < loop.count()) {
            values.merge(loop.variable(), 1L, Long::sum);
            frame.next = 0;
        } else {
            frames.pop();
        }
    }

    private boolean contains(List<Node> nodes) {
        return nodes.stream().anyMatch(node -> switch (node) {
            case Node.Step candidate -> candidate.processor().equals(processor);
            case Node.Loop loop -> contains(loop.body());
        });
    }
}
