package dev.ranvier.cpu.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs as JAX lowers them for CPU, of {@code python/tests/lapack_programs.py}: they factorise random matrices and give
 * how far the factors are from what defines them, and derivatives from differences.
 */
class LapackTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());

    private static final List<String> FACTORISATIONS = List.of(
            "tall_float32",
            "wide_float32",
            "square_float32",
            "empty_float32",
            "tall_complex64",
            "wide_complex64",
            "square_complex64",
            "symmetric_float32",
            "symmetric_complex64");

    /** Of numbers near one, in matrices of five rows: some hundred units in the last place. */
    private static final double SINGLE_ERROR = 1e-4;

    private static final double DOUBLE_ERROR = 1e-12;

    /** That of a difference with step 1e-6, where the function's third derivative is great. */
    private static final double DERIVATIVE_ERROR = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference"})
    void factorsAreWhatDefinesThem(String device) throws InterruptedException {
        for (var name : FACTORISATIONS) {
            assertResultsBelow(SINGLE_ERROR, device, read(name));
            assertResultsBelow(DOUBLE_ERROR, device, inDoublePrecision(read(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference"})
    void derivativesAreThoseOfDifferences(String device) throws InterruptedException {
        assertResultsBelow(DERIVATIVE_ERROR, device, read("gradients_float64"));
    }

    /** What bounds the routines is what the shapes say: a call with another one never gets to them. */
    @Test
    void aCallWithAnyOtherShapeIsRefused() {
        var routines = new HashSet<String>();
        for (var name : FACTORISATIONS) {
            for (var call : calls(TextParser.parse(read(name), name))) {
                var found = Objects.requireNonNull(new Lapack().handlers().get(call.callTargetName()));
                var lapack = (LapackCall) found;
                routines.add(lapack.routine().name());
                signature(lapack, call).match(call, lapack.precision());
                for (int i = 0; i < call.results().size(); i++) {
                    for (var other : otherTypes(call.results().get(i).tensorType())) {
                        var results = new ArrayList<>(call.results());
                        results.set(i, new OpResult(other));
                        assertRefused(lapack, call, new ArrayList<>(call.inputs()), results);
                    }
                }
                for (int i = 0; i < call.inputs().size(); i++) {
                    var inputs = new ArrayList<>(call.inputs());
                    inputs.set(i, new OpResult(TensorType.of(ScalarType.I8, 7)));
                    assertRefused(lapack, call, inputs, call.results());
                }
            }
        }
        assertThat(routines).hasSameSizeAs(Routine.values());
    }

    private static Signature signature(LapackCall lapack, HostOp.CustomCall call) {
        return lapack.routine().signature(lapack.precision(), new Options(call.configuration()));
    }

    private static void assertRefused(
            LapackCall lapack, HostOp.CustomCall call, List<Value> inputs, List<OpResult> results) {
        var other = (HostOp.CustomCall) call.schema().with(call, inputs, List.of(), results);
        var signature = signature(lapack, call);
        if (signature.text().contains("*")) {
            return; // Singular values alone: the vectors are not written.
        }
        assertThatThrownBy(() -> signature.match(other, lapack.precision()))
                .as("%s", other)
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("takes " + signature.text());
    }

    private static List<TensorType> otherTypes(TensorType type) {
        var others = new ArrayList<TensorType>();
        others.add(TensorType.of(ScalarType.I8, type.shape()));
        for (int d = 0; d < type.rank(); d++) {
            for (int change : new int[] {-1, 1}) {
                var shape = type.shape().clone();
                shape[d] += change;
                if (shape[d] >= 0) {
                    others.add(TensorType.of(type.elementType(), shape));
                }
            }
        }
        return others;
    }

    private static List<HostOp.CustomCall> calls(Module module) {
        return module.functions().stream()
                .flatMap(function -> function.body().ops().stream())
                .flatMap(op -> op instanceof HostOp.CustomCall call ? Stream.of(call) : Stream.empty())
                .filter(call -> call.callTargetName().startsWith("lapack_"))
                .toList();
    }

    @Test
    void attributesThatTheRoutineDoesNotKnowAreNamed() {
        var cholesky = """
                func.func @main(%%a: tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<i32>) {
                  %%0:2 = stablehlo.custom_call @lapack_spotrf_ffi(%%a) {mhlo.backend_config = {%s},
                      operand_layouts = [dense<[%s]> : tensor<2xindex>],
                      result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]}
                      : (tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<i32>)
                  return %%0#0, %%0#1 : tensor<2x2xf32>, tensor<i32>
                }
                """;
        assertThatThrownBy(() -> run("cpu", cholesky.formatted("uplo = 88 : ui8", "0, 1")))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("attribute uplo is 88, not the code of one of the letters LU");
        assertThatThrownBy(() -> run("cpu", cholesky.formatted("", "0, 1")))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("attribute uplo must be an integer, not null");
        assertThatThrownBy(() -> run("cpu", cholesky.formatted("uplo = 76 : ui8", "1, 0")))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("in another layout than by columns")
                .extracting(e -> ((RanvierException) e).code())
                .isEqualTo(Diagnostic.Code.INVALID_ARGUMENT);
    }

    private static String read(String name) {
        try (InputStream file = LapackTest.class.getResourceAsStream(name + ".mlir")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String inDoublePrecision(String program) {
        return program.replace("f32", "f64")
                .replace("lapack_s", "lapack_d")
                .replace("lapack_c", "lapack_z")
                .replace("0x7FC00000", "0x7FF8000000000000")
                .replace("0xFF800000", "0xFFF0000000000000");
    }

    private static void assertResultsBelow(double bound, String device, String program) throws InterruptedException {
        var results = run(device, program);
        assertThat(results)
                .as(
                        "on %s, seed %d, of%n%s",
                        device, SEED, program.lines().limit(3).toList())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result).isBetween(0.0, bound));
    }

    /** The results, which are real numbers, of a program on random ones. */
    private static List<Double> run(String device, String program) throws InterruptedException {
        var random = new Random(SEED);
        var module = TextParser.parse(program, "test.mlir");
        try (var client = Client.open(ClientOptions.of(device))) {
            var executable = client.compile(module, CompileOptions.onDevice(0));
            var inputs = module.entry().body().arguments().stream()
                    .map(argument -> {
                        var type = argument.tensorType();
                        return client.devices().getFirst().copyOf(type, normal(type, random));
                    })
                    .toList();
            var results = new ArrayList<Double>();
            for (var result : executable.execute(inputs)) {
                results.add(result.read(number -> number.byteSize() == Float.BYTES
                        ? number.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0)
                        : number.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0)));
            }
            return results;
        }
    }

    private static MemorySegment normal(TensorType type, Random random) {
        int width = type.elementType().byteWidth();
        var precision = Stream.of(Precision.values())
                .filter(candidate -> candidate.element().equals(type.elementType()))
                .findFirst()
                .orElseThrow();
        var numbers = MemorySegment.ofArray(new byte[Math.toIntExact(type.elementCount() * width)]);
        for (long i = 0; i < numbers.byteSize() / precision.real().byteWidth(); i++) {
            precision.set(numbers, i, random.nextGaussian());
        }
        return numbers;
    }
}
