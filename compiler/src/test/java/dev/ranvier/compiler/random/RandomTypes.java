package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Types of random values. */
final class RandomTypes {
    private static final List<ScalarType> FLOATS = kind(ScalarType.Kind.FLOAT);
    private static final List<ScalarType> INTEGERS =
            Arrays.stream(ScalarType.values()).filter(ScalarType::isInteger).toList();

    private RandomTypes() {}

    private static List<ScalarType> kind(ScalarType.Kind kind) {
        return Arrays.stream(ScalarType.values())
                .filter(type -> type.kind() == kind)
                .toList();
    }

    static ElementType element(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> ScalarType.F32;
            case 3, 4 -> floating(random);
            case 5, 6, 7 -> integer(random);
            case 8 -> ScalarType.I1;
            default -> complex(random);
        };
    }

    static ScalarType floating(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> ScalarType.F32;
            case 3 -> ScalarType.F64;
            case 4 -> ScalarType.BF16;
            case 5 -> ScalarType.F16;
            default -> FLOATS.get(random.nextInt(FLOATS.size()));
        };
    }

    static ScalarType integer(Random random) {
        return random.nextInt(3) == 0 ? ScalarType.I32 : INTEGERS.get(random.nextInt(INTEGERS.size()));
    }

    /** A type of which all integers up to some hundreds are numbers. */
    static ScalarType wide(Random random) {
        var types = List.of(
                ScalarType.F32,
                ScalarType.F32,
                ScalarType.F64,
                ScalarType.F16,
                ScalarType.I32,
                ScalarType.I64,
                ScalarType.I16,
                ScalarType.UI8);
        return types.get(random.nextInt(types.size()));
    }

    static ComplexType complex(Random random) {
        return random.nextBoolean() ? ComplexType.C64 : ComplexType.C128;
    }

    static TensorType tensor(Random random) {
        return TensorType.of(element(random), shape(random));
    }

    /** A shape of rank 0 to 4. */
    static long[] shape(Random random) {
        return shape(random.nextInt(10) == 0 ? 4 : random.nextInt(4), random);
    }

    static long[] shape(int rank, Random random) {
        var shape = new long[rank];
        Arrays.setAll(shape, _ -> size(random));
        return Arrays.stream(shape).reduce(1, (one, other) -> one * other) > Values.MOST_ELEMENTS
                ? shape(rank, random)
                : shape;
    }

    static long size(Random random) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> 1;
            case 3 -> random.nextInt(12) == 0 ? 0 : 2;
            case 4 -> random.nextInt(8, 40);
            default -> random.nextInt(2, 8);
        };
    }

    /** 0, 1, ... in random order. */
    static long[] permutation(int size, Random random) {
        var order = new long[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Some of 0, 1, ..., in order. */
    static long[] some(int size, Random random) {
        return LongStream.range(0, size).filter(_ -> random.nextBoolean()).toArray();
    }
}
