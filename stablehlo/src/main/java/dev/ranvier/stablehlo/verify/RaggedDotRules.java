package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.ChloOp.RaggedDot;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.RaggedDotDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules of {@code chlo.ragged_dot}, from its definition. The ragged dimension of lhs is cut into groups, and one of its
 * kinds of dimensions; b are batching, k contracting, m and n other dimensions, and g counts the groups:
 *
 * <ul>
 *   <li>other: {@code [b,m,k], [g,b,k,n], [b,g] -> [b,m,n]}
 *   <li>contracting: {@code [b,m,k], [b,k,n], [b,g] -> [g,b,m,n]}
 *   <li>batching: {@code [b,m,k], [b,k,n], [g] -> [b,m,n]}
 * </ul>
 *
 * The group sizes may always be given as {@code [g]}.
 */
final class RaggedDotRules {
    private final RaggedDotDimensionNumbers numbers;
    private final TensorType lhs;
    private final TensorType rhs;
    private final TensorType groupSizes;
    private final Constraints constraints;

    private RaggedDotRules(
            RaggedDotDimensionNumbers numbers,
            TensorType lhs,
            TensorType rhs,
            TensorType groupSizes,
            Constraints constraints) {
        this.numbers = numbers;
        this.lhs = lhs;
        this.rhs = rhs;
        this.groupSizes = groupSizes;
        this.constraints = constraints;
    }

    static ResultTypes check(RaggedDot op, Constraints constraints) {
        var lhs = constraints.tensor("operands", "lhs", op.lhs(), ElementKind.ANY);
        var rhs = constraints.tensor("operands", "rhs", op.rhs(), ElementKind.ANY);
        var groupSizes = constraints.tensor("group_sizes", "group_sizes", op.groupSizes(), ElementKind.INTEGERS);
        var result = constraints.tensor("result", "result", op.result(), ElementKind.ANY);
        DotRules.checkPrecision("precision_config", op.precisionConfig(), constraints);
        var rules = new RaggedDotRules(op.raggedDotDimensionNumbers(), lhs, rhs, groupSizes, constraints);
        return ResultTypes.of("result", new TensorType(rules.shape(), result.elementType()));
    }

    private List<Dimension> shape() {
        var dot = new DotDimensionNumbers(
                numbers.lhsBatchingDimensions(),
                numbers.rhsBatchingDimensions(),
                numbers.lhsContractingDimensions(),
                numbers.rhsContractingDimensions());
        DotRules.checkDimensionNumbers(dot, lhs, rhs, constraints);
        constraints.require(
                "lhs_ragged_dimensions",
                numbers.lhsRaggedDimensions().size() == 1,
                "lhs must have one ragged dimension, got %s",
                numbers.lhsRaggedDimensions());
        DimensionLists.inRange(
                "lhs_ragged_dimensions",
                "lhs_ragged_dimensions",
                numbers.lhsRaggedDimensions(),
                lhs.rank(),
                constraints);
        checkGroupSizes();
        checkGroupDimensions();
        var shape = new ArrayList<Dimension>();
        if (isContracting()) {
            shape.add(groups());
        }
        for (int i = 0; i < dot.lhsBatchingDimensions().size(); i++) {
            shape.add(lhs.dimension(dot.lhsBatchingDimensions().dimension(i)));
        }
        shape.addAll(DimensionLists.others(lhs, dot.lhsBatchingDimensions(), dot.lhsContractingDimensions()));
        shape.addAll(DimensionLists.others(
                rhs, dot.rhsBatchingDimensions(), dot.rhsContractingDimensions(), numbers.rhsGroupDimensions()));
        return shape;
    }

    private int raggedDimension() {
        return numbers.lhsRaggedDimensions().dimension(0);
    }

    private boolean isBatching() {
        return numbers.lhsBatchingDimensions().contains(raggedDimension());
    }

    private boolean isContracting() {
        return numbers.lhsContractingDimensions().contains(raggedDimension());
    }

    private Dimension groups() {
        return groupSizes.dimension(groupSizes.rank() - 1);
    }

    /** That group sizes are given once, or for each index of the dimensions outside the ragged one. */
    private void checkGroupSizes() {
        constraints.require(
                "group_sizes", groupSizes.rank() >= 1, "group_sizes must be of rank 1 or more, got %s", groupSizes);
        if (groupSizes.rank() == 1) {
            return;
        }
        var expected = new ArrayList<Dimension>();
        outerDimensions().forEach(dimension -> expected.add(lhs.dimension(dimension)));
        expected.add(groups());
        constraints.compatibleShapes(
                "group_sizes", "group_sizes", groupSizes, "what lhs asks for", groupSizes.withDimensions(expected));
    }

    /** The dimensions of lhs outside the ragged one: batching ones, and then those of the same kind before it. */
    private List<Integer> outerDimensions() {
        var outer = new ArrayList<Integer>();
        var batching = numbers.lhsBatchingDimensions();
        for (int i = 0; i < batching.size() && batching.get(i) != raggedDimension(); i++) {
            outer.add(batching.dimension(i));
        }
        if (isBatching()) {
            return outer;
        }
        var contracting = numbers.lhsContractingDimensions();
        if (isContracting()) {
            for (int i = 0; contracting.get(i) != raggedDimension(); i++) {
                outer.add(contracting.dimension(i));
            }
            return outer;
        }
        for (int i = 0; i < raggedDimension(); i++) {
            if (!batching.contains(i) && !contracting.contains(i)) {
                outer.add(i);
            }
        }
        return outer;
    }

    private void checkGroupDimensions() {
        var label = "rhs_group_dimensions";
        var dimensions = numbers.rhsGroupDimensions();
        DimensionLists.inRange(label, label, dimensions, rhs.rank(), constraints);
        DimensionLists.distinct(
                label, label, dimensions, "rhs_batching_dimensions", numbers.rhsBatchingDimensions(), constraints);
        DimensionLists.distinct(
                label,
                label,
                dimensions,
                "rhs_contracting_dimensions",
                numbers.rhsContractingDimensions(),
                constraints);
        int expected = isBatching() || isContracting() ? 0 : 1;
        constraints.require(
                label,
                dimensions.size() == expected,
                "rhs must have %d group dimensions, got %s",
                expected,
                dimensions);
        constraints.require(
                label,
                expected == 0 || Compatibility.compatible(groups(), rhs.dimension(dimensions.dimension(0))),
                "the group dimension of rhs must be the number of groups, got %s in %s and %s",
                dimensions,
                rhs,
                groupSizes);
    }
}
