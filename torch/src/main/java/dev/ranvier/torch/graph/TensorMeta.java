package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.TensorType;
import java.util.List;

/**
 * What the graph says of a tensor.
 *
 * @param sizes outermost first
 * @param strides in elements, one for each dimension
 * @param storageOffset where the tensor begins in its storage, in elements
 */
public record TensorMeta(
        ElementType elementType,
        List<SizeExpression> sizes,
        List<SizeExpression> strides,
        SizeExpression storageOffset) {
    public TensorMeta {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    /**
     * Reads what a graph or an archive says of a tensor.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if it is not of the schema, with the JSON path
     */
    public static TensorMeta read(JsonValue json) {
        return GraphReader.tensor(json);
    }

    /** The type, with sizes that are not constant as symbolic dimensions named by their expressions. */
    public TensorType type() {
        return new TensorType(sizes.stream().map(SizeExpression::dimension).toList(), elementType);
    }
}
