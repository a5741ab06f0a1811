package dev.ranvier.reference;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyOp;
import java.util.List;

/** {@link ShardyOp}s on global values: shardings change no value. */
final class ShardyOps {
    private ShardyOps() {}

    static List<? extends RuntimeValue> evaluate(ShardyOp op, Scope scope) {
        return switch (op) {
            case ShardyOp.ShardingConstraint constraint -> List.of(scope.get(constraint.input()));
            case ShardyOp.Reshard reshard -> List.of(scope.get(reshard.input()));
            case ShardyOp.PropagationBarrier barrier -> List.of(scope.get(barrier.input()));
            case ShardyOp.ShardingGroup _ -> List.of();
            case ShardyOp.NamedComputation named -> scope.run(named.body(), scope.all(named.operands()));
            case ShardyOp.ManualComputation manual -> new ManualComputation(manual, scope).evaluate();
            case ShardyOp.ShardyReturn _ -> throw RanvierException.invalid("only the last op of a region returns");
        };
    }
}
