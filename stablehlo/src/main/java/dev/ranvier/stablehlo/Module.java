package dev.ranvier.stablehlo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A program: functions and meshes by name. */
@OpName("builtin.module")
public record Module(@Nullable String symName, @Nullable String symVisibility, Region body, OpInfo info)
        implements Declaration {

    /** The functions in order. */
    public List<Func> functions() {
        return body.ops().stream()
                .filter(Func.class::isInstance)
                .map(Func.class::cast)
                .toList();
    }

    /** The meshes in order. */
    public List<Mesh> meshes() {
        return body.ops().stream()
                .filter(Mesh.class::isInstance)
                .map(Mesh.class::cast)
                .toList();
    }

    public Optional<Func> function(String name) {
        return functions().stream().filter(func -> func.symName().equals(name)).findFirst();
    }

    /** The function that a run of the program calls: {@code main}, or the only function. */
    public Func entry() {
        var functions = functions();
        return function("main")
                .or(() -> functions.size() == 1 ? Optional.of(functions.getFirst()) : Optional.empty())
                .orElseThrow(() -> new RanvierException(
                        Diagnostic.of(Diagnostic.Code.NOT_FOUND, "the module has no function 'main'")
                                .withHint("functions: "
                                        + functions.stream().map(Func::symName).toList())));
    }
}
