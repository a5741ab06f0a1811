package dev.ranvier.cpu.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SavedProgramTest {
    private static final String PROGRAM = """
            func.func @main(%a: tensor<3x5xf32> {tf.aliasing_output = 0 : i32}, %n: tensor<i32>) -> (tensor<3x5xf32> {jax.result_info = "x"}, tensor<3x5xf32>) {
              %zero = stablehlo.constant dense<0> : tensor<i32>
              %c = stablehlo.constant dense<[1.0, 2.0, 3.0, 4.0, 5.0]> : tensor<5xf32>
              %b = stablehlo.broadcast_in_dim %c, dims = [1] : (tensor<5xf32>) -> tensor<3x5xf32>
              %0:2 = stablehlo.while(%i = %zero, %v = %a) : tensor<i32>, tensor<3x5xf32>
                cond {
                  %l = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %l : tensor<i1>
                } do {
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %j = stablehlo.add %i, %one : tensor<i32>
                  %w = stablehlo.multiply %v, %b : tensor<3x5xf32>
                  stablehlo.return %j, %w : tensor<i32>, tensor<3x5xf32>
                }
              %1 = stablehlo.custom_call @halve(%0#1) {mhlo.backend_config = {scale = 2.0 : f32, names = ["a", "b"]}, api_version = 4 : i32} : (tensor<3x5xf32>) -> tensor<3x5xf32>
              return %0#1, %1 : tensor<3x5xf32>, tensor<3x5xf32>
            }
            """;

    private static byte[] saved() {
        try (var client = Client.open(ClientOptions.of("cpu"))) {
            return client.compile(TextParser.parse(PROGRAM, "test.mlir"), CompileOptions.onDevice(0))
                    .serialize();
        }
    }

    private static SavedProgram read(byte[] bytes) {
        return SavedProgram.read(MemorySegment.ofArray(bytes), Target.host());
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        var bytes = saved();
        var program = read(bytes);
        assertThat(program.toBytes()).isEqualTo(bytes);
        assertThat(program.signature().results().getFirst().alias()).isZero();
        assertThat(program.schedule().steps()).hasSizeGreaterThan(1);
    }

    @Test
    void whatIsDamagedOrForeignIsRefused() {
        var bytes = saved();
        var other = bytes.clone();
        other[3]++;
        assertThatThrownBy(() -> read(other)).hasMessageContaining("is not one of this version");
        var damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 1;
        assertThatThrownBy(() -> read(damaged))
                .isInstanceOfSatisfying(
                        RanvierException.class,
                        e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.FAILED_PRECONDITION))
                .hasMessageContaining("compile it again");
        for (int length : List.of(0, 7, 35, 39, bytes.length - 1)) {
            assertThatThrownBy(() -> read(Arrays.copyOf(bytes, length))).isInstanceOf(RanvierException.class);
        }
        var less = new Target(Target.host().triple(), "x86-64", "");
        assertThatThrownBy(() -> SavedProgram.read(MemorySegment.ofArray(bytes), less))
                .hasMessageContaining("is for a processor with");
    }

    /** Whatever is damaged, nothing of it is loaded: what a program may make native code do is not looked at again. */
    @Test
    void noMutantIsLoaded() {
        long seed = Long.getLong("ranvier.fuzz.seed", System.nanoTime());
        var random = new Random(seed);
        var bytes = saved();
        try (var client = Client.open(ClientOptions.of("cpu"))) {
            for (int i = 0; i < Integer.getInteger("ranvier.fuzz.cases", 2000); i++) {
                var mutant = mutant(bytes, random);
                if (Arrays.equals(mutant, bytes)) {
                    continue;
                }
                assertThatThrownBy(() -> client.load(MemorySegment.ofArray(mutant), CompileOptions.onDevice(0)))
                        .as("seed %d, mutant %d", seed, i)
                        .isInstanceOfSatisfying(
                                RanvierException.class,
                                e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.FAILED_PRECONDITION));
            }
        }
    }

    private static byte[] mutant(byte[] bytes, Random random) {
        var mutant = bytes.clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            mutant[at] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (mutant[at] ^ 1 << random.nextInt(8));
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length)) : mutant;
    }

    /** Bytes behind the digest, as someone may write who makes it anew. */
    @Test
    void hostileBytesAreAProgramOrAnError() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var record = new RecordFormat().write(SavedProgram.class, read(saved()));
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            var mutant = record.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                // Objects and the source are most of the bytes and of no interest here: most changes are in front.
                int limit = random.nextInt(4) == 0 ? mutant.length : Math.min(mutant.length, 3000);
                mutant[random.nextInt(limit)] = (byte) random.nextInt(256);
            }
            var bytes = random.nextInt(8) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length)) : mutant;
            try {
                SavedProgram.ofRecord(bytes, 0);
                read++;
            } catch (RanvierException e) {
                assertThat(e.code()).isIn(Diagnostic.Code.FAILED_PRECONDITION, Diagnostic.Code.INVALID_ARGUMENT);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", mutant " + i, e);
            }
        }
        assertThat(read).isPositive();
    }
}
