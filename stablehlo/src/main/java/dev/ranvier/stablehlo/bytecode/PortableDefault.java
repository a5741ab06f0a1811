package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.StablehloAttribute.CustomCallApiVersion;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an artifact for an optional attribute that is absent: VHLO has no defaults. (The rules are those of
 * StableHLO's conversions to and from VHLO.)
 *
 * @param value what is written where the attribute is absent
 * @param matches which values are taken for an absent attribute when read
 */
record PortableDefault(Function<Op, Attribute> value, Predicate<Attribute> matches) {
    private static final PortableDefault FALSE = of(new BuiltinAttribute.Bool(false));
    private static final PortableDefault EMPTY_TEXT = of(new BuiltinAttribute.Text(""));
    private static final PortableDefault EMPTY_LIST = of(new BuiltinAttribute.Sequence(List.of()));
    private static final PortableDefault EMPTY_TENSOR =
            new PortableDefault(op -> DenseElements.ofI64(), PortableDefault::isEmptyTensor);
    private static final PortableDefault ONES = filled(1, ScalarType.I64);

    private static final Map<String, PortableDefault> BY_ATTRIBUTE = Map.ofEntries(
            Map.entry("sym_visibility", EMPTY_TEXT),
            Map.entry("arg_attrs", EMPTY_LIST),
            Map.entry("res_attrs", EMPTY_LIST),
            Map.entry("channel_id", integer(0)),
            Map.entry("use_global_device_ids", FALSE),
            Map.entry("lower", FALSE),
            Map.entry("compare_type", of(ComparisonType.NOTYPE)),
            Map.entry("version", integer(0)),
            Map.entry("composite_attributes", of(Dictionary.EMPTY)),
            Map.entry("window_strides", ONES),
            Map.entry("lhs_dilation", ONES),
            Map.entry("rhs_dilation", ONES),
            Map.entry("base_dilations", ONES),
            Map.entry("window_dilations", ONES),
            Map.entry("window_reversal", filled(0, ScalarType.I1)),
            Map.entry("padding", filled(0, ScalarType.I64, 2)),
            Map.entry("precision_config", precisions()),
            Map.entry("has_side_effect", FALSE),
            Map.entry("backend_config", backendConfig()),
            Map.entry("api_version", of(CustomCallApiVersion.API_VERSION_ORIGINAL)),
            Map.entry("called_computations", EMPTY_LIST),
            Map.entry("operand_layouts", EMPTY_LIST),
            Map.entry("result_layouts", EMPTY_LIST),
            Map.entry("output_operand_aliases", EMPTY_LIST),
            Map.entry("result_accuracy", resultAccuracy()),
            Map.entry("known_expanding_dimensions", EMPTY_TENSOR),
            Map.entry("known_nonexpanding_dimensions", EMPTY_TENSOR),
            Map.entry("indices_are_sorted", FALSE),
            Map.entry("unique_indices", FALSE),
            Map.entry("infeed_config", EMPTY_TEXT),
            Map.entry("layout", EMPTY_LIST),
            Map.entry("outfeed_config", EMPTY_TEXT),
            Map.entry("is_host_transfer", FALSE),
            Map.entry("source_target_pairs", EMPTY_TENSOR),
            Map.entry("dimension", integer(-1)),
            Map.entry("is_stable", FALSE));

    /** The default of an attribute of an op in which it is optional. */
    static PortableDefault of(String attribute) {
        var found = BY_ATTRIBUTE.get(attribute);
        if (found == null) {
            throw new IllegalArgumentException("no default for " + attribute);
        }
        return found;
    }

    private static PortableDefault of(Attribute value) {
        return new PortableDefault(op -> value, value::equals);
    }

    private static PortableDefault integer(long value) {
        return new PortableDefault(
                op -> BuiltinAttribute.i64(value),
                attribute -> attribute instanceof BuiltinAttribute.Int number && number.value() == value);
    }

    private static PortableDefault precisions() {
        return new PortableDefault(
                op -> new BuiltinAttribute.Sequence(List.of(Precision.DEFAULT, Precision.DEFAULT)),
                attribute -> attribute instanceof BuiltinAttribute.Sequence list
                        && list.elements().stream().allMatch(Precision.DEFAULT::equals));
    }

    private static PortableDefault backendConfig() {
        return new PortableDefault(
                EMPTY_TEXT.value,
                attribute -> EMPTY_TEXT.matches.test(attribute) || attribute.equals(Dictionary.EMPTY));
    }

    private static PortableDefault resultAccuracy() {
        return of(new StablehloAttribute.ResultAccuracy(0, 0, 0, StablehloAttribute.ResultAccuracyMode.DEFAULT));
    }

    private static boolean isEmptyTensor(Attribute attribute) {
        return attribute instanceof DenseElements tensor && tensor.data().byteSize() == 0;
    }

    /** As many times {@code value} as the op has window or spatial dimensions, in rows of the given shape. */
    private static PortableDefault filled(long value, ScalarType type, long... row) {
        return new PortableDefault(
                op -> {
                    var shape = new long[row.length + 1];
                    shape[0] = windowRank(op);
                    System.arraycopy(row, 0, shape, 1, row.length);
                    return PortableValues.filled(value, type, shape);
                },
                attribute -> attribute instanceof DenseElements tensor
                        && tensor.data().byteSize() > 0
                        && PortableValues.isFilledWith(tensor, value));
    }

    private static int windowRank(Op op) {
        return switch (op) {
            case LinearAlgebraOp.Convolution convolution ->
                convolution.dimensionNumbers().inputSpatialDimensions().size();
            case DynamicOp.DynamicConv convolution ->
                convolution.dimensionNumbers().inputSpatialDimensions().size();
            case ReductionOp.ReduceWindow window -> window.windowDimensions().size();
            case ReductionOp.SelectAndScatter scatter -> sizeOf(scatter.windowDimensions());
            default -> throw new IllegalArgumentException(op.opName());
        };
    }

    private static int sizeOf(@Nullable Int64Array dimensions) {
        return dimensions == null ? 0 : dimensions.size();
    }
}
