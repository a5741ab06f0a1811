package dev.ranvier.cli;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.ArrayList;

/** Makes of a module one whose run calls another function. */
final class EntryFunction {
    private static final String MAIN = "main";

    private EntryFunction() {}

    /**
     * The module with function {@code name} as {@code main}, without the {@code main} that it had.
     *
     * @throws RanvierException if there is no such function, or others call {@code main}
     */
    static Module choose(Module module, String name) {
        var chosen = module.function(name)
                .orElseThrow(() -> new RanvierException(Diagnostic.of(
                                Diagnostic.Code.NOT_FOUND, "the module has no function '" + name + "'")
                        .withHint("functions: "
                                + module.functions().stream().map(Func::symName).toList())));
        if (name.equals(MAIN)) {
            return module;
        }
        var kept = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            if (!(op instanceof Func function)) {
                kept.add(op);
            } else if (function.symName().equals(name)) {
                kept.add(renamed(chosen));
            } else if (!function.symName().equals(MAIN)) {
                kept.add(function);
            }
        }
        if (kept.stream().anyMatch(EntryFunction::namesMain)) {
            throw RanvierException.unimplemented("'" + name + "' cannot be run by itself: functions call 'main'");
        }
        return new Module(
                module.symName(),
                module.symVisibility(),
                new Region(module.body().arguments(), kept),
                module.info());
    }

    private static Func renamed(Func function) {
        return new Func(
                MAIN,
                function.functionType(),
                function.symVisibility(),
                function.argAttrs(),
                function.resAttrs(),
                function.noInline(),
                function.body(),
                function.info());
    }

    private static boolean namesMain(Op op) {
        return op.attributes().entries().values().stream().anyMatch(EntryFunction::namesMain)
                || op.regions().stream()
                        .flatMap(region -> region.ops().stream())
                        .anyMatch(EntryFunction::namesMain);
    }

    private static boolean namesMain(Attribute attribute) {
        return switch (attribute) {
            case SymbolRef symbol -> symbol.root().equals(MAIN);
            case BuiltinAttribute.Sequence(var elements) -> elements.stream().anyMatch(EntryFunction::namesMain);
            default -> false;
        };
    }
}
