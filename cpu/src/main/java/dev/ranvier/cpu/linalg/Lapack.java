package dev.ranvier.cpu.linalg;

import dev.ranvier.runtime.CustomCalls;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The custom calls to which JAX lowers factorisations and solvers on processors, as of jaxlib 0.10. */
public final class Lapack implements CustomCalls.Library {
    @Override
    public Map<String, CustomCalls.Handler> handlers() {
        return Stream.of(Routine.values())
                .flatMap(routine -> Stream.of(Precision.values()).map(precision -> new LapackCall(routine, precision)))
                .collect(Collectors.toMap(LapackCall::target, call -> call));
    }
}
