package dev.ranvier.cli.diff;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp.FuncReturn;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Programs made of parts of another one. */
final class Programs {
    private Programs() {}

    /** A program that takes values and gives others, which ops compute from them. */
    static Module of(List<? extends Value> arguments, List<Op> ops, List<? extends Value> results) {
        var substitution = new Substitution();
        var made = new ArrayList<BlockArgument>();
        for (var argument : arguments) {
            var fresh = new BlockArgument(argument.type());
            substitution.replace(argument, fresh);
            made.add(fresh);
        }
        var body = new ArrayList<Op>();
        ops.forEach(op -> body.add(substitution.copy(op)));
        body.add(new FuncReturn(substitution.of(results), OpInfo.NONE));
        var type = new Type.FunctionType(
                made.stream().<Type>map(Value::type).toList(),
                results.stream().<Type>map(Value::type).toList());
        var main = new Func(
                "main",
                new BuiltinAttribute.TypeOf(type),
                "public",
                null,
                null,
                null,
                new Region(made, body),
                OpInfo.NONE);
        return new Module(null, null, new Region(List.of(), List.of(main)), OpInfo.NONE);
    }

    /** The values that ops use and do not compute themselves. */
    static List<Value> used(List<Op> ops) {
        Set<Value> used = new LinkedHashSet<>();
        collect(ops, new HashSet<>(), used);
        return List.copyOf(used);
    }

    private static void collect(List<Op> ops, Set<Value> defined, Set<Value> used) {
        for (var op : ops) {
            op.operands().stream().filter(operand -> !defined.contains(operand)).forEach(used::add);
            for (var region : op.regions()) {
                defined.addAll(region.arguments());
                collect(region.ops(), defined, used);
            }
            defined.addAll(op.results());
        }
    }

    /** All ops of a region but its terminator. */
    static List<Op> body(Region region) {
        return region.ops().subList(0, region.ops().size() - 1);
    }
}
