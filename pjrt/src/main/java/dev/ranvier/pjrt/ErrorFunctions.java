package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code PJRT_Error_*}: what the other functions return where they fail. */
final class ErrorFunctions {
    private static final Field MESSAGE = Layouts.field("PJRT_Error_Message_Args.message");
    private static final Field MESSAGE_MESSAGE_SIZE = Layouts.field("PJRT_Error_Message_Args.message_size");
    private static final Field GET_CODE_CODE = Layouts.field("PJRT_Error_GetCode_Args.code");

    private ErrorFunctions() {}

    /** A failure as C sees it. */
    record PjrtError(int code, Text message) {
        static PjrtError of(RanvierException exception) {
            return new PjrtError(
                    exception.code().number(),
                    Text.in(Arena.ofAuto(), Objects.requireNonNullElse(exception.getMessage(), "")));
        }
    }

    /** A new error handle. Takes the failed function's argument too, as {@code catchException} gives it. */
    static long of(Throwable failure, long arguments) {
        return of(RanvierException.from(failure));
    }

    /** The same for a call that the host program has just made. */
    static long ofCall(Throwable failure, long arguments) {
        return of(CallerFunctions.named(RanvierException.from(failure)));
    }

    /** An error handle, or 0 for no error. */
    static long of(@Nullable RanvierException exception) {
        return exception == null ? 0 : Handles.add(PjrtError.of(exception));
    }

    static void destroy(long arguments) {
        long error = Field.FIRST.getLong(arguments);
        if (error != 0) {
            Handles.remove(error, PjrtError.class);
        }
    }

    static void message(long arguments) {
        error(arguments).message().put(arguments, MESSAGE, MESSAGE_MESSAGE_SIZE);
    }

    static void getCode(long arguments) {
        GET_CODE_CODE.put(arguments, error(arguments).code());
    }

    /** Ranvier's errors have no payloads. */
    static void forEachPayload(long arguments) {}

    private static PjrtError error(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtError.class);
    }
}
