package dev.ranvier.stablehlo;

import java.util.List;

/** The name of a declaration ({@code @root}, or {@code @root::@nested}). */
public record SymbolRef(String root, List<String> nested) implements BuiltinAttribute {
    public SymbolRef {
        nested = List.copyOf(nested);
    }

    public SymbolRef(String root) {
        this(root, List.of());
    }
}
