package dev.ranvier.compiler.random;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.ModuleBuilder;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A valid program of random ops on random values, with inputs.
 *
 * <p>Results of ops that devices compute in different ways go nowhere but into results of the program, or through ops that
 * only move elements, so that a difference stays as small as it is: {@code accuracies} says how near results are to be.
 * Sums and products that devices may order as they like are of small integers, of which they are exact.
 *
 * @param inputs those of each replica, one after the other
 */
public record RandomProgram(long seed, int replicas, Module module, List<Tensor> inputs, List<Accuracy> accuracies) {
    private static final int MOST_RESULTS = 24;

    /** Families of ops, each as often as it stands here. */
    private static final List<Consumer<Values>> FAMILIES = List.of(
            ElementwiseFamily::unary,
            ElementwiseFamily::unary,
            ElementwiseFamily::binary,
            ElementwiseFamily::binary,
            ElementwiseFamily::binary,
            ElementwiseFamily::chloUnary,
            ElementwiseFamily::chloBinary,
            ElementwiseFamily::chloFunctions,
            ElementwiseFamily::compare,
            ElementwiseFamily::select,
            ElementwiseFamily::clamp,
            ElementwiseFamily::convert,
            ElementwiseFamily::convert,
            ElementwiseFamily::bitcast,
            ElementwiseFamily::reducePrecision,
            ElementwiseFamily::map,
            ElementwiseFamily::quantize,
            ShapeFamily::constant,
            ShapeFamily::constant,
            ShapeFamily::iota,
            ShapeFamily::broadcast,
            ShapeFamily::broadcast,
            ShapeFamily::reshape,
            ShapeFamily::transpose,
            ShapeFamily::transpose,
            ShapeFamily::reverse,
            ShapeFamily::concatenate,
            ShapeFamily::slice,
            ShapeFamily::slice,
            ShapeFamily::pad,
            IndexFamily::dynamicSlice,
            IndexFamily::dynamicUpdateSlice,
            IndexFamily::gather,
            IndexFamily::scatter,
            IndexFamily::indexSelect,
            ReductionFamily::reduce,
            ReductionFamily::reduce,
            ReductionFamily::argmax,
            ReductionFamily::reduceWindow,
            ReductionFamily::selectAndScatter,
            ReductionFamily::sort,
            ReductionFamily::batchNorm,
            AlgebraFamily::dotGeneral,
            AlgebraFamily::dot,
            AlgebraFamily::convolution,
            AlgebraFamily::cholesky,
            AlgebraFamily::triangularSolve,
            AlgebraFamily::fft,
            AlgebraFamily::raggedDot,
            ControlFamily::branch,
            ControlFamily::loop,
            ControlFamily::loop,
            ControlFamily::barrier,
            ControlFamily::tuple,
            DynamicFamily::dynamic,
            DynamicFamily::randomBits,
            DynamicFamily::ids,
            DynamicFamily::topK,
            DynamicFamily::scan,
            DynamicFamily::chloConstants);

    /** The program of a seed: always the same one. */
    public static RandomProgram of(long seed) {
        return of(seed, 1);
    }

    /** The program of a seed for replicas, which exchange values. */
    public static RandomProgram of(long seed, int replicas) {
        var random = new Random(seed);
        var module = new ModuleBuilder();
        var callee = List.of(RandomTypes.tensor(random), RandomTypes.tensor(random));
        var types = new ArrayList<TensorType>();
        // What families ask for is to be found in every program.
        types.add(TensorType.of(ScalarType.I32, 2, 3));
        types.add(TensorType.of(ScalarType.F32, 5));
        types.add(TensorType.of(ScalarType.I1, 4));
        for (int i = random.nextInt(5); i > 0; i--) {
            types.add(RandomTypes.tensor(random));
        }
        var accuracies = new ArrayList<Accuracy>();
        module.privateFunction("callee", callee, builder -> {
            var values = new Values(random, builder);
            values.addArguments(builder.arguments());
            values.addExact(builder.constant(TensorType.of(ScalarType.I32, 3), 2));
            addOps(values, 1 + random.nextInt(4));
            return List.of(values.anyExact().value(), values.anyExact().value());
        });
        module.function("main", types, builder -> main(builder, random, callee, accuracies, replicas));
        var inputs = Stream.generate(() -> types)
                .limit(replicas)
                .flatMap(List::stream)
                .map(type -> random.nextInt(4) == 0
                        ? RandomTensors.integers(type, 3, random)
                        : RandomTensors.of(type, random))
                .toList();
        return new RandomProgram(seed, replicas, module.build(), inputs, List.copyOf(accuracies));
    }

    private static List<Value> main(
            RegionBuilder builder, Random random, List<TensorType> callee, List<Accuracy> accuracies, int replicas) {
        var values = new Values(random, builder);
        values.addArguments(builder.arguments());
        addOps(values, 4 + random.nextInt(12));
        if (random.nextInt(3) == 0) {
            attempt(values, inner -> ControlFamily.call(inner, "callee", callee));
            addOps(values, 3);
        }
        for (int i = replicas > 1 ? 1 + random.nextInt(5) : 0; i > 0; i--) {
            attempt(values, inner -> CollectiveFamily.collective(inner, replicas));
            addOps(values, random.nextInt(3));
        }
        Map<Value, Accuracy> results = new LinkedHashMap<>();
        var made = values.all().subList(builder.arguments().size(), values.all().size());
        IntStream.range(0, made.size())
                .mapToObj(i -> made.get(made.size() - 1 - i))
                .filter(_ -> random.nextInt(3) > 0)
                .limit(MOST_RESULTS)
                .forEach(known -> results.put(known.value(), known.accuracy()));
        accuracies.addAll(results.values());
        return List.copyOf(results.keySet());
    }

    /** Adds ops of random families, and those that they need. */
    static void addOps(Values values, int count) {
        for (int i = 0; i < count; i++) {
            attempt(values, FAMILIES.get(values.random.nextInt(FAMILIES.size())));
        }
    }

    /** Adds an op if it is valid: families choose operands freely. */
    private static void attempt(Values values, Consumer<Values> family) {
        try {
            family.accept(values);
        } catch (RanvierException | Values.NoFit e) {
            // Another family has its turn.
        }
    }
}
