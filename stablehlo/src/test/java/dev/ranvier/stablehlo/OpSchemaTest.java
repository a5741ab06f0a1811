package dev.ranvier.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.OpField.Arity;
import dev.ranvier.stablehlo.OpField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpSchemaTest {
    private static final TensorType TYPE = TensorType.of(ScalarType.F32, 2);

    static Stream<OpSchema> all() {
        return OpSchema.all().stream();
    }

    /** Creating an op from its own views gives the op again: nothing of a record is lost in the generic form. */
    @ParameterizedTest
    @MethodSource("all")
    void createInvertsTheViews(OpSchema schema) {
        for (boolean optional : new boolean[] {false, true}) {
            var op = sample(schema, optional);

            var copy = schema.create(op.operands(), op.attributes(), op.regions(), op.results(), op.info());

            assertThat(copy).isEqualTo(op);
            assertThat(op.schema()).isSameAs(schema);
            assertThat(op.opName()).isEqualTo(schema.name());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void attributesThatAreNotTheOpsOwnAreKept(OpSchema schema) {
        var foreign = new BuiltinAttribute.Text("{replicated}");
        var op = sample(schema, true);

        var copy = schema.create(
                op.operands(), op.attributes().with("mhlo.sharding", foreign), op.regions(), op.results(), op.info());

        assertThat(copy.info().discardable()).isEqualTo(Dictionary.of(Map.of("mhlo.sharding", foreign)));
        assertThat(copy.attributes()).isEqualTo(op.attributes());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingAttributeIsAnErrorThatNamesOpAndAttribute(OpSchema schema) {
        var op = sample(schema, false);
        for (var field : schema.fields(Kind.ATTRIBUTE)) {
            if (field.arity() == Arity.ONE) {
                var attributes = op.attributes().without(field.name());
                assertThatThrownBy(
                                () -> schema.create(op.operands(), attributes, op.regions(), op.results(), op.info()))
                        .isInstanceOf(RanvierException.class)
                        .hasMessageContaining(schema.name())
                        .hasMessageContaining(field.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anAttributeOfAnotherKindIsAnError(OpSchema schema) {
        var op = sample(schema, true);
        for (var field : schema.fields(Kind.ATTRIBUTE)) {
            if (field.elementType() != Attribute.class) {
                var attributes = op.attributes().with(field.name(), new SymbolRef("wrong", List.of("kind")));
                if (field.elementType() == SymbolRef.class && !isList(op, field)) {
                    continue;
                }
                assertThatThrownBy(
                                () -> schema.create(op.operands(), attributes, op.regions(), op.results(), op.info()))
                        .isInstanceOf(RanvierException.class)
                        .hasMessageContaining(field.name());
            }
        }
    }

    @Test
    void aWrongNumberOfOperandsIsAnErrorThatListsThem() {
        var add = OpSchema.of(BinaryOp.Add.class);
        var operand = new BlockArgument(TYPE);
        var result = List.of(new OpResult(TYPE));

        assertThatThrownBy(() -> add.create(List.of(operand), Dictionary.EMPTY, List.of(), result, OpInfo.NONE))
                .hasMessage("'stablehlo.add': wrong number of operands: got 1, expected (lhs, rhs)");
    }

    @Test
    void namesAreUniqueAndKnown() {
        assertThat(OpSchema.all()).extracting(OpSchema::name).doesNotHaveDuplicates();
        assertThat(OpSchema.named("stablehlo.no_such_op")).isNull();
        assertThat(OpSchema.named("stablehlo.add")).isSameAs(OpSchema.of(BinaryOp.Add.class));
    }

    private static boolean isList(Op op, OpField field) {
        return field.get(op) instanceof List<?>;
    }

    private static Op sample(OpSchema schema, boolean optional) {
        var attributes = new TreeMap<String, Attribute>();
        for (var field : schema.fields(Kind.ATTRIBUTE)) {
            if (field.arity() == Arity.ONE || optional) {
                attributes.put(field.name(), sampleAttribute(schema, field));
            }
        }
        if (schema.hasAttribute("operandSegmentSizes")) {
            attributes.put("operandSegmentSizes", segments(schema, Kind.OPERAND));
            attributes.put("resultSegmentSizes", segments(schema, Kind.RESULT));
        }
        var operands = IntStream.range(0, count(schema, Kind.OPERAND))
                .mapToObj(i -> new BlockArgument(TYPE))
                .toList();
        var results = IntStream.range(0, count(schema, Kind.RESULT))
                .mapToObj(i -> new OpResult(TYPE))
                .toList();
        var regions = new ArrayList<Region>();
        IntStream.range(0, count(schema, Kind.REGION)).forEach(i -> regions.add(Region.EMPTY));
        return schema.create(operands, Dictionary.of(attributes), regions, results, OpInfo.NONE);
    }

    private static int count(OpSchema schema, Kind kind) {
        return schema.fields(kind).stream()
                .mapToInt(field -> field.arity() == Arity.MANY ? 2 : 1)
                .sum();
    }

    private static BuiltinAttribute.DenseArray segments(OpSchema schema, Kind kind) {
        return new BuiltinAttribute.DenseArray(
                ScalarType.I32,
                schema.fields(kind).stream()
                        .map(field -> field.arity() == Arity.MANY ? 2L : 1L)
                        .toList());
    }

    /** Some attribute of the field's kind, found by offering candidates of every kind. */
    private static Attribute sampleAttribute(OpSchema schema, OpField field) {
        return SampleAttributes.all()
                .flatMap(attribute -> Stream.of(attribute, new BuiltinAttribute.Sequence(List.of(attribute))))
                .filter(attribute -> field.fromAttribute(attribute) != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample for " + schema + "." + field.name()));
    }
}
