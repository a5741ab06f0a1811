package dev.ranvier.compiler;

import dev.ranvier.compiler.expand.Expand;
import dev.ranvier.compiler.random.RandomProgram;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pipeline makes of random programs is valid and computes the same bits. Programs are compared from where ops
 * have been expanded: that rounds in other places.
 */
class RandomProgramsTest {
    private static final long FIRST = Long.getLong("ranvier.seed", System.nanoTime() & 0xFFFFFF);
    private static final int COUNT = Integer.getInteger("ranvier.seeds", 200);

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void computesTheSameBits(long seed) {
        var program = RandomProgram.of(seed);
        var arguments = program.module().entry().body().arguments();
        var refined = ShapeRefinement.refine(
                program.module(), arguments.stream().map(Value::type).toList());
        var expanded = Expand.run(Inline.run(refined));
        var entry = new EntryFunction(refined, CompileOptions.onDevice(0));
        var simplified = Pipeline.standard(entry, 1).run(refined);
        Verifier.check(simplified);
        Bits.assertSame(
                expanded,
                simplified,
                program.inputs(),
                "-Dranvier.seed=" + seed + "\n" + TextPrinter.print(program.module(), TextPrinter.Options.PRETTY));
    }
}
