package dev.ranvier.cli.diff;

import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.UnaryOp;

/** A device whose kernels of tanh are wrong where they compute the operand too, and keep it to themselves. */
public final class BrokenFusionProvider extends BrokenProvider {
    @Override
    public String kind() {
        return "broken-fusion";
    }

    @Override
    public String description() {
        return "computes sines for hyperbolic tangents in fusions; for tests";
    }

    @Override
    boolean breaks(UnaryOp.Tanh tanh, Region region) {
        return !region.arguments().contains(tanh.operand()) && !region.results().contains(tanh.operand());
    }
}
