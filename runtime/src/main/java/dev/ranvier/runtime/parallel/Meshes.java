package dev.ranvier.runtime.parallel;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.Map;
import java.util.stream.Collectors;

/** The meshes of a module by name. */
public record Meshes(Map<String, ShardyAttribute.Mesh> byName) {
    public Meshes {
        byName = Map.copyOf(byName);
    }

    public static Meshes of(Module module) {
        return new Meshes(module.meshes().stream()
                .collect(Collectors.toMap(Declaration.Mesh::symName, Declaration.Mesh::mesh, (a, b) -> a)));
    }

    /**
     * The mesh that an attribute is or names.
     *
     * @throws RanvierException if it is no mesh, or the module has none of its name
     */
    public DeviceMesh mesh(Attribute meshOrName) {
        return meshOrName instanceof StablehloAttribute.Mesh inline
                ? DeviceMesh.of(inline)
                : DeviceMesh.of(shardy(meshOrName));
    }

    /** The same for what Shardy's shardings have. */
    ShardyAttribute.Mesh shardy(Attribute meshOrName) {
        return switch (meshOrName) {
            case ShardyAttribute.Mesh inline -> inline;
            case SymbolRef name -> named(name.root());
            default -> throw RanvierException.invalid("a mesh cannot be " + meshOrName);
        };
    }

    private ShardyAttribute.Mesh named(String name) {
        var mesh = byName.get(name);
        if (mesh == null) {
            throw new RanvierException(Diagnostic.of(Diagnostic.Code.NOT_FOUND, "the module has no mesh '" + name + "'")
                    .withHint("meshes: " + byName.keySet().stream().sorted().toList()));
        }
        return mesh;
    }
}
