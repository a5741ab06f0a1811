package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declarations of a module by name, and the rules of ops that refer to them. */
final class Symbols {
    private final Map<String, Declaration> declarations = new HashMap<>();
    private final Shardings shardings = new Shardings(this);

    Symbols(Module module) {
        for (var op : module.body().ops()) {
            var name = op instanceof Declaration declaration ? nameOf(declaration) : null;
            if (name != null) {
                declarations.putIfAbsent(name, (Declaration) op);
            }
        }
    }

    static @Nullable String nameOf(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Func func -> func.symName();
            case Declaration.Mesh mesh -> mesh.symName();
            case Module module -> module.symName();
        };
    }

    /** The declaration that {@code symbol} names, or null. */
    @Nullable
    Declaration find(SymbolRef symbol) {
        return symbol.nested().isEmpty() ? declarations.get(symbol.root()) : null;
    }

    /** Checks what {@code op} says of declarations. */
    void check(Op op) {
        shardings.check(op);
    }
}
