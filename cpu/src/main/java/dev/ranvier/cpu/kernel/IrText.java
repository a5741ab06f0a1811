package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import java.util.TreeSet;

/** Functions as a module of LLVM IR. */
final class IrText {
    private IrText() {}

    static String module(IrFunction... functions) {
        var declarations = new TreeSet<String>();
        var text = new StringBuilder();
        for (var function : functions) {
            declarations.addAll(function.declarations());
        }
        for (var function : functions) {
            declarations.removeIf(declaration -> declaration.contains(" @" + function.name() + "("));
            text.append(function.definition()).append('\n');
        }
        for (var declaration : declarations) {
            text.append(declaration).append('\n');
        }
        return text.append(
                        "attributes #0 = { nounwind \"min-legal-vector-width\"=\"512\" \"prefer-vector-width\"=\"512\" }\n")
                .toString();
    }
}
