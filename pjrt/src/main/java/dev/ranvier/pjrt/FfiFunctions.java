package dev.ranvier.pjrt;

import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.stablehlo.HostOp;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The FFI extension: custom calls whose code is native. */
final class FfiFunctions {
    private static final Field REGISTER_HANDLER_TARGET_NAME =
            Layouts.field("PJRT_FFI_Register_Handler_Args.target_name");
    private static final Field REGISTER_HANDLER_TARGET_NAME_SIZE =
            Layouts.field("PJRT_FFI_Register_Handler_Args.target_name_size");
    private static final Field REGISTER_HANDLER_HANDLER = Layouts.field("PJRT_FFI_Register_Handler_Args.handler");

    /** Registered before a client is there or after: all clients get all handlers. */
    private static final Map<String, CustomCalls.Handler> HANDLERS = new HashMap<>();

    private static final List<CustomCalls> CLIENTS = new ArrayList<>();

    private FfiFunctions() {}

    /** Registers the handlers with a client, and those that come. */
    static synchronized void attach(CustomCalls client) {
        HANDLERS.forEach(client::register);
        CLIENTS.add(client);
    }

    static synchronized void detach(CustomCalls client) {
        CLIENTS.remove(client);
    }

    static synchronized void register_Handler(long arguments) {
        var target = Native.text(
                REGISTER_HANDLER_TARGET_NAME.getLong(arguments), REGISTER_HANDLER_TARGET_NAME_SIZE.getLong(arguments));
        long function = REGISTER_HANDLER_HANDLER.getLong(arguments);
        CustomCalls.Handler handler = (call, inputs, outputs) -> call(function, call, inputs, outputs);
        HANDLERS.put(target, handler);
        CLIENTS.forEach(client -> client.register(target, handler));
    }

    private static void call(
            long function, HostOp.CustomCall call, List<MemorySegment> inputs, List<MemorySegment> outputs) {
        try (var arena = Arena.ofConfined()) {
            long error = Native.call(function, new CallFrame(arena).of(call, inputs, outputs));
            if (error != 0) {
                throw FfiApi.takeError(error);
            }
        }
    }
}
