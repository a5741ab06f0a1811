package dev.ranvier.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.compiler.random.RandomTensors;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Checks what a pass makes of small programs. */
final class Laws {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());

    private final UnaryOperator<Module> pass;

    /** Checks a pass and the removal of what it leaves unused. */
    Laws(UnaryOperator<Module> pass) {
        this.pass = module -> DeadCode.run(pass.apply(module));
    }

    /**
     * Fails unless a function of this signature and body becomes one of another body, which computes the same.
     *
     * @param signature such as {@code (%x: tensor<4xi32>) -> tensor<4xi32>}
     */
    void rewrite(String signature, String before, String after) {
        var module = parse(signature, before);
        var rewritten = pass.apply(module);
        assertThat(print(rewritten)).isEqualTo(print(parse(signature, after)));
        Verifier.check(rewritten);
        var random = new Random(SEED);
        for (int i = 0; i < 3; i++) {
            var inputs = module.entry().body().arguments().stream()
                    .map(argument -> RandomTensors.of(argument.tensorType(), random))
                    .toList();
            Bits.assertSame(module, rewritten, inputs, "seed " + SEED);
        }
    }

    /** Fails unless the body stays as it is. */
    void keep(String signature, String body) {
        rewrite(signature, body, body);
    }

    private static Module parse(String signature, String body) {
        return TextParser.parse("func.func @main" + signature + " {\n" + body + "\n}", "test.mlir");
    }

    private static String print(Module module) {
        return TextPrinter.print(module, TextPrinter.Options.PRETTY);
    }
}
