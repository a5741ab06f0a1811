package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes chains of launches, where one reads what another makes and so much is passed on that it does not stay in a cache
 * by itself: attention, which is a product, rows of softmax, and a product, is made head by head. Steps between them that
 * touch nothing of the chain's run before it.
 */
final class Chains {
    /** Steps between two launches of a chain at most, for what they make must last until the chain's end. */
    private static final int MOST_BETWEEN = 6;

    private final Kernels kernels;
    private final Buffers buffers;
    private final IdentityHashMap<Step, Integer> positions = new IdentityHashMap<>();

    Chains(Kernels kernels, Buffers buffers) {
        this.kernels = kernels;
        this.buffers = buffers;
    }

    /** Says at which position some steps are. */
    void at(int position, List<Step> steps) {
        steps.forEach(step -> positions.put(step, position));
    }

    /** Says that some steps stay where they are, and all others on their side of them. */
    void keep(Predicate<Step> isKept) {
        positions.keySet().removeIf(isKept);
    }

    /** The steps of a program with chains made of some. */
    List<Step> link(List<Step> steps) {
        var linked = new ArrayList<Step>();
        var users = Touched.counted(steps);
        for (int i = 0; i < steps.size(); i++) {
            var chain = chain(steps, i, users);
            if (chain == null) {
                linked.add(within(steps.get(i)));
                continue;
            }
            linked.addAll(chain.before());
            linked.add(chain.step());
            i += chain.before().size() + chain.step().links().size() - 1;
        }
        return linked;
    }

    private Step within(Step step) {
        return switch (step) {
            case Step.While loop -> new Step.While(link(loop.condition()), loop.predicate(), link(loop.body()));
            case Step.If branch -> new Step.If(branch.predicate(), link(branch.onTrue()), link(branch.onFalse()));
            case Step.Case branch ->
                new Step.Case(
                        branch.selector(),
                        branch.branches().stream().map(this::link).toList());
            case Step.Launch _,
                    Step.Chain _,
                    Step.Prepare _,
                    Step.Copy _,
                    Step.HostCall _,
                    Step.ProcessNumber _,
                    Step.Collective _,
                    Step.Send _,
                    Step.Receive _,
                    Step.Grid _ -> step;
        };
    }

    /**
     * A chain, and the steps between its launches.
     *
     * @param before what must run before it
     */
    private record Found(List<Step> before, Step.Chain step) {}

    /** The chain that begins with a step; null if none does. How many of the steps use each buffer is known. */
    private @Nullable Found chain(List<Step> steps, int first, Map<Integer, Integer> users) {
        if (!(steps.get(first) instanceof Step.Launch launch) || !positions.containsKey(launch)) {
            return null;
        }
        var links = Links.from(launch, kernels);
        if (links == null) {
            return null;
        }
        var between = new ArrayList<Step>();
        var before = List.<Step>of();
        int end = first + 1;
        for (int i = first + 1; i < steps.size() && i - end < MOST_BETWEEN; i++) {
            var step = steps.get(i);
            if (!positions.containsKey(step)) {
                break;
            }
            if (step instanceof Step.Launch next && links.add(next)) {
                before = List.copyOf(between);
                end = i + 1;
            } else if (isApart(step, links)) {
                between.add(step);
            } else {
                break;
            }
        }
        return found(steps, first, end, links, before, users);
    }

    /** The chain of the launches among some steps, if it is worth it and does not make a run need more memory. */
    private @Nullable Found found(
            List<Step> steps, int first, int end, Links links, List<Step> before, Map<Integer, Integer> users) {
        int from = position(steps.get(first));
        int to = position(steps.get(end - 1));
        var members = new ArrayList<>(steps.subList(first, end));
        members.removeAll(before);
        var own = Touched.counted(members);
        var chain = links.chain(
                buffer -> buffers.isWithin(buffer, from, to) && Objects.equals(own.get(buffer), users.get(buffer)));
        if (chain == null) {
            return null;
        }
        var gone = chain.windows().stream().map(Step.Chain.Window::buffer).collect(Collectors.toSet());
        var throughout = Touched.by(steps.subList(first, end));
        if (buffers.mostUsed(from, to, throughout, gone) > buffers.mostUsed()) {
            return null;
        }
        gone.forEach(buffers::drop);
        for (int buffer : throughout) {
            buffers.use(buffer, from);
            buffers.use(buffer, to);
        }
        return new Found(before, chain);
    }

    private int position(Step step) {
        return positions.getOrDefault(step, -1);
    }

    /** Whether a step, which launches kernels, may as well run before the launches of a chain. */
    private boolean isApart(Step step, Links links) {
        return (step instanceof Step.Launch || step instanceof Step.Prepare)
                && Touched.by(List.of(step)).stream()
                        .allMatch(buffer -> buffers.isGiven(buffer) || !links.touches(buffer));
    }

    /** The buffers of launches. */
    private static final class Touched {
        static Set<Integer> by(List<Step> steps) {
            var buffers = new HashSet<Integer>();
            add(steps, buffers);
            return buffers;
        }

        /** How many of some steps use each buffer. */
        static Map<Integer, Integer> counted(List<Step> steps) {
            var users = new HashMap<Integer, Integer>();
            for (var step : steps) {
                by(List.of(step)).forEach(buffer -> users.merge(buffer, 1, Integer::sum));
            }
            return users;
        }

        private static void add(List<Step> steps, Set<Integer> buffers) {
            for (var step : steps) {
                if (step instanceof Step.Launch launch) {
                    buffers.addAll(launch.buffers());
                }
                step.blocks().forEach(block -> add(block, buffers));
            }
        }
    }
}
