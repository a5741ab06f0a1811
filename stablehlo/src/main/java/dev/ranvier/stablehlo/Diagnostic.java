package dev.ranvier.stablehlo;

/**
 * One thing that is wrong, said so that the reader can act on it.
 *
 * @param code the kind of failure
 * @param place where: {@code line:column} of a text, an offset of a binary file, or a source location; empty if none
 * @param op the op concerned, such as {@code stablehlo.add}; empty if none
 * @param message what is wrong, naming the constraint and the types
 * @param hint what to do; empty if nothing is to be said
 */
public record Diagnostic(Code code, String place, String op, String message, String hint) {

    /** Kinds of failure, named and numbered as PJRT's error codes (which are gRPC's). */
    public enum Code {
        CANCELLED(1),
        INVALID_ARGUMENT(3),
        NOT_FOUND(5),
        RESOURCE_EXHAUSTED(8),
        FAILED_PRECONDITION(9),
        UNIMPLEMENTED(12),
        INTERNAL(13);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    public static Diagnostic of(Code code, String message) {
        return new Diagnostic(code, "", "", message, "");
    }

    public Diagnostic at(String newPlace) {
        return new Diagnostic(code, newPlace, op, message, hint);
    }

    /** At the file and line that {@code location} names, if it names one. */
    public Diagnostic at(Location location) {
        var file = location.place();
        return file == null ? this : at(file.path() + ":" + file.line() + ":" + file.column());
    }

    public Diagnostic inOp(String newOp) {
        return new Diagnostic(code, place, newOp, message, hint);
    }

    public Diagnostic withHint(String newHint) {
        return new Diagnostic(code, place, op, message, newHint);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        if (!place.isEmpty()) {
            text.append(place).append(": ");
        }
        if (!op.isEmpty()) {
            text.append("'").append(op).append("': ");
        }
        text.append(message);
        if (!hint.isEmpty()) {
            text.append(" (").append(hint).append(")");
        }
        return text.toString();
    }
}
