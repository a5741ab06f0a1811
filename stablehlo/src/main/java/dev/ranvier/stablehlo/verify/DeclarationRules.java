package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of functions, meshes and modules. They are MLIR's and have no numbers; their labels name the part concerned.
 * {@link Shardings} checks meshes.
 */
final class DeclarationRules {
    private static final Set<String> VISIBILITIES = Set.of("public", "private", "nested");

    private DeclarationRules() {}

    static ResultTypes check(Declaration op, Constraints constraints) {
        switch (op) {
            case Declaration.Func func -> checkFunction(func, constraints);
            case Module module -> checkVisibility(module.symVisibility(), constraints);
            case Declaration.Mesh _ -> {}
        }
        return ResultTypes.declared(op);
    }

    private static void checkVisibility(@Nullable String visibility, Constraints constraints) {
        constraints.require(
                "sym_visibility",
                visibility == null || VISIBILITIES.contains(visibility),
                "must be public, private or nested, got \"%s\"",
                visibility);
    }

    private static void checkFunction(Declaration.Func func, Constraints constraints) {
        if (!(func.functionType().type() instanceof Type.FunctionType(List<Type> inputs, List<Type> results))) {
            throw constraints.violation(
                    "function_type",
                    "must be a function type, got %s",
                    func.functionType().type());
        }
        inputs.forEach(type -> checkType(type, constraints));
        results.forEach(type -> checkType(type, constraints));
        checkVisibility(func.symVisibility(), constraints);
        checkAttributes("arg_attrs", func.argAttrs(), inputs.size(), constraints);
        checkAttributes("res_attrs", func.resAttrs(), results.size(), constraints);
        if (func.body().isEmpty()) {
            constraints.require(
                    "sym_visibility",
                    func.symVisibility() != null && !func.symVisibility().equals("public"),
                    "a function without a body must not be public");
            return;
        }
        checkSame("arguments", types(func.body().arguments()), inputs, constraints);
        checkSame("results", types(func.body().results()), results, constraints);
    }

    private static void checkType(Type type, Constraints constraints) {
        constraints.require(
                "function_type",
                !(type instanceof Type.Future(List<Type> pending))
                        || pending.stream().allMatch(TensorType.class::isInstance),
                "a future must be of tensors, got %s",
                type);
    }

    private static List<Type> types(List<? extends Value> values) {
        return values.stream().map(Value::type).toList();
    }

    private static void checkSame(String label, List<Type> types, List<Type> declared, Constraints constraints) {
        constraints.require(
                label,
                types.equals(declared),
                "the body must have the types of the signature, got %s for %s",
                types,
                declared);
    }

    private static void checkAttributes(
            String label, BuiltinAttribute.@Nullable Sequence attributes, int count, Constraints constraints) {
        constraints.require(
                label,
                attributes == null
                        || (attributes.elements().size() == count
                                && attributes.elements().stream().allMatch(Dictionary.class::isInstance)),
                "must be one dictionary for each of %d values",
                count);
    }
}
