package dev.ranvier.pjrt;

import dev.ranvier.runtime.Event;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Arrays;

/** {@code PJRT_Event_*}. */
final class EventFunctions {
    private static final Field IS_READY = Layouts.field("PJRT_Event_IsReady_Args.is_ready");
    private static final Field ON_READY_CALLBACK = Layouts.field("PJRT_Event_OnReady_Args.callback");
    private static final Field ON_READY_USER_ARG = Layouts.field("PJRT_Event_OnReady_Args.user_arg");
    private static final Field SET_ERROR_CODE = Layouts.field("PJRT_Event_Set_Args.error_code");
    private static final Field SET_ERROR_MESSAGE = Layouts.field("PJRT_Event_Set_Args.error_message");
    private static final Field SET_ERROR_MESSAGE_SIZE = Layouts.field("PJRT_Event_Set_Args.error_message_size");

    /** One handle for all events that have happened already: nobody needs to tell them apart. */
    private static final long READY = Handles.add(Event.ready());

    private EventFunctions() {}

    /** A handle that {@code PJRT_Event_Destroy} takes. */
    static long handle(Event event) {
        return event.isReady() && event.error() == null ? READY : Handles.add(event);
    }

    private static Event event(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), Event.class);
    }

    static void destroy(long arguments) {
        long handle = Field.FIRST.getLong(arguments);
        if (handle != READY && handle != 0) {
            Handles.remove(handle, Event.class);
        }
    }

    static void isReady(long arguments) {
        IS_READY.put(arguments, event(arguments).isReady());
    }

    /** Fails with the event's own error. */
    static void error(long arguments) {
        var error = event(arguments).error();
        if (error != null) {
            throw error;
        }
    }

    static void await(long arguments) throws InterruptedException {
        event(arguments).await();
    }

    static void onReady(long arguments) {
        long callback = ON_READY_CALLBACK.getLong(arguments);
        long userArgument = ON_READY_USER_ARG.getLong(arguments);
        if (Field.FIRST.getLong(arguments) == READY) {
            Native.call(callback, 0, userArgument);
            return;
        }
        event(arguments).onReady(error -> Native.call(callback, ErrorFunctions.of(error), userArgument));
    }

    static void create(long arguments) {
        Field.FIRST.put(arguments, Handles.add(Event.pending()));
    }

    static void set(long arguments) {
        var event = event(arguments);
        int code = SET_ERROR_CODE.getInt(arguments);
        if (code == 0) {
            event.complete();
        } else {
            event.fail(error(code, SET_ERROR_MESSAGE.getLong(arguments), SET_ERROR_MESSAGE_SIZE.getLong(arguments)));
        }
    }

    /** An error that C gives as a code and a message. */
    static RanvierException error(int code, long message, long messageSize) {
        var known = Arrays.stream(Diagnostic.Code.values())
                .filter(candidate -> candidate.number() == code)
                .findFirst()
                .orElse(Diagnostic.Code.INTERNAL);
        return new RanvierException(Diagnostic.of(known, Native.text(message, messageSize)));
    }
}
