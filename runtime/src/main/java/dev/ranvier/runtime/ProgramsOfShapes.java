package dev.ranvier.runtime;

import dev.ranvier.stablehlo.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The programs that were made of one for the types it was called with, those that were used last. Safe for use by many
 * threads: one compiles, others that want the same wait for it.
 */
final class ProgramsOfShapes {
    private final Function<List<TensorType>, Executable> compiler;
    private final Map<List<TensorType>, FutureTask<Executable>> programs;

    ProgramsOfShapes(int most, Function<List<TensorType>, Executable> compiler) {
        this.compiler = compiler;
        this.programs = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<List<TensorType>, FutureTask<Executable>> eldest) {
                return size() > most;
            }
        };
    }

    /** The program for these types. */
    Executable of(List<TensorType> types) throws InterruptedException {
        FutureTask<Executable> task;
        synchronized (programs) {
            task = programs.computeIfAbsent(types, key -> new FutureTask<>(() -> compiler.apply(key)));
        }
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            forget(types, task);
            throw failure(Objects.requireNonNull(e.getCause()));
        }
    }

    /** What failed may be tried again. */
    private void forget(List<TensorType> types, FutureTask<Executable> task) {
        synchronized (programs) {
            programs.remove(types, task);
        }
    }

    private static RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new CompletionException(cause);
        };
    }
}
