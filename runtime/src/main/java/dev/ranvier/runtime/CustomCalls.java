package dev.ranvier.runtime;

import dev.ranvier.stablehlo.HostOp;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that {@code custom_call} targets stand for. Calls with tokens run in the order of their tokens. Safe for
 * use by many threads.
 */
public final class CustomCalls {
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

    /** The code behind a target. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Computes {@code outputs} from {@code inputs}: dense tensors in the layouts of the call, row-major where it names
         * none, valid during the call. Tokens have no segment.
         *
         * @param call the op: types, configuration, layouts
         * @throws dev.ranvier.stablehlo.RanvierException if the call fails; the run then fails with it
         */
        void call(HostOp.CustomCall call, List<MemorySegment> inputs, List<MemorySegment> outputs);
    }

    /** Registers a target, replacing an earlier one of that name. */
    public void register(String target, Handler handler) {
        handlers.put(target, handler);
    }

    public Optional<Handler> find(String target) {
        return Optional.ofNullable(handlers.get(target));
    }

    /** The registered targets, sorted. */
    public List<String> targets() {
        return handlers.keySet().stream().sorted().toList();
    }
}
