package dev.ranvier.neuroncore.isa;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one processor stands in a program: at one of its own steps, with the loop variables as it sees them. */
public final class Cursor {
    /** A node with those parts of it that are the processor's. */
    private record Part(Node node, List<Part> parts) {}

    /** A list of parts that is being run, the body of {@code loop} unless it is the program's. */
    private static final class Frame {
        private final List<Part> parts;
        private final Node.@Nullable Loop loop;
        private int next;

        private Frame(List<Part> parts, Node.@Nullable Loop loop) {
            this.parts = parts;
            this.loop = loop;
        }
    }

    private final Processor processor;
    /** The innermost first. */
    private final Deque<Frame> frames = new ArrayDeque<>();

    private final Map<String, Long> values = new HashMap<>();
    private Node.@Nullable Step step;
    private Node.@Nullable Loop repeated;

    public Cursor(Processor processor, List<Node> body) {
        this.processor = processor;
        frames.push(new Frame(ofProcessor(body), null));
        advance();
    }

    /** The processors that have steps in {@code nodes}, in order of their first. */
    public static Set<Processor> processors(List<Node> nodes) {
        var processors = new LinkedHashSet<Processor>();
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> processors.add(step.processor());
                case Node.Loop loop -> processors.addAll(processors(loop.body()));
            }
        }
        return processors;
    }

    private List<Part> ofProcessor(List<Node> nodes) {
        var parts = new ArrayList<Part>();
        for (var node : nodes) {
            switch (node) {
                case Node.Step candidate -> {
                    if (candidate.processor().equals(processor)) {
                        parts.add(new Part(candidate, List.of()));
                    }
                }
                case Node.Loop loop -> {
                    var inside = ofProcessor(loop.body());
                    if (!inside.isEmpty()) {
                        parts.add(new Part(loop, inside));
                    }
                }
            }
        }
        return parts;
    }

    public Processor processor() {
        return processor;
    }

    /** The next step of the processor; null at the end. */
    public Node.@Nullable Step step() {
        return step;
    }

    public long value(String variable) {
        return values.getOrDefault(variable, 0L);
    }

    /** The loop of which the last advance began another iteration than the first. */
    public Node.@Nullable Loop repeated() {
        return repeated;
    }

    /** Goes to the step after this one. */
    public void advance() {
        step = null;
        repeated = null;
        while (step == null && !frames.isEmpty()) {
            var frame = frames.element();
            if (frame.next == frame.parts.size()) {
                endOfBody(frame);
                continue;
            }
            var part = frame.parts.get(frame.next++);
            switch (part.node) {
                case Node.Step own -> step = own;
                case Node.Loop loop -> {
                    values.put(loop.variable(), 0L);
                    frames.push(new Frame(part.parts, loop));
                }
            }
        }
    }

    private void endOfBody(Frame frame) {
        var loop = frame.loop;
        if (loop != null && value(loop.variable()) + 1 < loop.count()) {
            values.merge(loop.variable(), 1L, Long::sum);
            frame.next = 0;
            repeated = loop;
        } else {
            frames.pop();
        }
    }

    /** Goes on as if it had run the body of a loop around it {@code iterations} more times, to the same step. */
    public void skip(Node.Loop loop, long iterations) {
        values.merge(loop.variable(), iterations, Long::sum);
    }

    /** How far it is in the lists of nodes around the step, of those that are the processor's; the outermost first. */
    public List<Integer> place() {
        var place = new ArrayList<Integer>();
        frames.descendingIterator().forEachRemaining(frame -> place.add(frame.next));
        return place;
    }

    /** The loops around the step with the values of their variables, the outermost first. */
    public List<Map.Entry<Node.Loop, Long>> loops() {
        var loops = new ArrayList<Map.Entry<Node.Loop, Long>>();
        for (var iterator = frames.descendingIterator(); iterator.hasNext(); ) {
            var loop = iterator.next().loop;
            if (loop != null) {
                loops.add(Map.entry(loop, value(loop.variable())));
            }
        }
        return loops;
    }
}
