package dev.ranvier.torch.lower;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ops that Ranvier lowers, by name. An op that works in place, which is named as another but for an underscore, is
 * lowered as that one, and its result written to its first argument. One that copies what another op views is lowered as
 * that one.
 */
final class OpTable {
    private static final OpTable ALL = create();

    private final Map<String, OpLowering> lowerings = new TreeMap<>();

    private OpTable() {}

    private static OpTable create() {
        var table = new OpTable();
        UnaryOps.add(table);
        EncodingOps.add(table);
        SpecialOps.add(table);
        PolynomialOps.add(table);
        ActivationOps.add(table);
        BinaryOps.add(table);
        TernaryOps.add(table);
        ViewOps.add(table);
        ShapingOps.add(table);
        DiagonalOps.add(table);
        CreationOps.add(table);
        RandomOps.add(table);
        ReductionOps.add(table);
        SoftmaxOps.add(table);
        SortingOps.add(table);
        SelectionOps.add(table);
        ScanOps.add(table);
        IndexingOps.add(table);
        ScatterOps.add(table);
        FlatIndexOps.add(table);
        ReducedWrites.add(table);
        DistanceOps.add(table);
        ProductOps.add(table);
        LuOps.add(table);
        FactorizationOps.add(table);
        FourierOps.add(table);
        AttentionOps.add(table);
        ConvolutionOps.add(table);
        PoolingOps.add(table);
        ResizingOps.add(table);
        WindowMaximumOps.add(table);
        GridSamplingOps.add(table);
        EmbeddingBagOps.add(table);
        GradientOps.add(table);
        NormalizationOps.add(table);
        RecurrentOps.add(table);
        LossOps.add(table);
        return table;
    }

    /** How an op is lowered, or null if it is not. */
    static @Nullable OpLowering find(String op) {
        var lowering = ALL.lowerings.get(op);
        if (lowering == null) {
            lowering = ALL.lowerings.get(functional(op));
        }
        return lowering != null ? lowering : ALL.lowerings.get(op.replace("_copy.", "."));
    }

    /** The names of all, in order. */
    static List<String> names() {
        return List.copyOf(ALL.lowerings.keySet());
    }

    /** The name of the op that gives what {@code op} writes, for instance aten.add.Tensor for aten.add_.Tensor. */
    private static String functional(String op) {
        int dot = op.lastIndexOf('.');
        return dot > 0 && op.charAt(dot - 1) == '_' ? op.substring(0, dot - 1) + op.substring(dot) : op;
    }

    void add(String op, OpLowering.Single lowering) {
        addAll(op, call -> List.of(lowering.lower(call)));
    }

    /** One lowering for several ops. */
    void add(List<String> ops, OpLowering.Single lowering) {
        ops.forEach(op -> add(op, lowering));
    }

    /** An op of several results, or of none. */
    void addAll(String op, OpLowering lowering) {
        if (lowerings.put(op, lowering) != null) {
            throw new IllegalStateException("two lowerings of " + op);
        }
    }
}
