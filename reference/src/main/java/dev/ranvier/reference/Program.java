package dev.ranvier.reference;

import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions and meshes of a module by name, and what is found out about it while it runs. */
record Program(Map<String, Declaration.Func> functions, Meshes meshes, LastUses lastUses) {
    static Program of(Module module) {
        return new Program(
                module.functions().stream()
                        .collect(Collectors.toMap(Declaration.Func::symName, Function.identity(), (a, b) -> a)),
                Meshes.of(module),
                new LastUses());
    }

    Declaration.Func function(String name) {
        var function = functions.get(name);
        if (function == null || function.body().isEmpty()) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.NOT_FOUND, "the module has no function '" + name + "' with a body")
                            .withHint("functions: "
                                    + functions.keySet().stream().sorted().toList()));
        }
        return function;
    }
}
