package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference device through the runtime. */
class ClientTest {
    private static final String ENDLESS = """
            func.func @main(%x: tensor<f32>) -> tensor<f32> {
              %0 = stablehlo.while(%i = %x) : tensor<f32>
                cond {
                  %1 = stablehlo.constant dense<true> : tensor<i1>
                  stablehlo.return %1 : tensor<i1>
                } do {
                  %1 = stablehlo.add %i, %i : tensor<f32>
                  stablehlo.return %1 : tensor<f32>
                }
              return %0 : tensor<f32>
            }
            """;
    private static final String CALL = """
            func.func @main(%x: tensor<f32>) -> tensor<f32> {
              %0 = stablehlo.custom_call @twice(%x) : (tensor<f32>) -> tensor<f32>
              return %0 : tensor<f32>
            }
            """;

    private static Client open(int devices) {
        return Client.open(new ClientOptions("reference", devices, 1, Long.MAX_VALUE));
    }

    private static Module parse(String program) {
        return TextParser.parse(program, "test.mlir");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closingAClientEndsItsRuns(int replicas) {
        var client = open(replicas);
        var executable = client.compile(parse(ENDLESS), CompileOptions.replicated(replicas));
        var arguments = client.devices().stream()
                .map(device -> List.of(device.copyOf(TensorType.of(ScalarType.F32), 1)))
                .toList();
        var first = executable.execute(arguments, Set.of());
        var second = executable.execute(first.buffers(), Set.of());
        client.close();
        for (var run : List.of(first, second)) {
            assertThatThrownBy(run.done()::await)
                    .isInstanceOfSatisfying(
                            RanvierException.class, e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.CANCELLED))
                    .hasMessageContaining("the run was interrupted");
        }
    }

    @Test
    void customCallsRunOnTheThreadThatAsks() throws InterruptedException {
        try (var client = open(1)) {
            var thread = new AtomicReference<@Nullable Thread>();
            client.customCalls().register("twice", (_, inputs, outputs) -> {
                thread.set(Thread.currentThread());
                float x = inputs.getFirst().get(ValueLayout.JAVA_FLOAT, 0);
                outputs.getFirst().set(ValueLayout.JAVA_FLOAT, 0, 2 * x);
            });
            var executable = client.compile(parse(CALL), CompileOptions.onDevice(0));
            var x = client.devices().getFirst().copyOf(TensorType.of(ScalarType.F32), 21);
            var y = executable.execute(List.of(x)).getFirst();
            assertThat(y.ready().isReady()).isTrue();
            assertThat(thread).hasValue(Thread.currentThread());
            assertThat(y.toFloatArray()).containsExactly(42);
        }
    }
}
