package dev.ranvier.stablehlo;

import java.util.List;

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

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    public Diagnostic.Code code() {
        return diagnostics.getFirst().code();
    }
}
