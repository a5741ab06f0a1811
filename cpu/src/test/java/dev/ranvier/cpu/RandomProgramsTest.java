package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.compiler.random.Accuracy;
import dev.ranvier.compiler.random.RandomProgram;
import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextPrinter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs of ops of all families give on the CPU device what the reference interpreter gives. */
final class RandomProgramsTest {
    private static final long FIRST = Long.getLong("ranvier.seed", System.nanoTime() & 0xFFFFFF);
    private static final int COUNT = Integer.getInteger("ranvier.seeds", 1000);
    private static final Client CPU = Client.open(ClientOptions.of("cpu"));

    /** Units in the last place that elementary functions may be off. */
    private static final int CLOSE = 4;

    @AfterAll
    static void close() {
        CPU.close();
    }

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Execution(ExecutionMode.CONCURRENT)
    void agreeWithTheReference(long seed) throws InterruptedException {
        var program = RandomProgram.of(seed);
        var expected = Interpreter.run(program.module(), program.inputs());
        var actual = run(program);
        for (int i = 0; i < expected.size(); i++) {
            var place = "result " + i + ", -Dranvier.seed=" + seed + " -Dranvier.seeds=1\n";
            assertThat(difference(
                            actual.get(i), expected.get(i), program.accuracies().get(i)))
                    .as(() -> place + TextPrinter.print(program.module(), TextPrinter.Options.PRETTY))
                    .isEmpty();
        }
    }

    private static List<Tensor> run(RandomProgram program) throws InterruptedException {
        var executable = CPU.compile(program.module(), CompileOptions.onDevice(0));
        var device = CPU.devices().getFirst();
        var buffers = new ArrayList<Buffer>();
        program.inputs().forEach(input -> buffers.add(device.copyOf(input.type(), input.data())));
        var tensors = new ArrayList<Tensor>();
        for (var result : executable.execute(List.copyOf(buffers))) {
            var bytes = MemorySegment.ofArray(new byte[Math.toIntExact(result.byteSize())]);
            result.copyTo(bytes);
            tensors.add(Tensor.wrap(result.type(), bytes));
            result.close();
        }
        buffers.forEach(Buffer::close);
        return tensors;
    }

    /** The first element that differs by more than it may; empty if none does. */
    static String difference(Tensor actual, RuntimeValue expected, Accuracy accuracy) {
        var wanted = (Tensor) expected;
        if (wanted.elementType().isQuantized()) {
            // Programs take and give what quantized numbers are stored as.
            wanted = wanted.viewedAs(actual.elementType());
        }
        var got = parts(actual);
        var numbers = parts(wanted);
        for (long i = 0; i < numbers.count(); i++) {
            if (!agree(got, numbers, i, accuracy, actual.elementType().isComplex())) {
                return "at " + i + ": got " + spell(got, i) + ", expected " + spell(numbers, i);
            }
        }
        return "";
    }

    /** A complex tensor as one of its parts in turn. */
    private static Tensor parts(Tensor tensor) {
        return tensor.elementType() instanceof ComplexType(ScalarType part)
                ? Tensor.wrap(TensorType.of(part, 2 * tensor.count()), tensor.data())
                : tensor;
    }

    private static boolean agree(Tensor got, Tensor wanted, long index, Accuracy accuracy, boolean isComplex) {
        if (!(wanted.elementType() instanceof ScalarType type) || !type.isFloat()) {
            return got.getLong(index) == wanted.getLong(index);
        }
        double one = got.getDouble(index);
        double other = wanted.getDouble(index);
        double beside = isComplex ? wanted.getDouble(index ^ 1) : 0;
        if (Double.isNaN(beside)) {
            // The sign of a zero and of an infinity is open (ISO C, annex G).
            one = Math.abs(one);
            other = Math.abs(other);
            beside = 0;
        }
        if (Double.compare(one, other) == 0) {
            return true;
        }
        if (Double.isInfinite(other)) {
            return false;
        }
        double least = isComplex ? 0 : Math.scalb(1.0, Float.MIN_EXPONENT);
        double magnitude = Math.max(Math.hypot(other, beside), least);
        double unit = Math.scalb(magnitude, -FloatFormat.of(type).mantissaBits());
        double allowed = switch (accuracy) {
            case EXACT -> 0;
            case CLOSE -> CLOSE * unit;
            case LOOSE -> Math.max(2 * unit, 1e-4 * Math.max(1, magnitude));
        };
        return accuracy != Accuracy.EXACT && Math.abs(one - other) <= allowed;
    }

    private static String spell(Tensor tensor, long index) {
        return tensor.elementType().isFloat()
                ? String.valueOf(tensor.getDouble(index))
                : String.valueOf(tensor.getLong(index));
    }
}
