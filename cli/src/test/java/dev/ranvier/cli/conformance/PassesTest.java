package dev.ranvier.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.compiler.FrameworkOps;
import dev.ranvier.compiler.Inline;
import dev.ranvier.compiler.Pipeline;
import dev.ranvier.compiler.expand.Expand;
import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the passes make of the visible cases computes the same bits, from where ops have been expanded. */
class PassesTest {
    private static final Path CASES = Path.of(System.getenv().getOrDefault("RANVIER_SHARED", "../../shared"))
            .resolve("conformance")
            .resolve("stablehlo-visible.tar.gz");

    @Test
    void visibleCasesKeepTheirBits() {
        assumeTrue(
                Files.exists(CASES), "no conformance cases: " + CASES + " is absent (RANVIER_SHARED names its folder)");
        try (var folder = CaseFolder.open(CASES)) {
            ConformanceCase.below(folder.path()).forEach(PassesTest::check);
        }
    }

    private static void check(ConformanceCase visible) {
        var module = ModelFile.read(visible.program(Form.TEXT)).parse();
        var arguments = module.entry().body().arguments();
        var refined = ShapeRefinement.refine(
                module, arguments.stream().map(Value::type).toList());
        var pipeline = Pipeline.standard(new EntryFunction(refined, CompileOptions.onDevice(0)), 1);
        var simplified = pipeline.run(refined);
        Verifier.check(simplified);
        var expected = results(Expand.run(Inline.run(FrameworkOps.run(refined))), visible);
        var actual = results(simplified, visible);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Judge.judge(actual.get(i), expected.get(i), new Criterion.Equal()))
                    .as("%s, result %d", visible.id(), i)
                    .isEqualTo(Judgement.PASS);
        }
    }

    private static List<Tensor> results(Module module, ConformanceCase visible) {
        return Interpreter.run(module, visible.inputs()).stream()
                .filter(Tensor.class::isInstance)
                .map(Tensor.class::cast)
                .toList();
    }
}
