package dev.ranvier.reference;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@link RandomOp}s. */
final class RandomOps {
    private RandomOps() {}

    static List<Tensor> evaluate(RandomOp op, Scope scope) {
        return switch (op) {
            case RandomOp.Rng rng -> {
                var a = scope.tensor(rng.a());
                var b = scope.tensor(rng.b());
                var shape = scope.tensor(rng.shape()).toLongs();
                var random = scope.evaluator().random();
                yield List.of(
                        switch (rng.rngDistribution()) {
                            case UNIFORM -> uniform(a, b, shape, random);
                            case NORMAL -> normal(a, b, shape, random);
                        });
            }
            case RandomOp.RngBitGenerator generator -> bits(generator, scope.tensor(generator.initialState()));
        };
    }

    /** Specification section "rng", {@code UNIFORM}: numbers in {@code [a, b)}, by a generator of our own. */
    private static Tensor uniform(Tensor a, Tensor b, long[] shape, RandomGenerator random) {
        var result = Tensor.zeros(a.elementType(), shape);
        boolean real = a.elementType().isFloat();
        if (real ? !(a.getDouble(0) < b.getDouble(0)) : a.getLong(0) >= b.getLong(0)) {
            throw RanvierException.invalid("rng needs a < b");
        }
        for (long i = 0; i < result.count(); i++) {
            if (!real) {
                result.setLong(i, random.nextLong(a.getLong(0), b.getLong(0)));
                continue;
            }
            // Rounding to a narrow type may reach b, which is to be left out.
            do {
                result.setDouble(i, random.nextDouble(a.getDouble(0), b.getDouble(0)));
            } while (result.getDouble(i) >= b.getDouble(0));
        }
        return result;
    }

    /** Specification section "rng", {@code NORMAL}: mean {@code a} and standard deviation {@code b}. */
    private static Tensor normal(Tensor a, Tensor b, long[] shape, RandomGenerator random) {
        var result = Tensor.zeros(a.elementType(), shape);
        for (long i = 0; i < result.count(); i++) {
            result.setDouble(i, a.getDouble(0) + b.getDouble(0) * random.nextGaussian());
        }
        return result;
    }

    /** Specification section "rng_bit_generator"; {@code DEFAULT} is Philox, as in XLA on CPU. */
    private static List<Tensor> bits(RandomOp.RngBitGenerator op, Tensor state) {
        var type = op.output().tensorType();
        if (state.rank() != 1 || state.size(0) < 2) {
            throw RanvierException.invalid("rng_bit_generator needs a state of 2 or 3 words, got " + state.type());
        }
        int width = bitWidth(type.elementType());
        var output = Tensor.zeros(type.elementType(), type.shape());
        var nextState = state.copy();
        switch (op.rngAlgorithm()) {
            case THREE_FRY -> RandomBits.threeFry(nextState, output, width);
            case DEFAULT, PHILOX -> RandomBits.philox(nextState, output, width);
        }
        return List.of(nextState, output);
    }

    private static int bitWidth(ElementType type) {
        if (type instanceof ScalarType scalar && (scalar.isInteger() || scalar.isFloat())) {
            return scalar.bitWidth();
        }
        throw RanvierException.invalid("rng_bit_generator gives no " + type);
    }
}
