package dev.ranvier.reference;

import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions and meshes of a module by name, and what is found out about it while it runs. */
record Program(Map<String, Declaration.Func> functions, Map<String, Declaration.Mesh> meshes, LastUses lastUses) {
    static Program of(Module module) {
        return new Program(
                module.functions().stream()
                        .collect(Collectors.toMap(Declaration.Func::symName, Function.identity(), (a, b) -> a)),
                module.meshes().stream()
                        .collect(Collectors.toMap(Declaration.Mesh::symName, Function.identity(), (a, b) -> a)),
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

    Declaration.Mesh mesh(String name) {
        var mesh = meshes.get(name);
        if (mesh == null) {
            throw new RanvierException(Diagnostic.of(Diagnostic.Code.NOT_FOUND, "the module has no mesh '" + name + "'")
                    .withHint("meshes: " + meshes.keySet().stream().sorted().toList()));
        }
        return mesh;
    }
}
