package dev.ranvier.compiler;

import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Modules with other bodies of their functions. */
public final class Functions {
    private Functions() {}

    /** The module with each function's body replaced by what {@code transformation} makes of it. */
    public static Module map(Module module, UnaryOperator<Region> transformation) {
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            ops.add(op instanceof Func function && !function.body().isEmpty() ? map(function, transformation) : op);
        }
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private static Op map(Func function, UnaryOperator<Region> transformation) {
        var body = transformation.apply(function.body());
        return function.schema().with(function, List.of(), List.of(body), List.of());
    }
}
