package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.ShardyOp.ManualComputation;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of Shardy's shardings wherever a module has them, given the meshes that it declares. */
final class Shardings {
    private static final String SHARDING = "sdy.sharding";
    private static final String SHARDING_RULE = "sdy.sharding_rule";

    private final Symbols symbols;

    Shardings(Symbols symbols) {
        this.symbols = symbols;
    }

    void check(Op op) {
        var constraints = new Constraints(op);
        checkDiscardable(op, constraints);
        switch (op) {
            case Declaration.Mesh mesh -> ShardyRules.checkMesh(mesh.mesh(), constraints);
            case Declaration.Func func -> checkFunction(func, constraints);
            case ShardyOp.ShardingConstraint constraint ->
                check(constraint.sharding(), constraint.input().type(), constraints);
            case ShardyOp.Reshard reshard ->
                check(reshard.sharding(), reshard.input().type(), constraints);
            case ShardyOp.NamedComputation computation -> {
                check(computation.inShardings(), types(computation.operands()), constraints);
                check(computation.outShardings(), types(computation.results()), constraints);
            }
            case ManualComputation computation -> checkManual(computation, constraints);
            default -> {}
        }
    }

    private void checkDiscardable(Op op, Constraints constraints) {
        var attributes = op.info().discardable();
        if (attributes.isEmpty()) {
            return;
        }
        var sharding = attributes.get(SHARDING);
        constraints.require(
                "sharding",
                sharding == null || sharding instanceof TensorShardingPerValue,
                "sdy.sharding of an op must be #sdy.sharding_per_value, got %s",
                sharding);
        check((TensorShardingPerValue) sharding, types(op.results()), constraints);
        var rule = attributes.get(SHARDING_RULE);
        constraints.require(
                "sharding_rule",
                rule == null || rule instanceof OpShardingRule,
                "sdy.sharding_rule must be #sdy.op_sharding_rule, got %s",
                rule);
        if (rule instanceof OpShardingRule shardingRule) {
            ShardingRuleCheck.check(shardingRule, types(op.operands()), types(op.results()), constraints);
        }
    }

    private void checkFunction(Declaration.Func func, Constraints constraints) {
        if (func.functionType().type() instanceof Type.FunctionType(List<Type> inputs, List<Type> results)) {
            checkFunctionValues("argument", func.argAttrs(), inputs, constraints);
            checkFunctionValues("result", func.resAttrs(), results, constraints);
        }
    }

    private void checkFunctionValues(
            String name, BuiltinAttribute.@Nullable Sequence attributes, List<Type> types, Constraints constraints) {
        var all = attributes == null ? List.<Attribute>of() : attributes.elements();
        for (int i = 0; i < Math.min(all.size(), types.size()); i++) {
            var sharding = all.get(i) instanceof Dictionary dictionary ? dictionary.get(SHARDING) : null;
            constraints.require(
                    "sharding",
                    sharding == null || sharding instanceof TensorSharding,
                    "sdy.sharding of %s %d must be #sdy.sharding, got %s",
                    name,
                    i,
                    sharding);
            if (sharding instanceof TensorSharding tensorSharding) {
                check(tensorSharding, types.get(i), constraints);
            }
        }
    }

    private void check(@Nullable TensorShardingPerValue shardings, List<Type> types, Constraints constraints) {
        if (shardings == null) {
            return;
        }
        var each = shardings.shardings();
        if (types.isEmpty() && each.size() == 1) {
            check(each.getFirst(), null, constraints);
            return;
        }
        constraints.require(
                "sharding",
                each.size() == types.size(),
                "there must be a sharding for each value, got %d for %d",
                each.size(),
                types.size());
        for (int i = 0; i < types.size(); i++) {
            check(each.get(i), types.get(i), constraints);
        }
    }

    private void check(TensorSharding sharding, @Nullable Type type, Constraints constraints) {
        TensorShardingCheck.check(sharding, type, mesh(sharding, constraints), constraints);
    }

    private Mesh mesh(TensorSharding sharding, Constraints constraints) {
        if (sharding.meshOrRef() instanceof Mesh mesh) {
            ShardyRules.checkMesh(mesh, constraints);
            return mesh;
        }
        if (sharding.meshOrRef() instanceof SymbolRef symbol
                && symbols.find(symbol) instanceof Declaration.Mesh declaration) {
            return declaration.mesh();
        }
        throw constraints.violation("mesh", "there is no mesh %s", sharding.meshOrRef());
    }

    private static List<Type> types(List<? extends Value> values) {
        var types = new ArrayList<Type>(values.size());
        values.forEach(value -> types.add(value.type()));
        return types;
    }

    private void checkManual(ManualComputation op, Constraints constraints) {
        var in = op.inShardings();
        var out = op.outShardings();
        checkManualAxes(op, constraints);
        var arguments = types(op.body().arguments());
        checkManualValues("operand", op, in, types(op.tensors()), arguments, constraints);
        checkManualValues(
                "result", op, out, types(op.results()), types(op.body().results()), constraints);
        op.body().ops().forEach(inner -> checkFree(inner, op));
    }

    /** That values are, inside, what is left of them for one device of the manual axes. */
    private void checkManualValues(
            String name,
            ManualComputation op,
            TensorShardingPerValue shardings,
            List<Type> global,
            List<Type> local,
            Constraints constraints) {
        check(shardings, global, constraints);
        constraints.require(
                "body",
                global.size() == local.size(),
                "body must have as many %ss as the op, got %d and %d",
                name,
                local.size(),
                global.size());
        for (int i = 0; i < global.size(); i++) {
            var sharding = shardings.shardings().get(i);
            checkManualFirst(op, sharding, constraints);
            if (global.get(i) instanceof TensorType whole) {
                constraints.require(
                        "body",
                        local.get(i) instanceof TensorType part && isPart(op, sharding, whole, part, constraints),
                        "%s %d of body must be the part of %s for one device of %s, got %s for %s",
                        name,
                        i,
                        whole,
                        op.manualAxes().axes(),
                        local.get(i),
                        sharding);
            }
        }
    }

    /** That no dimension is split by a manual axis within one that is not. */
    private static void checkManualFirst(ManualComputation op, TensorSharding sharding, Constraints constraints) {
        for (var dimension : sharding.dimensionShardings()) {
            boolean free = false;
            for (var axis : dimension.axes()) {
                boolean manual = op.manualAxes().axes().contains(axis.name());
                constraints.require(
                        "sharding", !(free && manual), "manual axes must come before others, got %s", dimension);
                free |= !manual;
            }
        }
    }

    private boolean isPart(
            ManualComputation op, TensorSharding sharding, TensorType whole, TensorType part, Constraints constraints) {
        if (whole.rank() != part.rank() || !whole.elementType().equals(part.elementType())) {
            return false;
        }
        var mesh = mesh(sharding, constraints);
        for (int i = 0; i < whole.rank(); i++) {
            // A maximal sharding has no dimensions.
            long devices = sharding.dimensionShardings().isEmpty()
                    ? 1
                    : manualDevices(op, sharding.dimensionShardings().get(i), mesh);
            if (whole.dimension(i) instanceof Dimension.Static(long size)) {
                constraints.require(
                        "sharding",
                        size % devices == 0,
                        "dimension %d of %s must be a multiple of its %d manual devices",
                        i,
                        whole,
                        devices);
                if (!part.dimension(i).equals(Dimension.of(size / devices))) {
                    return false;
                }
            } else if (part.dimension(i).isStatic()) {
                return false;
            }
        }
        return true;
    }

    private static long manualDevices(ManualComputation op, DimensionSharding dimension, Mesh mesh) {
        long devices = 1;
        for (var axis : dimension.axes()) {
            if (op.manualAxes().axes().contains(axis.name())) {
                devices *= TensorShardingCheck.size(axis, mesh);
            }
        }
        return devices;
    }

    /** That manual axes are of the one mesh of all shardings; an empty mesh counts for any. */
    private void checkManualAxes(ManualComputation op, Constraints constraints) {
        Mesh common = null;
        for (var sharding : shardings(op).toList()) {
            var mesh = mesh(sharding, constraints);
            constraints.require(
                    "mesh",
                    op.manualAxes().axes().isEmpty()
                            || common == null
                            || common.axes().isEmpty()
                            || mesh.axes().isEmpty()
                            || common.equals(mesh),
                    "all shardings must be of one mesh, got %s and %s",
                    common,
                    mesh);
            common = common == null || common.axes().isEmpty() ? mesh : common;
        }
        for (var name : op.manualAxes().axes()) {
            constraints.require(
                    "manual_axes",
                    common == null
                            || common.axes().stream()
                                    .anyMatch(axis -> axis.name().equals(name)),
                    "manual axis \"%s\" is not of the mesh %s",
                    name,
                    common);
        }
    }

    /** That {@code op} in the body of {@code computation} uses none of its manual axes. */
    private static void checkFree(Op op, ManualComputation computation) {
        var manual = computation.manualAxes().axes();
        var used = Stream.concat(
                shardings(op).flatMap(Shardings::axes).map(AxisRef::name),
                op instanceof ManualComputation inner ? inner.manualAxes().axes().stream() : Stream.of());
        used.filter(manual::contains).findFirst().ifPresent(axis -> {
            throw new Constraints(op)
                    .violation("manual_axes", "axis \"%s\" is manual in the computation around this op", axis);
        });
        op.regions().forEach(region -> region.ops().forEach(inner -> checkFree(inner, computation)));
    }

    /** The shardings that {@code op} has as its own or as discardable attributes. */
    private static Stream<TensorSharding> shardings(Op op) {
        var own = op.info().discardable().get(SHARDING) instanceof TensorShardingPerValue perValue
                ? perValue.shardings().stream()
                : Stream.<TensorSharding>of();
        return Stream.concat(
                own,
                switch (op) {
                    case ShardyOp.ShardingConstraint constraint -> Stream.of(constraint.sharding());
                    case ShardyOp.Reshard reshard -> Stream.of(reshard.sharding());
                    case ShardyOp.NamedComputation computation ->
                        Stream.of(computation.inShardings(), computation.outShardings())
                                .filter(shardings -> shardings != null)
                                .flatMap(shardings -> shardings.shardings().stream());
                    case ManualComputation computation ->
                        Stream.of(computation.inShardings(), computation.outShardings())
                                .flatMap(shardings -> shardings.shardings().stream());
                    default -> Stream.of();
                });
    }

    private static Stream<AxisRef> axes(TensorSharding sharding) {
        return Stream.of(
                        sharding.dimensionShardings().stream().flatMap(dimension -> dimension.axes().stream()),
                        sharding.replicatedAxes().stream(),
                        sharding.unreducedAxes().stream())
                .flatMap(axes -> axes);
    }
}
