package dev.ranvier.torch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramReaderTest {
    /** x of [s0, 4] plus 1, in the form of PyTorch 2.13. */
    static final String PROGRAM = """
            {"graph_module": {"graph": {
               "inputs": [{"as_tensor": {"name": "x"}}],
               "outputs": [{"as_tensor": {"name": "add"}}],
               "nodes": [{"name": "add", "target": "torch.ops.aten.add.Tensor",
                 "inputs": [{"name": "self", "arg": {"as_tensor": {"name": "x"}}, "kind": 1},
                            {"name": "other", "arg": {"as_float": "Infinity"}, "kind": 1}],
                 "outputs": [{"as_tensor": {"name": "add"}}],
                 "metadata": {"stack_trace": "File \\"model.py\\", line 7, in forward\\n  File \\"/lib/torch/nn/linear.py\\", line 9, in forward"},
                 "is_hop_single_tensor_return": null}],
               "tensor_values": {"x": META, "add": META},
               "sym_int_values": {}, "sym_bool_values": {}, "is_single_tensor_return": false},
              "signature": {"input_specs": [{"user_input": {"arg": {"as_tensor": {"name": "x"}}}}],
                            "output_specs": [{"user_output": {"arg": {"as_tensor": {"name": "add"}}}}]},
              "module_call_graph": [], "metadata": {}},
             "opset_version": {"aten": 10}, "range_constraints": {"s0": {"min_val": 2, "max_val": null}},
             "schema_version": {"major": 8, "minor": 20}, "torch_version": "2.13.0"}
            """.replace("META", """
                    {"dtype": 7, "sizes": [{"as_expr": {"expr_str": "Symbol('s0')", "hint": null}}, {"as_int": 4}],
                     "requires_grad": false, "device": {"type": "cpu", "index": null}, "strides": [{"as_int": 4}, {"as_int": 1}],
                     "storage_offset": {"as_int": 0}, "layout": 7}""");

    static ExportedProgram read(String json) {
        return ProgramReader.read(MemorySegment.ofArray(json.getBytes(StandardCharsets.UTF_8)), "model.json");
    }

    @Test
    void readsAProgram() {
        var program = read(PROGRAM);
        assertThat(program.inputs()).containsExactly(new InputSpec.User(new Argument.Tensor("x")));
        assertThat(program.ranges()).containsEntry("s0", new ExportedProgram.Range(2, Long.MAX_VALUE));
        var node = program.graph().nodes().getFirst();
        assertThat(node.inputs())
                .containsExactly(
                        new Node.NamedArgument("self", new Argument.Tensor("x")),
                        new Node.NamedArgument("other", new Argument.Real(Double.POSITIVE_INFINITY)));
        assertThat(node.location()).isEqualTo(new Location.Named("add", new Location.FileLineColumn("model.py", 7, 1)));
        var type = Objects.requireNonNull(program.graph().tensors().get("x")).type();
        assertThat(type)
                .isEqualTo(new TensorType(List.of(new Dimension.Symbolic("s0"), Dimension.of(4)), ScalarType.F32));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"dtype\": 7 | \"dtype\": 99 | model.json.graph_module.graph.tensor_values.x.dtype: no element type",
                "\"layout\": 7 | \"layout\": 1 | tensor_values.x.layout: a tensor of layout 1",
                "\"as_int\": 4 | \"as_int\": -4 | tensor_values.x.sizes: negative size",
                "\"as_int\": 4 | \"as_int\": 1e3 | sizes[1].as_int: expected an integer",
                "Symbol('s0') | Eval('s0') | sizes[0].as_expr.expr_str: ",
                "\"major\": 8 | \"major\": 9 | model.json.schema_version.major: schema 9",
                "\"target\" | \"goal\" | model.json.graph_module.graph.nodes[0]: misses 'target'",
                "\"as_float\" | \"as_tensor\" | nodes[0].inputs[1].arg.as_tensor: expected an object",
                "\"Infinity\" | \"Many\" | nodes[0].inputs[1].arg.as_float: expected a number",
                "\"user_output\" | \"other\" | signature.output_specs[0]: an output of kind 'other'",
                "\"opset_version\" | opset_version | model.json: not JSON"
            })
    void namesThePlaceOfAnError(String original, String replacement, String message) {
        var json = PROGRAM.replace(original, replacement);
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining(message);
    }
}
