package dev.ranvier.stablehlo;

import org.jspecify.annotations.Nullable;

/** What stands at the top of a module. */
public sealed interface Declaration extends Op permits Declaration.Func, Declaration.Mesh, Module {
    /** A function; its body is empty if it is only declared. */
    @OpName("func.func")
    record Func(
            String symName,
            BuiltinAttribute.TypeOf functionType,
            @Nullable String symVisibility,
            BuiltinAttribute.@Nullable Sequence argAttrs,
            BuiltinAttribute.@Nullable Sequence resAttrs,
            BuiltinAttribute.@Nullable Unit noInline,
            Region body,
            OpInfo info)
            implements Declaration {}

    /** A named mesh of devices. */
    @OpName("sdy.mesh")
    record Mesh(String symName, ShardyAttribute.Mesh mesh, OpInfo info) implements Declaration {}
}
