package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp.Compare;
import dev.ranvier.stablehlo.ElementwiseOp.Select;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds CHLO's erfc where a framework has written it as arithmetic, and gives it back whole: a device computes it faster,
 * and within 2 units of the last place, (of doubles 2.2), where {@link ComplementForm} loses up to 20000 of them. A function of narrower
 * floats is one of {@code f32} between conversions.
 */
public final class Recompose {
    private final Map<Value, Op> definitions = new HashMap<>();
    private final Substitution substitution = new Substitution();

    private Recompose() {}

    /** The module with such expressions replaced. */
    public static Module run(Module module) {
        boolean any = module.functions().stream().anyMatch(function -> hasOwnNumber(function.body()));
        return any ? DeadCode.run(Functions.map(module, body -> new Recompose().region(body))) : module;
    }

    /** Whether a region has a constant that hardly any but these expressions have. */
    private static boolean hasOwnNumber(Region region) {
        for (var op : region.ops()) {
            if (isOwnNumber(Constants.elements(op)) || op.regions().stream().anyMatch(Recompose::hasOwnNumber)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwnNumber(@Nullable DenseElements constant) {
        return constant != null
                && (isAll(constant, ScalarType.F32, ComplementForm.OWN_FLOAT)
                        || isAll(constant, ScalarType.F64, ComplementForm.OWN_DOUBLE));
    }

    private static boolean isAll(DenseElements elements, ScalarType type, double number) {
        return elements.type().elementType() == type
                && Constants.isSplat(elements)
                && elements.getLong(0) == FloatFormat.of(type).encode(number);
    }

    private Region region(Region region) {
        var ops = new ArrayList<Op>(region.ops().size());
        for (var op : region.ops()) {
            var current = Substitution.with(op, substitution.of(op.operands()), Substitution.regions(op, this::region));
            if (current instanceof Select select) {
                current = recomposed(select);
            }
            ops.add(current);
            for (var result : current.results()) {
                definitions.put(result, current);
            }
        }
        return Substitution.same(ops, region.ops()) ? region : new Region(region.arguments(), ops);
    }

    /** The function whose last op this is, or the op itself. */
    private Op recomposed(Select select) {
        var form = form(select.result());
        var match = new Match(select.result());
        if (form == null || !match.is(form, select) || match.variable == null) {
            return select;
        }
        var result = new OpResult(select.result().type());
        substitution.replace(select.result(), result);
        return new ChloOp.Unary.Erfc(match.variable, result, OpInfo.at(select.location()));
    }

    private static @Nullable Form form(Value value) {
        return switch (value.tensorType().elementType()) {
            case ScalarType.F32 -> ComplementForm.OF_FLOATS;
            case ScalarType.F64 -> ComplementForm.OF_DOUBLES;
            default -> null;
        };
    }

    /** The comparison of a form with the expression for one value. */
    private final class Match {
        private final Value whole;
        private @Nullable Value variable;

        Match(Value whole) {
            this.whole = whole;
        }

        private boolean is(Form form, Value value) {
            return switch (form) {
                case Form.Variable _ -> bind(value);
                case Form.Literal literal -> isNumber(literal.value(), definitions.get(value));
                case Form.Applied _, Form.Less _, Form.Choice _ -> is(form, definitions.get(value));
            };
        }

        private boolean bind(Value value) {
            if (variable == null && value.type().equals(whole.type())) {
                variable = value;
            }
            return value.equals(variable);
        }

        private boolean isNumber(double number, @Nullable Op op) {
            var constant = op instanceof BroadcastInDim broadcast ? definitions.get(broadcast.operand()) : op;
            var elements = Constants.elements(constant);
            return elements != null
                    && elements.type().elementType() instanceof ScalarType type
                    && isAll(elements, type, number);
        }

        private boolean is(Form form, @Nullable Op op) {
            return switch (form) {
                case Form.Applied applied -> applied.type().isInstance(op) && are(applied.operands(), op.operands());
                case Form.Less(var left, var right) ->
                    op instanceof Compare compare
                            && compare.comparisonDirection() == ComparisonDirection.LT
                            && are(List.of(left, right), op.operands());
                case Form.Choice(var predicate, var onTrue, var onFalse) ->
                    op instanceof Select && are(List.of(predicate, onTrue, onFalse), op.operands());
                case Form.Variable _, Form.Literal _ -> false;
            };
        }

        private boolean are(List<Form> forms, List<Value> values) {
            for (int i = 0; i < values.size(); i++) {
                if (!is(forms.get(i), values.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }
}
