package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Module;
import java.util.List;

/**
 * Applies laws to ops, in one walk over the program: those of the classes named here. No law changes a bit of a result but
 * the payload of a NaN.
 */
public final class Simplify {
    private static final List<Rewriter.ValueLaw> LAWS = List.of(
            ElementwiseLaws::apply,
            ConversionLaws::apply,
            ShapeLaws::apply,
            PartLaws::apply,
            Folding::apply,
            IndexingLaws::apply,
            ReductionLaws::apply,
            ProductLaws::apply,
            Sinking::apply);

    private Simplify() {}

    /** The module with its ops replaced by simpler ones. Ops that nobody needs any more are still there. */
    public static Module run(Module module) {
        return Functions.map(module, body -> new Rewriter(LAWS, ControlLaws::apply).rewrite(body));
    }
}
