package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pretty forms of all ops that have one, as templates for {@link Form}.
 *
 * <p>Sources: the assembly formats of StableHLO 1.17, CHLO, Shardy and MLIR's builtin and func dialects.
 */
final class OpForms {
    private static final Map<String, String> TEMPLATES = Map.ofEntries(
            form("builtin.module", "?( @$sym_name){attributes} $body"),
            form("builtin.unrealized_conversion_cast", "?( $inputs : #types) to #results{}"),
            form("func.func", "#function"),
            form("func.call", " $callee($operands){} : #functional"),
            form("func.return", "{}?( $operands : #types)"),
            form("stablehlo.after_all", " $inputs{} : #same"),
            form("stablehlo.bitcast_convert", " $operand{} : #functional"),
            form("stablehlo.broadcast", " $operand, sizes = $broadcast_sizes{} : #functional"),
            form("stablehlo.broadcast_in_dim", " $operand, dims = $broadcast_dimensions{} : #functional"),
            form("stablehlo.cholesky", " $a?(, lower = $lower){} : #same"),
            form("stablehlo.clamp", " $min, $operand, $max{} : #same"),
            form("stablehlo.compare", " $comparison_direction, $lhs, $rhs?(, $compare_type){} : #functional"),
            form("stablehlo.complex", " $lhs, $rhs{} : #complex"),
            form("stablehlo.composite", " $name $inputs?( ($composite_regions)){} : #functional"),
            form("stablehlo.concatenate", " $inputs*dim = $dimension{} : #functional"),
            form("stablehlo.constant", "#constant"),
            form("stablehlo.convert", " $operand{} : #same"),
            form(
                    "stablehlo.convolution",
                    "($lhs, $rhs) dim_numbers = $dimension_numbers, window = {#window}{} : #functional"),
            form("stablehlo.create_token", "{} : #same"),
            form("stablehlo.custom_call", " @$call_target_name($inputs){} : #functional"),
            form("stablehlo.dot", " $lhs, $rhs?(, precision = $precision_config){} : #functional"),
            form(
                    "stablehlo.dot_general",
                    " $lhs, $rhs, #dot?(, precision = $precision_config)?(, algorithm = $algorithm){} : #functional"),
            form(
                    "stablehlo.dynamic_broadcast_in_dim",
                    " $operand, $output_dimensions, dims = $broadcast_dimensions{} : #functional"),
            form("stablehlo.dynamic_iota", " $output_shape, dim = $iota_dimension{} : #functional"),
            form(
                    "stablehlo.dynamic_pad",
                    " $operand, $padding_value, $edge_padding_low, $edge_padding_high, $interior_padding{} : #functional"),
            form("stablehlo.dynamic_reshape", " $operand, $output_shape{} : #functional"),
            form("stablehlo.dynamic_slice", " $operand, $start_indices*sizes = $slice_sizes{} : #functional"),
            form("stablehlo.dynamic_update_slice", " $operand, $update?(, $start_indices){} : #functional"),
            form("stablehlo.einsum", " $lhs, $rhs, config = $einsum_config{} : #functional"),
            form("stablehlo.fft", " $operand, type = $fft_type, length = $fft_length{} : #functional"),
            form("stablehlo.get_dimension_size", " $operand, dim = $dimension{} : #functional"),
            form("stablehlo.get_tuple_element", " $operand[$index]{} : #functional"),
            form("stablehlo.iota", " dim = $iota_dimension{} : #same"),
            form("stablehlo.is_finite", " $operand{} : #functional"),
            form("stablehlo.optimization_barrier", "{}#pairwise"),
            form(
                    "stablehlo.pad",
                    " $operand, $padding_value, low = $edge_padding_low, high = $edge_padding_high,"
                            + " interior = $interior_padding{} : #functional"),
            form("stablehlo.partition_id", "{} : #same"),
            form("stablehlo.real_dynamic_slice", " $operand, $start_indices, $limit_indices, $strides{} : #functional"),
            form("stablehlo.reduce", "#reduce"),
            form("stablehlo.reduce_precision", " $operand, format = #format{} : #same"),
            form("stablehlo.replica_id", "{} : #same"),
            form("stablehlo.reshape", " $operand{} : #functional"),
            form("stablehlo.return", " $operands{}?( : #types)"),
            form("stablehlo.reverse", " $operand, dims = $dimensions{} : #same"),
            form("stablehlo.rng", " $a, $b, $shape, distribution = $rng_distribution{} : #functional"),
            form("stablehlo.rng_bit_generator", " $initial_state, algorithm = $rng_algorithm{} : #functional"),
            form("stablehlo.select", " $pred, $on_true, $on_false{} : #select"),
            form("stablehlo.set_dimension_size", " $operand, $size, dim = $dimension{} : #functional"),
            form("stablehlo.slice", " $operand #slice{} : #functional"),
            form("stablehlo.transpose", " $operand, dims = $permutation{} : #functional"),
            form("stablehlo.tuple", " $val{} : #tuple"),
            form("stablehlo.unary_einsum", " $operand, config = $einsum_config{} : #functional"),
            form("stablehlo.uniform_dequantize", " $operand{} : #same"),
            form("stablehlo.uniform_quantize", " $operand{} : #same"),
            form("stablehlo.while", "#while"),
            form("chlo.broadcast_select", " $pred, $on_true, $on_false{} : #functional"),
            form("chlo.constant", "#constant"),
            form("chlo.mulhi", " $lhs, $rhs{} : #type:lhs, #type:rhs -> #type:result"),
            form("chlo.next_after", " $x, $y{} : #type:x, #type:y -> #type:result"),
            form("chlo.polygamma", " $n, $x{} : #type:n, #type:x -> #type:result"),
            form("chlo.scan", "($inputs) inits ($inits) dimension=$dimension{attributes} $body : #functional#segments"),
            form("chlo.top_k", "($operand, k = $k){} : #type:operand -> (#type:values, #type:indices)"),
            form("chlo.zeta", " $x, $q{} : #type:x, #type:q -> #type:result"),
            form(
                    "sdy.manual_computation",
                    "($tensors) in_shardings=$in_shardings out_shardings=$out_shardings manual_axes=$manual_axes #body{}"
                            + " : #functional"),
            form("sdy.mesh", " @$sym_name = $mesh{}"),
            form(
                    "sdy.named_computation",
                    "<$name>($operands)?( in_shardings=$in_shardings)?( out_shardings=$out_shardings) #body{}"
                            + " : #functional"),
            form("sdy.propagation_barrier", " $input allowed_direction=$allowed_direction{} : #same"),
            form("sdy.reshard", " $input $sharding{} : #same"),
            form("sdy.return", "{}?( $operands : #types)"),
            form("sdy.sharding_constraint", " $input $sharding{} : #same"),
            form("sdy.sharding_group", " $input group_id=$group_id{} : #types"));

    /** Names that MLIR writes without a dialect where a function or a module is expected. */
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "module", "builtin.module",
            "unrealized_conversion_cast", "builtin.unrealized_conversion_cast",
            "call", "func.call",
            "return", "func.return");

    private static final Map<OpSchema, Form> FORMS = new HashMap<>();

    static {
        for (var schema : OpSchema.all()) {
            var template = TEMPLATES.get(schema.name());
            if (template == null) {
                template = familyTemplate(schema.type());
            }
            if (template != null) {
                FORMS.put(schema, new Form(schema, template));
            }
        }
    }

    private OpForms() {}

    private static Map.Entry<String, String> form(String op, String template) {
        return Map.entry(op, template);
    }

    /** The form that ops of one family share, or null. */
    private static @Nullable String familyTemplate(Class<?> type) {
        if (UnaryOp.class.isAssignableFrom(type)) {
            return " $operand{} : #same";
        }
        if (BinaryOp.class.isAssignableFrom(type)) {
            return " $lhs, $rhs{} : #same";
        }
        if (ChloOp.Unary.class.isAssignableFrom(type)) {
            return " $operand{} : #type:operand -> #type:result";
        }
        return ChloOp.BroadcastBinary.class.isAssignableFrom(type) ? " $lhs, $rhs{} : #functional" : null;
    }

    /** The form of the ops of {@code schema}, or null if they are written in generic form only. */
    static @Nullable Form of(OpSchema schema) {
        return FORMS.get(schema);
    }

    /** The name of an op that is written as {@code name}. */
    static String fullName(String name) {
        return SHORT_NAMES.getOrDefault(name, name);
    }

    /** The name under which {@code op} is written in pretty form. */
    static String shortName(Op op) {
        return switch (op.opName()) {
            case "builtin.module" -> "module";
            case "func.return" -> "return";
            default -> op.opName();
        };
    }
}
