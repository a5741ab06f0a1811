package dev.ranvier.torch.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.torch.graph.Argument;
import org.junit.jupiter.api.Test;

class OpTableTest {
    @Test
    void everyLoweringHasASignatureAndEverySignatureALowering() {
        // Of some ops PyTorch has only the form that works in place.
        assertThat(OpTable.names()).allMatch(name -> Schemas.find(name) != null || Schemas.find(inPlace(name)) != null);
        assertThat(Schemas.all().keySet()).allMatch(name -> OpTable.find(name) != null);
    }

    private static String inPlace(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "_" + name.substring(dot);
    }

    @Test
    void readsSignatures() {
        var schema = SchemaParser.parse(
                "aten::op_.out(Tensor(a!) self, int[2] pad=[0, 1], *, str mode=\"none\", float? p=None, "
                        + "bool on=True, float eps=1e-05, Scalar alpha=1) -> (Tensor(a!), Tensor)");
        assertThat(schema.name()).isEqualTo("aten.op_.out");
        assertThat(schema.written()).isEqualTo(new Schema.Parameter("self", null, "a", true));
        assertThat(schema.returns()).containsExactly(new Schema.Return("a"), new Schema.Return(""));
        assertThat(schema.parameters().get(4))
                .isEqualTo(new Schema.Parameter("on", new Argument.Bool(true), "", false));
        assertThat(schema.parameters().get(5).defaultValue()).isEqualTo(new Argument.Real(1e-5));
        assertThat(schema.parameters().get(6).defaultValue()).isEqualTo(new Argument.Int(1));
    }
}
