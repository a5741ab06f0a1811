package dev.ranvier.stablehlo;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * The one exception of Ranvier. It carries every diagnostic of the failure, so that all unsupported or ill-typed ops of
 * a program are reported at once.
 */
public final class RanvierException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    public RanvierException(List<Diagnostic> diagnostics) {
        super(String.join("\n", diagnostics.stream().map(Diagnostic::toString).toList()));
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a diagnostic");
        }
        this.diagnostics = List.copyOf(diagnostics);
    }

    public RanvierException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public RanvierException(Diagnostic diagnostic, Throwable cause) {
        this(diagnostic);
        initCause(cause);
    }

    /** The input breaks a rule. */
    public static RanvierException invalid(String message) {
        return new RanvierException(Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message));
    }

    /** The input is right, but out of what Ranvier can do. */
    public static RanvierException unimplemented(String message) {
        return new RanvierException(Diagnostic.of(Diagnostic.Code.UNIMPLEMENTED, message));
    }

    /** What a failure of any kind is to the caller: itself, what it wraps, or an error that names it. */
    public static RanvierException from(Throwable failure) {
        return switch (failure) {
            case RanvierException known -> known;
            case CompletionException wrapper when wrapper.getCause() != null -> from(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> from(wrapper.getCause());
            case OutOfMemoryError exhausted ->
                new RanvierException(
                        Diagnostic.of(Diagnostic.Code.RESOURCE_EXHAUSTED, "the Java heap is exhausted")
                                .withHint("raise RANVIER_HEAP"),
                        exhausted);
            case StackOverflowError deep ->
                new RanvierException(
                        Diagnostic.of(Diagnostic.Code.RESOURCE_EXHAUSTED, "calls or regions are nested too deeply"),
                        deep);
            default ->
                new RanvierException(
                        Diagnostic.of(Diagnostic.Code.INTERNAL, failure.toString())
                                .withHint("this is a defect of Ranvier; please report it with the program"),
                        failure);
        };
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    public Diagnostic.Code code() {
        return diagnostics.getFirst().code();
    }
}
