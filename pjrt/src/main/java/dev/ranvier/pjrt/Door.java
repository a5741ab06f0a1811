package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens the C API: makes an upcall for every function and writes its address into the loader's table.
 *
 * <p>A function {@code PJRT_Buffer_IsDeleted} is the method {@code isDeleted(long)} of the class that answers for
 * {@code PJRT_Buffer}; its argument is the address of the function's struct. What it throws becomes a
 * {@code PJRT_Error}: no exception ever reaches native code. Functions without a method answer UNIMPLEMENTED. An error
 * of a call names the line of the host program that made it, but not one of an event, which comes from an earlier call.
 */
public final class Door {
    /** The classes that answer, by the beginnings of the functions' names; a longer beginning goes before a shorter. */
    private static final Map<String, Class<?>> FAMILIES = Map.ofEntries(
            Map.entry("PJRT_Error_", ErrorFunctions.class),
            Map.entry("PJRT_Plugin_", PluginFunctions.class),
            Map.entry("PJRT_Event_", EventFunctions.class),
            Map.entry("PJRT_Client_", ClientFunctions.class),
            Map.entry("PJRT_DeviceDescription_", DeviceDescriptionFunctions.class),
            Map.entry("PJRT_Device_", DeviceFunctions.class),
            Map.entry("PJRT_Memory_", MemoryFunctions.class),
            Map.entry("PJRT_Executable_", ExecutableFunctions.class),
            Map.entry("PJRT_LoadedExecutable_", LoadedExecutableFunctions.class),
            Map.entry("PJRT_Buffer_", BufferFunctions.class),
            Map.entry("PJRT_TopologyDescription_", TopologyFunctions.class),
            Map.entry("PJRT_", TopologyFunctions.Compiler.class),
            Map.entry("PJRT_ExecuteContext_", ExecuteContextFunctions.class),
            Map.entry("PJRT_AsyncHostToDeviceTransferManager_", AsyncTransferFunctions.class),
            Map.entry("PJRT_Shardings_PJRT_Executable_", ShardingsFunctions.class),
            Map.entry("PJRT_Layouts_MemoryLayout_", MemoryLayoutFunctions.class),
            Map.entry("PJRT_Layouts_PJRT_Client_", MemoryLayoutFunctions.OfClient.class),
            Map.entry("PJRT_Layouts_PJRT_Topology_", MemoryLayoutFunctions.OfTopology.class),
            Map.entry("PJRT_Layouts_PJRT_Buffer_", MemoryLayoutFunctions.OfBuffer.class),
            Map.entry("PJRT_Layouts_PJRT_Executable_", MemoryLayoutFunctions.OfExecutable.class),
            Map.entry("PJRT_FFI_", FfiFunctions.class),
            Map.entry("Ranvier_Caller_", CallerFunctions.class),
            Map.entry("Ranvier_Host_", HostFunctions.class));

    private static final MethodType FUNCTION = MethodType.methodType(void.class, long.class);
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Door() {}

    /**
     * Called once by the loader.
     *
     * @param table the address of {@code slots} function pointers
     */
    public static void open(long table, int slots) throws ReflectiveOperationException {
        var functions = Layouts.functions();
        if (functions.size() != slots) {
            throw new IllegalStateException("the loader has " + slots + " functions, the layouts " + functions.size());
        }
        var methods = methods();
        var handler = MethodType.methodType(long.class, Throwable.class, long.class);
        var failed = LOOKUP.findStatic(ErrorFunctions.class, "of", handler);
        var failedCall = LOOKUP.findStatic(ErrorFunctions.class, "ofCall", handler);
        for (int slot = 0; slot < slots; slot++) {
            var function = functions.get(slot);
            var method = methods.get(function);
            var code = method == null
                    ? unimplemented(function)
                    : MethodHandles.filterReturnValue(method, MethodHandles.constant(long.class, 0L));
            var guarded = MethodHandles.catchException(
                    code, Throwable.class, function.startsWith("PJRT_Event_") ? failed : failedCall);
            Native.putLong(table + (long) slot * Long.BYTES, upcall(guarded));
        }
    }

    /** The address of a function {@code void *f(void *)} that calls {@code target}, forever. */
    @SuppressWarnings("restricted")
    static long upcall(MethodHandle target) {
        var descriptor = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        return Linker.nativeLinker()
                .upcallStub(target, descriptor, Arena.global())
                .address();
    }

    /** The methods that answer, by the names of their functions. */
    static Map<String, MethodHandle> methods() throws ReflectiveOperationException {
        var found = new HashMap<String, MethodHandle>();
        for (var family : FAMILIES.entrySet()) {
            for (var method : family.getValue().getDeclaredMethods()) {
                if (List.of(method.getParameterTypes()).equals(FUNCTION.parameterList())
                        && method.getReturnType() == void.class
                        && !method.isSynthetic()) {
                    found.put(family.getKey() + capitalized(method.getName()), LOOKUP.unreflect(method));
                }
            }
        }
        return found;
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static MethodHandle unimplemented(String function) throws ReflectiveOperationException {
        var refusal = LOOKUP.findStatic(
                AbsentFunctions.class,
                "refusal",
                MethodType.methodType(RanvierException.class, String.class, long.class));
        return MethodHandles.filterReturnValue(
                refusal.bindTo(function), MethodHandles.throwException(long.class, RanvierException.class));
    }
}
