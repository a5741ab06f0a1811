package dev.ranvier.pjrt;

/** {@code PJRT_ExecuteContext_*}: a run needs nothing from its context. */
final class ExecuteContextFunctions {
    private ExecuteContextFunctions() {}

    private record Context() {}

    static void create(long arguments) {
        Field.FIRST.put(arguments, Handles.add(new Context()));
    }

    static void destroy(long arguments) {
        Handles.remove(Field.FIRST.getLong(arguments), Context.class);
    }
}
