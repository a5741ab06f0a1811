package dev.ranvier.stablehlo.sharding;

import static dev.ranvier.stablehlo.sharding.RuleBuilder.NONE;

import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.StablehloAttribute.Transpose;
import dev.ranvier.stablehlo.sharding.RuleBuilder.Kind;
import org.jspecify.annotations.Nullable;

/** Rules of {@link LinearAlgebraOp}s. */
final class LinearAlgebraRules {
    private LinearAlgebraRules() {}

    static @Nullable OpShardingRule of(LinearAlgebraOp op) {
        return switch (op) {
            case LinearAlgebraOp.Dot dot -> dot(dot);
            case LinearAlgebraOp.DotGeneral dot -> dotGeneral(dot);
            case LinearAlgebraOp.Convolution convolution -> ConvolutionRule.of(convolution);
            case LinearAlgebraOp.Cholesky cholesky -> {
                var builder = RuleBuilder.of(cholesky);
                var shape = cholesky.a().tensorType().shape();
                for (int d = 0; d < shape.length; d++) {
                    var kind = d < shape.length - 2 ? Kind.PASS_THROUGH : Kind.NEED_REPLICATION;
                    builder.everywhere(d, shape[d], kind, false);
                }
                yield builder.build();
            }
            case LinearAlgebraOp.TriangularSolve solve -> triangularSolve(solve);
            case LinearAlgebraOp.Fft fft -> fft(fft);
            case LinearAlgebraOp.Einsum _, LinearAlgebraOp.UnaryEinsum _ -> null;
        };
    }

    private static OpShardingRule dot(LinearAlgebraOp.Dot op) {
        var builder = RuleBuilder.of(op);
        var lhs = op.lhs().tensorType().shape();
        var rhs = op.rhs().tensorType().shape();
        if (lhs.length == 2) {
            builder.factor(new int[] {0, NONE}, new int[] {0}, lhs[0]);
        }
        if (rhs.length == 2) {
            builder.factor(new int[] {NONE, 1}, new int[] {lhs.length - 1}, rhs[1]);
        }
        return builder.factor(new int[] {lhs.length - 1, 0}, new int[] {NONE}, rhs[0], Kind.REDUCTION)
                .build();
    }

    private static OpShardingRule dotGeneral(LinearAlgebraOp.DotGeneral op) {
        var builder = RuleBuilder.of(op);
        var numbers = op.dotDimensionNumbers();
        var lhs = op.lhs().tensorType().shape();
        var rhs = op.rhs().tensorType().shape();
        int result = 0;
        for (int i = 0; i < numbers.lhsBatchingDimensions().size(); i++) {
            int d = numbers.lhsBatchingDimensions().dimension(i);
            builder.factor(new int[] {d, numbers.rhsBatchingDimensions().dimension(i)}, new int[] {result++}, lhs[d]);
        }
        for (int d :
                ShapeRules.others(lhs.length, numbers.lhsBatchingDimensions(), numbers.lhsContractingDimensions())) {
            builder.factor(new int[] {d, NONE}, new int[] {result++}, lhs[d]);
        }
        for (int d :
                ShapeRules.others(rhs.length, numbers.rhsBatchingDimensions(), numbers.rhsContractingDimensions())) {
            builder.factor(new int[] {NONE, d}, new int[] {result++}, rhs[d]);
        }
        for (int i = 0; i < numbers.lhsContractingDimensions().size(); i++) {
            int d = numbers.lhsContractingDimensions().dimension(i);
            builder.factor(
                    new int[] {d, numbers.rhsContractingDimensions().dimension(i)},
                    new int[] {NONE},
                    lhs[d],
                    Kind.REDUCTION);
        }
        return builder.build();
    }

    /** In {@code op(a) x = b} or {@code x op(a) = b}: the factors of b alone, of a and b, and of a and x. */
    private static OpShardingRule triangularSolve(LinearAlgebraOp.TriangularSolve op) {
        var builder = RuleBuilder.of(op);
        var a = op.a().tensorType().shape();
        var b = op.b().tensorType().shape();
        int rows = a.length - 2;
        int columns = a.length - 1;
        for (int d = 0; d < rows; d++) {
            builder.everywhere(d, a[d]);
        }
        boolean transposed = op.transposeA() == Transpose.TRANSPOSE || op.transposeA() == Transpose.ADJOINT;
        int free = transposed == op.leftSide() ? columns : rows;
        int contracted = transposed == op.leftSide() ? rows : columns;
        int solved = op.leftSide() ? rows : columns;
        int other = op.leftSide() ? columns : rows;
        return builder.factor(new int[] {free, solved}, new int[] {NONE}, a[free], Kind.NEED_REPLICATION)
                .factor(new int[] {NONE, other}, new int[] {other}, b[other], Kind.NEED_REPLICATION)
                .factor(new int[] {contracted, NONE}, new int[] {solved}, a[contracted], Kind.NEED_REPLICATION)
                .build();
    }

    /** Nothing passes along the last dimension if the transform of real numbers changes its size. */
    private static OpShardingRule fft(LinearAlgebraOp.Fft op) {
        var builder = RuleBuilder.of(op);
        var in = op.operand().tensorType().shape();
        var out = op.result().tensorType().shape();
        for (int d = 0; d < in.length; d++) {
            boolean transformed = d >= in.length - op.fftLength().size();
            builder.everywhere(d, in[d], transformed ? Kind.NEED_REPLICATION : Kind.PASS_THROUGH, in[d] != out[d]);
        }
        return builder.build();
    }
}
