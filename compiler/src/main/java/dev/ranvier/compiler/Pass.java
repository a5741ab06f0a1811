package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Module;
import java.util.function.UnaryOperator;

/**
 * A step of a compile: a module in, a module of the same meaning out.
 *
 * @param name what users call it, in lower case
 */
public record Pass(String name, UnaryOperator<Module> transformation) {
    /** What the pass makes of a module. */
    public Module run(Module module) {
        return transformation.apply(module);
    }
}
