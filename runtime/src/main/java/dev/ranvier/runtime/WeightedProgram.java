package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program whose large floating-point constants are its last arguments: one tensor in memory then serves the programs
 * that are compiled for each size of the inputs. Integers stay, since what they index may be known from them.
 *
 * @param module the program on its own arguments and the weights
 * @param weights what to give for the last arguments
 */
record WeightedProgram(Module module, List<DenseElements> weights) {
    private static final long LEAST_BYTES = 4096;

    static WeightedProgram of(Module module) {
        var entry = module.entry();
        var substitution = new Substitution();
        var arguments = new ArrayList<>(entry.body().arguments());
        var weights = new ArrayList<DenseElements>();
        var ops = new ArrayList<Op>();
        for (var op : entry.body().ops()) {
            if (op instanceof ShapeOp.Constant constant
                    && constant.value() instanceof DenseElements elements
                    && isWeight(elements)) {
                var argument = new BlockArgument(
                        constant.output().type(), new Location.Named("weight" + weights.size(), op.location()));
                substitution.replace(constant.output(), argument);
                arguments.add(argument);
                weights.add(elements);
            } else {
                ops.add(substitution.in(op));
            }
        }
        return weights.isEmpty()
                ? new WeightedProgram(module, List.of())
                : new WeightedProgram(with(module, entry, new Region(arguments, ops)), List.copyOf(weights));
    }

    private static boolean isWeight(DenseElements elements) {
        return !elements.isSplat()
                && elements.data().byteSize() >= LEAST_BYTES
                && elements.type().elementType() instanceof ScalarType type
                && type.isFloat();
    }

    @SuppressWarnings("ReferenceEquality") // ops are who they are, not what they say
    private static Module with(Module module, Func entry, Region body) {
        var type = new Type.FunctionType(
                body.arguments().stream().map(Value::type).toList(),
                body.results().stream().map(Value::type).toList());
        var function = new Func(
                entry.symName(),
                new BuiltinAttribute.TypeOf(type),
                entry.symVisibility(),
                padded(entry.argAttrs(), body.arguments().size()),
                entry.resAttrs(),
                entry.noInline(),
                body,
                entry.info());
        var declarations = module.body().ops().stream()
                .map(op -> op == entry ? function : op)
                .toList();
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), declarations), module.info());
    }

    private static BuiltinAttribute.@Nullable Sequence padded(
            BuiltinAttribute.@Nullable Sequence attributes, int size) {
        if (attributes == null) {
            return null;
        }
        var padded = new ArrayList<Attribute>(attributes.elements());
        while (padded.size() < size) {
            padded.add(Dictionary.EMPTY);
        }
        return new BuiltinAttribute.Sequence(padded);
    }
}
