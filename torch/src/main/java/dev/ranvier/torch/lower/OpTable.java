package dev.ranvier.torch.lower;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ops that Ranvier lowers, by name. An op that works in place, which is named as another but for an underscore, is
 * lowered as that one, and its result written to its first argument. One that copies what another op views is lowered as
 * that one.
 */
final class OpTable {
    private static final OpTable ALL = create();

    private final Map<String, OpLowering> lowerings = new TreeMap<>();
    private final Map<String, List<String>> families = new LinkedHashMap<>();

    private OpTable() {}

    private static OpTable create() {
        var table = new OpTable();
        table.family("Functions of one tensor", UnaryOps::add);
        table.family("Encodings of floats", EncodingOps::add);
        table.family("Special functions", SpecialOps::add);
        table.family("Orthogonal polynomials", PolynomialOps::add);
        table.family("Activations", ActivationOps::add);
        table.family("Functions of two tensors", BinaryOps::add);
        table.family("Number theory", IntegerOps::add);
        table.family("Functions of three tensors", TernaryOps::add);
        table.family("Other arrangements", ViewOps::add);
        table.family("Parts, joins, repetitions and padding", ShapingOps::add);
        table.family("Diagonals and triangles", DiagonalOps::add);
        table.family("New tensors", CreationOps::add);
        table.family("Random numbers", RandomOps::add);
        table.family("Reductions", ReductionOps::add);
        table.family("Softmax", SoftmaxOps::add);
        table.family("Order", SortingOps::add);
        table.family("Histograms", HistogramOps::add);
        table.family("Ranks", SelectionOps::add);
        table.family("Running sums, products and extremes", ScanOps::add);
        table.family("Reads at indices", IndexingOps::add);
        table.family("Writes at indices", ScatterOps::add);
        table.family("Reads and writes by the number of an element", FlatIndexOps::add);
        table.family("Writes that combine", ReducedWrites::add);
        table.family("Segments", SegmentOps::add);
        table.family("Distances and products over several dimensions", DistanceOps::add);
        table.family("Products of vectors and matrices", ProductOps::add);
        table.family("LU factors", LuOps::add);
        table.family("Other factors of matrices", FactorizationOps::add);
        table.family("Fourier transforms", FourierOps::add);
        table.family("Attention", AttentionOps::add);
        table.family("Convolutions", ConvolutionOps::add);
        table.family("Pooling", PoolingOps::add);
        table.family("Images of another size", ResizingOps::add);
        table.family("Adaptive and fractional maxima of windows", WindowMaximumOps::add);
        table.family("Sampling at grids", GridSamplingOps::add);
        table.family("Bags of embeddings", EmbeddingBagOps::add);
        table.family("Gradients of padding, shrinking and margins", GradientOps::add);
        table.family("Normalization", NormalizationOps::add);
        table.family("Recurrent networks", RecurrentOps::add);
        table.family("Losses", LossOps::add);
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

    /** The names by families, in the order of the table. */
    static Map<String, List<String>> families() {
        return Collections.unmodifiableMap(ALL.families);
    }

    /** The name of the op that gives what {@code op} writes, for instance aten.add.Tensor for aten.add_.Tensor. */
    private static String functional(String op) {
        int dot = op.lastIndexOf('.');
        return dot > 0 && op.charAt(dot - 1) == '_' ? op.substring(0, dot - 1) + op.substring(dot) : op;
    }

    private void family(String title, Consumer<OpTable> ops) {
        var before = Set.copyOf(lowerings.keySet());
        ops.accept(this);
        families.put(
                title,
                lowerings.keySet().stream().filter(op -> !before.contains(op)).toList());
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
