package dev.ranvier.cpu.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with random sizes, attributes and numbers, finite or not, write nothing but their results. */
class LapackBoundsTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());

    private static final int CALLS = 60;

    /** Bytes before and behind each result. */
    private static final int MARGIN = 4096;

    private static final byte UNTOUCHED = 0x5A;

    private static final MemorySegment MARGIN_BYTES =
            MemorySegment.ofArray(new byte[MARGIN]).fill(UNTOUCHED);

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource(Routine.class)
    void nothingIsWrittenBesideTheResults(Routine routine) {
        for (int i = 0; i < CALLS; i++) {
            for (var precision : Precision.values()) {
                call(new LapackCall(routine, precision));
            }
        }
    }

    private void call(LapackCall lapack) {
        var configuration = configuration(lapack.routine());
        var signature = lapack.routine().signature(lapack.precision(), new Options(configuration));
        var batch = random.nextBoolean() ? new long[0] : new long[] {random.nextInt(4)};
        var sizes = new HashMap<String, Long>();
        for (var name : List.of("m", "n", "k", "p", "*")) {
            sizes.put(name, (long) random.nextInt(7));
        }
        var operands = types(signature.operands(), lapack.precision(), batch, sizes);
        var results = types(signature.results(), lapack.precision(), batch, sizes);
        var call = new HostOp.CustomCall(
                operands.stream().<Value>map(OpResult::new).toList(),
                lapack.target(),
                null,
                configuration,
                null,
                null,
                layouts(operands, signature.operands()),
                layouts(results, signature.results()),
                null,
                results.stream().map(OpResult::new).toList(),
                OpInfo.NONE);
        try (var arena = Arena.ofConfined()) {
            var memory = new ArrayList<MemorySegment>();
            var inputs = operands.stream()
                    .map(type -> numbers(segment(type, arena, memory), type, lapack.precision()))
                    .toList();
            var before = inputs.stream().map(LapackBoundsTest::copy).toList();
            var outputs =
                    results.stream().map(type -> segment(type, arena, memory)).toList();
            try {
                lapack.call(call, inputs, outputs);
            } catch (RanvierException e) {
                assertThat(e.code()).as("%s", e).isEqualTo(Diagnostic.Code.INVALID_ARGUMENT);
            }
            var description = "seed %d, %s of %s %s".formatted(SEED, lapack.target(), operands, configuration);
            assertThat(inputs.stream().map(LapackBoundsTest::copy).toList())
                    .as(description)
                    .isEqualTo(before);
            assertThat(memory).as(description).allSatisfy(LapackBoundsTest::assertMarginsUntouched);
        }
    }

    private Dictionary configuration(Routine routine) {
        boolean isSingular = routine == Routine.GESDD || routine == Routine.GESVD;
        var attributes = new HashMap<String, BuiltinAttribute>();
        for (var option : List.of(
                "uplo LU",
                isSingular ? "mode ASN" : "mode VN",
                "side LR",
                "trans_x NTC",
                "diag NU",
                "sort N",
                "compute_left VN",
                "compute_right VN")) {
            var letters = option.substring(option.indexOf(' ') + 1);
            char letter = letters.charAt(random.nextInt(letters.length()));
            attributes.put(option.substring(0, option.indexOf(' ')), new BuiltinAttribute.Int(letter, ScalarType.UI8));
        }
        for (var option : List.of("low", "high")) {
            attributes.put(option, new BuiltinAttribute.Int(random.nextInt(9) - 1, ScalarType.I32));
        }
        for (var option : List.of("left", "transpose")) {
            attributes.put(option, new BuiltinAttribute.Bool(random.nextBoolean()));
        }
        return Dictionary.of(attributes);
    }

    private static List<TensorType> types(
            List<Signature.Item> items, Precision precision, long[] batch, Map<String, Long> values) {
        var sizes = new Signature.Sizes(values, 1);
        return items.stream()
                .map(item -> {
                    var shape = IntStream.range(0, batch.length + item.sizes().size())
                            .mapToLong(d -> d < batch.length
                                    ? batch[d]
                                    : sizes.of(item.sizes().get(d - batch.length)))
                            .toArray();
                    return TensorType.of(item.type(precision), shape);
                })
                .toList();
    }

    private static List<DenseElements> layouts(List<TensorType> types, List<Signature.Item> items) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> {
                    int rank = types.get(i).rank();
                    var order = IntStream.range(0, rank)
                            .mapToLong(d -> rank - 1 - d)
                            .toArray();
                    if (items.get(i).sizes().size() == 2) {
                        order[0] = rank - 2L;
                        order[1] = rank - 1L;
                    }
                    return DenseElements.ofI64(order);
                })
                .toList();
    }

    private static MemorySegment segment(TensorType type, Arena arena, List<MemorySegment> memory) {
        long bytes = type.elementCount() * type.elementType().byteWidth();
        var whole = arena.allocate(bytes + 2 * MARGIN, Long.BYTES).fill(UNTOUCHED);
        memory.add(whole);
        return whole.asSlice(MARGIN, bytes);
    }

    private static void assertMarginsUntouched(MemorySegment whole) {
        assertThat(whole.asSlice(0, MARGIN).mismatch(MARGIN_BYTES)).isEqualTo(-1);
        assertThat(whole.asSlice(whole.byteSize() - MARGIN).mismatch(MARGIN_BYTES))
                .isEqualTo(-1);
    }

    private static ByteBuffer copy(MemorySegment segment) {
        return ByteBuffer.wrap(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    private MemorySegment numbers(MemorySegment segment, TensorType type, Precision precision) {
        if (type.elementType() == ScalarType.I32) {
            for (long i = 0; i < type.elementCount(); i++) {
                segment.setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt());
            }
            return segment;
        }
        boolean isWild = random.nextInt(4) == 0;
        for (long i = 0; i < segment.byteSize() / precision.real().byteWidth(); i++) {
            double number = random.nextGaussian();
            if (isWild) {
                number = switch (random.nextInt(6)) {
                    case 0 -> Double.NaN;
                    case 1 -> Double.POSITIVE_INFINITY;
                    case 2 -> 0;
                    case 3 -> Math.scalb(number, random.nextInt(2000) - 1000);
                    default -> number;
                };
            }
            precision.set(segment, i, number);
        }
        return segment;
    }
}
