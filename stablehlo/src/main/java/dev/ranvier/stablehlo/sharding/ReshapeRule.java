package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The factors of a reshape. Both shapes are walked from the major side, each as far as the products of their factors
 * show; while the products are equal, the common divisor of what is next is a factor of both.
 */
final class ReshapeRule {
    private final Side in;
    private final Side out;
    private final RuleBuilder builder;

    private ReshapeRule(ShapeOp.Reshape op) {
        this.in = new Side(op.operand().tensorType().shape());
        this.out = new Side(op.result().tensorType().shape());
        this.builder = RuleBuilder.of(op);
    }

    /** Null for a reshape of no elements. */
    static @Nullable OpShardingRule of(ShapeOp.Reshape op) {
        return op.operand().tensorType().elementCount() == 0 ? null : new ReshapeRule(op).build();
    }

    /** One shape, its current dimension, and the products of the sizes and of the factors so far. */
    private static final class Side {
        private final long[] shape;
        private int dimension;
        private long sizes = 1;
        private long factors = 1;

        Side(long[] shape) {
            this.shape = shape;
        }

        boolean isDone() {
            return dimension >= shape.length;
        }

        boolean isAtOne() {
            return !isDone() && shape[dimension] == 1;
        }

        void enter() {
            if (!isDone() && sizes == factors) {
                sizes *= shape[dimension];
            }
        }

        void leave() {
            if (!isDone() && sizes == factors) {
                dimension++;
            }
        }

        /** What of the current dimension has no factor yet. */
        long rest() {
            return sizes / factors;
        }

        /** The next factor of the side that is behind, so that both meet again where they can. */
        long catchingUp(Side ahead, long divisor) {
            if (ahead.factors % factors == 0 && rest() % (ahead.factors / factors) == 0) {
                return ahead.factors / factors;
            }
            return rest() > divisor ? rest() / divisor : rest();
        }
    }

    private OpShardingRule build() {
        while (!in.isDone() || !out.isDone()) {
            if (in.isAtOne()) {
                builder.factor(in.dimension++, NONE, 1);
            } else if (out.isAtOne()) {
                builder.factor(NONE, out.dimension++, 1);
            } else {
                in.enter();
                out.enter();
                addFactors();
                in.leave();
                out.leave();
            }
        }
        return builder.build();
    }

    private void addFactors() {
        long divisor = BigInteger.valueOf(in.rest())
                .gcd(BigInteger.valueOf(out.rest()))
                .longValue();
        if (in.factors == out.factors && divisor > 1) {
            builder.factor(in.dimension, out.dimension, divisor);
            in.factors *= divisor;
            out.factors *= divisor;
        } else if (in.factors == out.factors) {
            addInput(in.rest());
            addOutput(out.rest());
        } else if (in.factors < out.factors) {
            addInput(in.catchingUp(out, divisor));
        } else {
            addOutput(out.catchingUp(in, divisor));
        }
    }

    private void addInput(long size) {
        builder.factor(in.dimension, NONE, size);
        in.factors *= size;
    }

    private void addOutput(long size) {
        builder.factor(NONE, out.dimension, size);
        out.factors *= size;
    }
}
