package dev.ranvier.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.Model;
import dev.ranvier.runtime.Tensor;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of files: names, open sizes, weights that are there once, and errors. */
class ModelTest {
    private static final int ROWS = 32;
    private static final int COLUMNS = 64;

    private final Client client = Client.open(ClientOptions.of("reference"));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        client.close();
    }

    /** The product of an input of open size and a weight whose row i holds i. */
    private Path product() throws IOException {
        var weight = ByteBuffer.allocate(ROWS * COLUMNS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                weight.putFloat(row);
            }
        }
        return Files.writeString(
                folder.resolve("product.mlir"), """
                func.func @main(%%x: tensor<?x32xf32> loc("x")) -> (tensor<?x64xf32> {jax.result_info = "y"}) {
                  %%w = stablehlo.constant dense<"0x%s"> : tensor<32x64xf32>
                  %%0 = stablehlo.dot_general %%x, %%w, contracting_dims = [1] x [0]
                      : (tensor<?x32xf32>, tensor<32x64xf32>) -> tensor<?x64xf32>
                  return %%0 : tensor<?x64xf32>
                }
                """.formatted(HexFormat.of().formatHex(weight.array())));
    }

    private static float[] ones(int count) {
        var ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Tensor result(Model model, int batch) {
        try {
            var results = model.run(Map.of("x", Tensor.of(ones(batch * ROWS), batch, ROWS)));
            return Objects.requireNonNull(results.get("y"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tensorsGoByNameAndSizesMayBeOpen() throws IOException {
        try (var model = Model.load(product(), client)) {
            assertThat(model.inputs()).extracting(Model.Port::name).containsExactly("x");
            assertThat(model.outputs()).extracting(Model.Port::name).containsExactly("y");
            assertThat(model.inputs().getFirst().type().isStatic()).isFalse();
            for (int batch : new int[] {1, 3, 1}) {
                var y = result(model, batch);
                assertThat(y.type()).isEqualTo(TensorType.of(ScalarType.F32, batch, COLUMNS));
                // 0 + 1 + ... + 31
                assertThat(y.toFloatArray()).containsOnly(496);
            }
        }
    }

    @Test
    void threadsShareAModel() throws IOException {
        try (var model = Model.load(product(), client)) {
            var sums = IntStream.range(0, 64).parallel().mapToObj(i -> result(model, i % 5 + 1));
            assertThat(sums).allSatisfy(y -> assertThat(y.toFloatArray()).containsOnly(496));
        }
    }

    @Test
    void whatItHadOnTheDeviceIsFreedWithIt() throws IOException {
        var device = client.devices().getFirst();
        try (var model = Model.load(product(), client)) {
            assertThat(result(model, 2).shape()).containsExactly(2, COLUMNS);
            assertThat(device.memoryStatistics().inUse()).isEqualTo(ROWS * COLUMNS * Float.BYTES);
        }
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void resultsLiveInTheArenaOfTheCaller() throws IOException, InterruptedException {
        try (var model = Model.load(product(), client)) {
            Tensor y;
            try (var arena = Arena.ofConfined()) {
                var results = model.run(Map.of("x", Tensor.of(ones(ROWS), 1, ROWS)), arena);
                y = Objects.requireNonNull(results.get("y"));
                assertThat(y.toFloatArray()).containsOnly(496);
            }
            assertThat(y.elements().scope().isAlive()).isFalse();
        }
    }

    @Test
    void whatDoesNotFitIsExplained() throws IOException {
        try (var model = Model.load(product(), client)) {
            var x = Tensor.of(ones(ROWS), 1, ROWS);
            assertThatThrownBy(() -> model.run(Map.of()))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("misses input [x] (it takes x: tensor<?x32xf32>)");
            assertThatThrownBy(() -> model.run(Map.of("x", x, "z", x))).hasMessageContaining("has no input [z]");
            assertThatThrownBy(() -> model.run(Map.of("x", Tensor.of(ones(ROWS), ROWS))))
                    .hasMessageContaining("takes tensor<?x32xf32> as 'x', got tensor<32xf32>");
            assertThatThrownBy(() -> Tensor.of(ones(3), 2, 2)).hasMessageContaining("16 bytes, got 12");
            assertThatThrownBy(() -> x.toLongArray()).hasMessageContaining("i64");
        }
    }

    @Test
    void filesThatAreNoModelsAreRefused() throws IOException {
        var text = Files.writeString(folder.resolve("notes.txt"), "no program");
        assertThatThrownBy(() -> Model.load(text, client))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("notes.txt");
        assertThatThrownBy(() -> Model.load(folder.resolve("absent"), client))
                .isInstanceOfSatisfying(
                        RanvierException.class, e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.NOT_FOUND));
    }
}
