package dev.ranvier.llvm;

/** The one exception of this package: what could not be compiled, loaded or found, and what to do. */
public final class LlvmException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LlvmException(String message) {
        super(message);
    }

    LlvmException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same failure, met in another thread. */
    LlvmException(LlvmException cause) {
        super(cause.getMessage(), cause);
    }
}
