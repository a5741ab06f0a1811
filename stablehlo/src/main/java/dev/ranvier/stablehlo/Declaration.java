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
            implements Declaration {
        /** The name that the source program gives an argument, or {@code argN}. */
        public String argumentName(int index) {
            return body.arguments().get(index).location() instanceof Location.Named named
                    ? named.name()
                    : "arg" + index;
        }

        /** The name that the source program gives a result, as JAX writes it, or {@code resultN}. */
        public String resultName(int index) {
            return resAttrs != null
                            && index < resAttrs.elements().size()
                            && resAttrs.elements().get(index) instanceof Dictionary attributes
                            && attributes.get("jax.result_info") instanceof BuiltinAttribute.Text name
                    ? name.value()
                    : "result" + index;
        }
    }

    /** A named mesh of devices. */
    @OpName("sdy.mesh")
    record Mesh(String symName, ShardyAttribute.Mesh mesh, OpInfo info) implements Declaration {}
}
