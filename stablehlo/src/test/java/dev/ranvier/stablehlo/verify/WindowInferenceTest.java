package dev.ranvier.stablehlo.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp.ReduceWindow;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes of random windows against a count of the places where each window fits. */
class WindowInferenceTest {

    /** One random window along one dimension. */
    private record Axis(int base, int size, int stride, int low, int high, int baseDilation, int windowDilation) {
        static Axis random(RandomGenerator random) {
            return new Axis(
                    random.nextInt(8),
                    random.nextInt(1, 5),
                    random.nextInt(1, 4),
                    random.nextInt(-2, 4),
                    random.nextInt(-2, 4),
                    random.nextInt(1, 4),
                    random.nextInt(1, 4));
        }

        /** Counts places: each window element lies in what the dilated and padded dimension spans. */
        long places() {
            int span = low + high;
            for (int i = 0; i < base; i++) {
                span += i == 0 ? 1 : baseDilation;
            }
            int reach = 1;
            for (int i = 1; i < size; i++) {
                reach += windowDilation;
            }
            long places = 0;
            for (int start = 0; start + reach <= span; start += stride) {
                places++;
            }
            return places;
        }
    }

    private record Windows(List<Axis> axes) {
        static Windows random(RandomGenerator random, int rank) {
            return new Windows(
                    IntStream.range(0, rank).mapToObj(i -> Axis.random(random)).toList());
        }

        Int64Array each(ToLongFunction<Axis> part) {
            return Int64Array.of(axes.stream().mapToLong(part).toArray());
        }

        DenseElements padding() {
            var pads = axes.stream()
                    .flatMapToLong(axis -> LongStream.of(axis.low(), axis.high()))
                    .toArray();
            return DenseElements.ofBits(TensorType.of(ScalarType.I64, axes.size(), 2), pads);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static BlockArgument value(TensorType type) {
        return new BlockArgument(type);
    }

    private static ReduceWindow reduceWindow(Windows windows, TensorType input, TensorType result) {
        var scalar = TensorType.of(ScalarType.F32);
        var arguments = List.of(value(scalar), value(scalar));
        var body = new Region(arguments, List.of(new ControlFlowOp.Return(List.of(arguments.getFirst()), OpInfo.NONE)));
        return new ReduceWindow(
                List.of(value(input)),
                List.of(value(scalar)),
                windows.each(Axis::size),
                windows.each(Axis::stride),
                windows.each(Axis::baseDilation),
                windows.each(Axis::windowDilation),
                windows.padding(),
                body,
                List.of(new OpResult(result)),
                OpInfo.NONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reduceWindowCountsPlaces(int seed) {
        var windows = Windows.random(new Random(seed), 1 + seed % 4);
        var input = TensorType.of(ScalarType.F32, windows.each(Axis::base).toArray());
        var expected = TensorType.of(ScalarType.F32, windows.each(Axis::places).toArray());
        assertThat(Inference.resultTypes(reduceWindow(windows, input, expected)))
                .isEqualTo(List.of(expected));
    }

    /** A random convolution with its dimensions in a random order, and the shape of its result. */
    private record Case(
            TensorType lhs,
            TensorType rhs,
            TensorType expected,
            Windows windows,
            ConvDimensionNumbers numbers,
            int featureGroups,
            int batchGroups) {
        static Case random(Random random) {
            int spatial = random.nextInt(4);
            var windows = Windows.random(random, spatial);
            boolean groupsOfFeatures = random.nextBoolean();
            int featureGroups = groupsOfFeatures ? random.nextInt(1, 4) : 1;
            int batchGroups = groupsOfFeatures ? 1 : random.nextInt(1, 4);
            int batch = batchGroups * random.nextInt(1, 4);
            int kernelFeatures = random.nextInt(1, 4);
            int outputFeatures = featureGroups * batchGroups * random.nextInt(1, 4);
            var input = order(random, spatial);
            var kernel = order(random, spatial);
            var output = order(random, spatial);
            return new Case(
                    type(input, batch, (long) kernelFeatures * featureGroups, windows.each(Axis::base)),
                    type(kernel, kernelFeatures, outputFeatures, windows.each(Axis::size)),
                    type(output, batch / batchGroups, outputFeatures, windows.each(Axis::places)),
                    windows,
                    new ConvDimensionNumbers(
                            input.getFirst(),
                            input.get(1),
                            spatial(input),
                            kernel.getFirst(),
                            kernel.get(1),
                            spatial(kernel),
                            output.getFirst(),
                            output.get(1),
                            spatial(output)),
                    featureGroups,
                    batchGroups);
        }

        private static List<Integer> order(Random random, int spatial) {
            var order = new ArrayList<>(IntStream.range(0, spatial + 2).boxed().toList());
            Collections.shuffle(order, random);
            return order;
        }

        private static Int64Array spatial(List<Integer> order) {
            return Int64Array.of(
                    order.stream().skip(2).mapToLong(Integer::longValue).toArray());
        }

        private static TensorType type(List<Integer> order, long first, long second, Int64Array spatial) {
            var shape = new long[order.size()];
            shape[order.getFirst()] = first;
            shape[order.get(1)] = second;
            for (int i = 0; i < spatial.size(); i++) {
                shape[order.get(i + 2)] = spatial.get(i);
            }
            return TensorType.of(ScalarType.F32, shape);
        }

        Convolution op(TensorType result) {
            return op(lhs, rhs, result);
        }

        Convolution op(TensorType left, TensorType right, TensorType result) {
            return new Convolution(
                    value(left),
                    value(right),
                    windows.each(Axis::stride),
                    windows.padding(),
                    windows.each(Axis::baseDilation),
                    windows.each(Axis::windowDilation),
                    null,
                    numbers,
                    featureGroups,
                    batchGroups,
                    null,
                    new OpResult(result),
                    OpInfo.NONE);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void convolutionCountsPlaces(int seed) {
        var given = Case.random(new Random(seed));
        assertThat(Inference.resultTypes(given.op(given.expected()))).isEqualTo(List.of(given.expected()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("what is inferred of partly known operands does not contradict what is inferred of known ones")
    void convolutionOfUnknownSizesIsCompatible(int seed) {
        var random = new Random(seed);
        var given = Case.random(random);
        var op = given.op(forget(given.lhs(), random), forget(given.rhs(), random), given.expected());
        var inferred = (TensorType) Inference.resultTypes(op).getFirst();
        assertThat(inferred).matches(type -> Compatibility.compatible(type, given.expected()));
    }

    private static TensorType forget(TensorType type, RandomGenerator random) {
        return type.withDimensions(type.dimensions().stream()
                .map(dimension -> switch (random.nextInt(4)) {
                    case 0 -> Dimension.unknown();
                    case 1 ->
                        (Dimension) new Dimension.Bounded(((Dimension.Static) dimension).size() + random.nextInt(3));
                    default -> dimension;
                })
                .toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void convolutionOfAnotherShapeIsRejected(int seed) {
        var random = new Random(seed);
        var given = Case.random(random);
        var shape = given.expected().shape();
        shape[random.nextInt(shape.length)]++;
        assertThatThrownBy(() -> Inference.check(given.op(TensorType.of(ScalarType.F32, shape))))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("C25");
    }
}
