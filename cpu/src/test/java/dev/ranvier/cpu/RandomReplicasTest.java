package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.compiler.random.RandomProgram;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.text.TextPrinter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs whose replicas exchange values give on CPU devices what they give on reference devices. */
final class RandomReplicasTest {
    private static final long FIRST = Long.getLong("ranvier.seed", System.nanoTime() & 0xFFFFFF);
    private static final int COUNT = Integer.getInteger("ranvier.seeds", 200);
    private static final int MOST_REPLICAS = 6;
    private static final long MEMORY = 1L << 30;
    private static final Client CPU = Client.open(new ClientOptions("cpu", MOST_REPLICAS, 2, MEMORY));
    private static final Client REFERENCE = Client.open(new ClientOptions("reference", MOST_REPLICAS, 2, MEMORY));

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreeWithTheReference(long seed) throws InterruptedException {
        var program = RandomProgram.of(seed, Math.floorMod(seed, MOST_REPLICAS - 1) + 2);
        var expected = run(REFERENCE, program);
        var actual = run(CPU, program);
        for (int i = 0; i < expected.size(); i++) {
            int results = program.accuracies().size();
            var place = "result " + i % results + " of replica " + i / results + ", -Dranvier.seed=" + seed
                    + " -Dranvier.seeds=1\n";
            assertThat(RandomProgramsTest.difference(
                            actual.get(i), expected.get(i), program.accuracies().get(i % results)))
                    .as(() -> place + TextPrinter.print(program.module(), TextPrinter.Options.PRETTY))
                    .isEmpty();
        }
    }

    /** The results of each replica, one after the other. */
    private static List<Tensor> run(Client client, RandomProgram program) throws InterruptedException {
        var executable = client.compile(program.module(), CompileOptions.replicated(program.replicas()));
        var arguments = new ArrayList<List<Buffer>>();
        int count = program.inputs().size() / program.replicas();
        for (int replica = 0; replica < program.replicas(); replica++) {
            var device = executable.devices().get(replica);
            arguments.add(program.inputs().subList(replica * count, (replica + 1) * count).stream()
                    .map(input -> device.copyOf(input.type(), input.data()))
                    .toList());
        }
        var tensors = new ArrayList<Tensor>();
        for (var results : executable.execute(arguments, Set.of()).buffers()) {
            for (var result : results) {
                var bytes = MemorySegment.ofArray(new byte[Math.toIntExact(result.byteSize())]);
                result.copyTo(bytes);
                tensors.add(Tensor.wrap(result.type(), bytes));
                result.close();
            }
        }
        arguments.forEach(own -> own.forEach(Buffer::close));
        return tensors;
    }
}
