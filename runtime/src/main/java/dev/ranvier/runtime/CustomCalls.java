package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that {@code custom_call} targets stand for. Calls with tokens run in the order of their tokens. Safe for
 * use by many threads.
 */
public final class CustomCalls {
    private final Map<String, Handler> handlers =
            new ConcurrentHashMap<>(Map.of(ShapeAssertion.NAME, new ShapeAssertion()));

    /** Handlers that every client of this process has from the start, unless it registers others; found by ServiceLoader. */
    public interface Library {
        /** The handlers by target. */
        Map<String, Handler> handlers();
    }

    /** The code behind a target. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Computes {@code outputs} from {@code inputs}: dense tensors in the layouts of the call, row-major where it names
         * none, valid during the call. Tokens have no segment.
         *
         * @param call the op: types, configuration, layouts
         * @throws RanvierException if the call fails; the run then fails with it
         */
        void call(HostOp.CustomCall call, List<MemorySegment> inputs, List<MemorySegment> outputs);
    }

    /** With the handlers of all {@linkplain Library libraries}. */
    static CustomCalls ofLibraries() {
        var calls = new CustomCalls();
        ServiceLoader.load(Library.class, CustomCalls.class.getClassLoader())
                .forEach(library -> calls.handlers.putAll(library.handlers()));
        return calls;
    }

    /** Registers a target, replacing an earlier one of that name. */
    public void register(String target, Handler handler) {
        handlers.put(target, handler);
    }

    public Optional<Handler> find(String target) {
        return Optional.ofNullable(handlers.get(target));
    }

    /** The error of a call to a target that nobody registered. */
    public static RanvierException unknown(String target) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.UNIMPLEMENTED, "custom call target '" + target + "' is not known")
                        .withHint("register it before the run: in Python with jax.ffi.register_ffi_target('" + target
                                + "', …, platform='ranvier'), in Java with the client's CustomCalls"));
    }

    /** The registered targets, sorted. */
    public List<String> targets() {
        return handlers.keySet().stream().sorted().toList();
    }
}
