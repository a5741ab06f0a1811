package dev.ranvier.reference;

import dev.ranvier.runtime.ShapeAssertion;
import dev.ranvier.runtime.parallel.ProcessId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * What surrounds a run: custom calls by target name, and the infeed and outfeed of each process. Safe for use by
 * several threads.
 */
public final class Host {
    private final Function<String, Optional<CustomCallTarget>> customCalls;
    private final Map<ProcessId, Queue<List<Tensor>>> infeeds = new HashMap<>();
    private final Map<ProcessId, List<List<Tensor>>> outfeeds = new HashMap<>();

    /** A host that knows {@code customCalls} beside JAX's shape assertions. */
    public Host(Map<String, CustomCallTarget> customCalls) {
        this(target -> Optional.ofNullable(customCalls.get(target)));
    }

    /** A host that asks {@code customCalls} for a target first. */
    Host(Function<String, Optional<CustomCallTarget>> customCalls) {
        this.customCalls = customCalls;
    }

    public Host() {
        this(Map.of());
    }

    /** Lays {@code values} ready for an {@code infeed} of the process. */
    public synchronized void offerInfeed(ProcessId process, List<Tensor> values) {
        infeeds.computeIfAbsent(process, _ -> new ArrayDeque<>()).add(List.copyOf(values));
    }

    /** All that the process has sent by {@code outfeed}, in order. */
    public synchronized List<List<Tensor>> outfeed(ProcessId process) {
        return List.copyOf(outfeeds.getOrDefault(process, List.of()));
    }

    synchronized Optional<List<Tensor>> takeInfeed(ProcessId process) {
        var infeed = infeeds.get(process);
        return Optional.ofNullable(infeed == null ? null : infeed.poll());
    }

    synchronized void putOutfeed(ProcessId process, List<Tensor> values) {
        outfeeds.computeIfAbsent(process, _ -> new ArrayList<>()).add(values);
    }

    Optional<CustomCallTarget> customCall(String target) {
        return customCalls
                .apply(target)
                .or(() -> target.equals(ShapeAssertion.NAME)
                        ? Optional.of(HostCalls.adapted(new ShapeAssertion()))
                        : Optional.empty());
    }
}
