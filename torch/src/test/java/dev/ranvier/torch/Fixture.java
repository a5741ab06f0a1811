package dev.ranvier.torch;

import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.verify.Verifier;
import dev.ranvier.torch.archive.TorchArchive;
import dev.ranvier.torch.graph.ExportedProgram;
import dev.ranvier.torch.graph.InputSpec;
import dev.ranvier.torch.lower.ProgramLowering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** An archive of {@code src/test/python/fixtures.py}: a program, its inputs, and what eager PyTorch gives for them. */
record Fixture(TorchArchive archive, ExportedProgram program, Map<String, InputSpec.Kept> kept) {
    private static final String INPUT = "input_";
    private static final String EXPECTED = "expected_";

    static byte[] bytes(String name) {
        try (var resource = Fixture.class.getResourceAsStream(name + ".pt2.gz")) {
            if (resource == null) {
                throw new IllegalStateException("no fixture " + name);
            }
            return new GZIPInputStream(resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Fixture open(String name) {
        var archive = TorchArchive.open(MemorySegment.ofArray(bytes(name)));
        var program = archive.program();
        var kept = new TreeMap<String, InputSpec.Kept>();
        for (var input : program.inputs()) {
            if (input instanceof InputSpec.Kept tensor) {
                kept.put(tensor.target(), tensor);
            }
        }
        return new Fixture(archive, program, kept);
    }

    Module module() {
        var module = ProgramLowering.withTensorsAsConstants(program, archive::tensor);
        Verifier.check(module);
        return module;
    }

    /** The names of the expected results, in order. */
    List<String> expectedNames() {
        return kept.keySet().stream().filter(name -> name.startsWith(EXPECTED)).toList();
    }

    DenseElements tensor(String name) {
        var spec = kept.get(name);
        if (spec == null) {
            throw new IllegalStateException("the fixture has no " + name);
        }
        return archive.tensor(spec);
    }

    /** The results of the program on the reference interpreter. */
    List<Tensor> run() {
        var module = module();
        var inputs = module.entry().body().arguments().stream()
                .<RuntimeValue>map(argument -> {
                    var name = ((Location.Named) argument.location()).name();
                    return Tensor.of(tensor(INPUT + name.replace("inputs_", "")));
                })
                .toList();
        return Interpreter.run(module, inputs).stream().map(Tensor.class::cast).toList();
    }
}
