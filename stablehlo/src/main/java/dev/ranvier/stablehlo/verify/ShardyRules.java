package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.ShardyOp.ManualComputation;
import dev.ranvier.stablehlo.ShardyOp.NamedComputation;
import dev.ranvier.stablehlo.ShardyOp.PropagationBarrier;
import dev.ranvier.stablehlo.Value;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.LongStream;

/**
 * Rules of Shardy that need no symbols; {@link Shardings} has the others. Shardy does not number its rules, so the
 * labels are words.
 */
final class ShardyRules {
    private ShardyRules() {}

    static ResultTypes check(ShardyOp op, Constraints constraints) {
        return switch (op) {
            case ShardyOp.ShardingConstraint constraint ->
                ResultTypes.of("result", constraint.input().type());
            case ShardyOp.Reshard reshard ->
                ResultTypes.of("result", reshard.input().type());
            case PropagationBarrier barrier -> check(barrier, constraints);
            case NamedComputation computation -> check(computation, constraints);
            case ManualComputation _, ShardyOp.ShardingGroup _, ShardyOp.ShardyReturn _ -> ResultTypes.declared(op);
        };
    }

    private static ResultTypes check(PropagationBarrier op, Constraints constraints) {
        constraints.require(
                "direction",
                op.allowedDirection() != PropagationDirection.BOTH,
                "a barrier that lets shardings pass in both directions has no use");
        return ResultTypes.of("result", op.input().type());
    }

    private static ResultTypes check(NamedComputation op, Constraints constraints) {
        var arguments = op.body().arguments();
        constraints.require(
                "body",
                arguments.size() == op.operands().size(),
                "body must take as many arguments as there are operands, got %d and %d",
                arguments.size(),
                op.operands().size());
        for (int i = 0; i < arguments.size(); i++) {
            constraints.require(
                    "body",
                    arguments.get(i).type().equals(op.operands().get(i).type()),
                    "argument %d of body must be of the type of the operand, got %s and %s",
                    i,
                    arguments.get(i).type(),
                    op.operands().get(i).type());
        }
        return new ResultTypes(
                "result", op.body().results().stream().map(Value::type).toList());
    }

    /** That axes have names of their own and a size, and that device ids are a permutation where they are given. */
    static void checkMesh(Mesh mesh, Constraints constraints) {
        var names = new HashSet<String>();
        long devices = 1;
        for (MeshAxis axis : mesh.axes()) {
            constraints.require(
                    "mesh", axis.size() > 0, "axis \"%s\" must have a size, got %d", axis.name(), axis.size());
            constraints.require("mesh", names.add(axis.name()), "axis \"%s\" is declared twice", axis.name());
            constraints.require(
                    "mesh", devices <= Long.MAX_VALUE / axis.size(), "the mesh has too many devices: %s", mesh.axes());
            devices *= axis.size();
        }
        var ids = mesh.deviceIds();
        constraints.require(
                "mesh", ids.stream().allMatch(id -> id >= 0), "device ids must not be negative, got %s", ids);
        if (mesh.axes().isEmpty()) {
            constraints.require("mesh", ids.size() <= 1, "a mesh without axes has at most one device, got %s", ids);
            return;
        }
        if (ids.isEmpty()) {
            return;
        }
        constraints.require("mesh", ids.size() == devices, "there must be %d device ids, got %d", devices, ids.size());
        long[] iota = LongStream.range(0, devices).toArray();
        constraints.require(
                "mesh",
                Arrays.equals(ids.stream().sorted().toArray(), iota),
                "device ids must be a permutation of [0, %d), got %s",
                devices,
                ids);
    }
}
