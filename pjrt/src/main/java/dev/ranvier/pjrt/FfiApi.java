package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** {@code XLA_FFI_Api}: what a handler may call. Errors are there; the rest answers that it is not. */
final class FfiApi {
    private static final Field XLA_FFI_API_STRUCT_SIZE = Layouts.field("XLA_FFI_Api.struct_size");
    private static final Field XLA_FFI_API_VERSION_STRUCT_SIZE = Layouts.field("XLA_FFI_Api.version_struct_size");
    private static final Field XLA_FFI_API_MINOR_VERSION = Layouts.field("XLA_FFI_Api.minor_version");
    private static final Field XLA_FFI_API_FUNCTIONS = Layouts.field("XLA_FFI_Api.functions");
    private static final Field XLA_FFI_ERROR_CREATE_MESSAGE = Layouts.field("XLA_FFI_Error_Create_Args.message");
    private static final Field XLA_FFI_ERROR_CREATE_ERRC = Layouts.field("XLA_FFI_Error_Create_Args.errc");
    private static final Field XLA_FFI_ERROR_GET_MESSAGE_MESSAGE =
            Layouts.field("XLA_FFI_Error_GetMessage_Args.message");

    /** The functions of the table: creating, reading and destroying errors, then what Ranvier does not have. */
    private static final int FUNCTIONS = 18;

    private static final long TABLE = table();

    private FfiApi() {}

    /** The address of the table. */
    static long address() {
        return TABLE;
    }

    private static long table() {
        var table =
                Arena.global().allocate(Layouts.size("XLA_FFI_Api"), Long.BYTES).address();
        XLA_FFI_API_STRUCT_SIZE.put(table, Layouts.size("XLA_FFI_Api"));
        XLA_FFI_API_VERSION_STRUCT_SIZE.put(table, 3L * Long.BYTES);
        XLA_FFI_API_MINOR_VERSION.put(table, 3);
        long unimplemented = upcall("unimplemented");
        for (int i = 0; i < FUNCTIONS; i++) {
            long function = switch (i) {
                case 0 -> upcall("createError");
                case 1 -> upcall("getMessage");
                case 2 -> upcall("destroyError");
                default -> unimplemented;
            };
            Native.putLong(XLA_FFI_API_FUNCTIONS.in(table) + (long) i * Long.BYTES, function);
        }
        return table;
    }

    private static long upcall(String method) {
        try {
            MethodHandle target = MethodHandles.lookup()
                    .findStatic(FfiApi.class, method, MethodType.methodType(long.class, long.class));
            return Door.upcall(target);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    /** The exception that an error of a handler stands for; the error is destroyed. */
    static RanvierException takeError(long error) {
        return Handles.remove(error, RanvierException.class);
    }

    static long createError(long arguments) {
        long message = XLA_FFI_ERROR_CREATE_MESSAGE.getLong(arguments);
        return Handles.add(
                EventFunctions.error(XLA_FFI_ERROR_CREATE_ERRC.getInt(arguments), message, Native.length(message)));
    }

    static long getMessage(long arguments) {
        var error = Handles.get(Field.FIRST.getLong(arguments), RanvierException.class);
        XLA_FFI_ERROR_GET_MESSAGE_MESSAGE.put(
                arguments, Text.permanent(String.valueOf(error.getMessage())).address());
        return 0;
    }

    static long destroyError(long arguments) {
        takeError(Field.FIRST.getLong(arguments));
        return 0;
    }

    static long unimplemented(long arguments) {
        return Handles.add(RanvierException.unimplemented(
                "a handler of a custom call asks for a service of XLA's runtime that Ranvier does not have"));
    }
}
