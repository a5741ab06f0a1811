package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs programs on random data on the CPU device and on the reference device, and compares what they give. */
public final class Comparison implements AutoCloseable {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());

    private final Client cpu = Client.open(ClientOptions.of("cpu"));
    private final Client reference = Client.open(ClientOptions.of("reference"));

    /** Whether a number, one of those of its result, is as it should be. */
    private interface Agreement {
        boolean holds(double expected, double actual, ScalarType type, double greatest);
    }

    @Override
    public void close() {
        cpu.close();
        reference.close();
    }

    /** But for the sign of NaN, and of the zero that it becomes in types without one. */
    void compareBits(String program) throws InterruptedException {
        compare(
                program,
                false,
                (expected, actual, _, _) -> expected == actual || (Double.isNaN(expected) && Double.isNaN(actual)));
    }

    /** Numbers differ by so many units in the last place at most. */
    void compareUnits(String program, int units) throws InterruptedException {
        compare(program, false, (expected, actual, type, _) -> within(expected, actual, units, type));
    }

    /** Numbers, not too great, differ by so many units in the last place at most, or by those of the result's greatest. */
    void compareSums(String program, int units) throws InterruptedException {
        compare(
                program,
                true,
                (expected, actual, type, greatest) -> within(expected, actual, units, type)
                        || Math.abs(expected - actual)
                                <= units
                                        * Math.scalb(
                                                greatest, -FloatFormat.of(type).mantissaBits()));
    }

    private static boolean within(double expected, double actual, int units, ScalarType type) {
        var format = FloatFormat.of(type);
        double leastStep = format.decode(1);
        double unit = Math.max(Math.scalb(Math.abs(expected), -format.mantissaBits()), leastStep);
        return (Double.isNaN(expected) && Double.isNaN(actual)) || Math.abs(expected - actual) <= units * unit;
    }

    private void compare(String text, boolean isTame, Agreement agreement) throws InterruptedException {
        var module = TextParser.parse(text, "test.mlir");
        var random = new Random(SEED);
        var inputs = module.entry().body().arguments().stream()
                .map(argument -> random(argument.tensorType(), random, isTame))
                .toList();
        var expected = run(reference, text, inputs);
        var actual = run(cpu, text, inputs);
        var results = module.entry().body().results();
        for (int i = 0; i < results.size(); i++) {
            var type = results.get(i).tensorType();
            var part = part(type.elementType());
            int width = part.byteWidth();
            double greatest = greatest(part, expected.get(i));
            for (int at = 0; at < expected.get(i).length / width; at++) {
                long x = bits(width, expected.get(i), at);
                long y = bits(width, actual.get(i), at);
                boolean agrees =
                        x == y || (part.isFloat() && agreement.holds(number(part, x), number(part, y), part, greatest));
                assertThat(agrees)
                        .as(
                                "result %d at %d, %s instead of %s, seed %d, of%n%s",
                                i, at, spelled(part, y), spelled(part, x), SEED, text)
                        .isTrue();
            }
        }
    }

    private static ScalarType part(ElementType type) {
        return switch (type) {
            case ScalarType scalar -> scalar;
            case ComplexType complex -> complex.part();
            case QuantizedType quantized -> quantized.storage();
        };
    }

    private static double number(ScalarType type, long bits) {
        return FloatFormat.of(type).decode(bits);
    }

    private static String spelled(ScalarType type, long bits) {
        return type.isFloat() ? Double.toString(number(type, bits)) : Long.toString(bits);
    }

    private static double greatest(ScalarType type, byte[] bytes) {
        double greatest = 0;
        for (int at = 0; type.isFloat() && at < bytes.length / type.byteWidth(); at++) {
            double magnitude = Math.abs(number(type, bits(type.byteWidth(), bytes, at)));
            greatest = Double.isFinite(magnitude) ? Math.max(greatest, magnitude) : greatest;
        }
        return greatest;
    }

    private static long bits(int width, byte[] bytes, int at) {
        long bits = 0;
        for (int i = width - 1; i >= 0; i--) {
            bits = bits << 8 | (bytes[at * width + i] & 0xFF);
        }
        return bits;
    }

    /** The bytes of a program's results. */
    public static List<byte[]> run(Client client, String text, List<byte[]> inputs) throws InterruptedException {
        var module = TextParser.parse(text, "test.mlir");
        var executable = client.compile(module, CompileOptions.onDevice(0));
        var device = client.devices().getFirst();
        var buffers = new ArrayList<Buffer>();
        for (int i = 0; i < inputs.size(); i++) {
            var type = module.entry().body().arguments().get(i).tensorType();
            buffers.add(device.copyOf(type, MemorySegment.ofArray(inputs.get(i))));
        }
        var results = new ArrayList<byte[]>();
        for (var result : executable.execute(buffers)) {
            results.add(result.read(segment -> segment.toArray(ValueLayout.JAVA_BYTE)));
            result.close();
        }
        buffers.forEach(Buffer::close);
        return results;
    }

    /**
     * Any bits that the type has; numbers near 0 and 1 are as likely as all others together.
     *
     * @param isTame whether floats are all numbers near 0 and 1
     */
    static byte[] random(TensorType type, Random random, boolean isTame) {
        var scalar = part(type.elementType());
        int width = scalar.byteWidth();
        var bytes = new byte
                [Math.toIntExact(type.elementCount() * type.elementType().byteWidth())];
        for (int i = 0; i < bytes.length; i += width) {
            long bits = scalar.isFloat() && (isTame || random.nextBoolean())
                    ? FloatFormat.of(scalar).encode(random.nextGaussian())
                    : random.nextInt(4) == 0 ? random.nextInt(5) - 2 : random.nextLong();
            if (type.elementType() instanceof QuantizedType quantized) {
                bits = random.nextLong(quantized.storageMin(), quantized.storageMax() + 1);
            }
            int unused = 64 - scalar.bitWidth();
            long held = scalar.kind() == ScalarType.Kind.SIGNED ? bits << unused >> unused : bits << unused >>> unused;
            for (int b = 0; b < width; b++) {
                bytes[i + b] = (byte) (held >>> (8 * b));
            }
        }
        return bytes;
    }
}
