package dev.ranvier.stablehlo.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleBuilderTest {
    private static final TensorType I32 = TensorType.of(ScalarType.I32);

    private static TensorType f32(long... shape) {
        return TensorType.of(ScalarType.F32, shape);
    }

    @Test
    void infersTypesThroughProductsReductionsAndCalls() {
        var module = new ModuleBuilder()
                .privateFunction(
                        "layer",
                        List.of(f32(4, 3), f32(3, 5)),
                        f -> List.of(f.unary(UnaryOp.Tanh::new, f.dot(f.argument(0), f.argument(1)))))
                .function("main", List.of(f32(4, 3), f32(3, 5), f32()), f -> {
                    var hidden = f.call("layer", f.arguments().subList(0, 2)).getFirst();
                    return List.of(f.reduce(BinaryOp.Maximum::new, hidden, f.argument(2), 1));
                })
                .build();

        assertThat(module.entry().body().results().getFirst().type()).isEqualTo(f32(4));
    }

    @Test
    void writesLoopsAndBranchesThatUseOuterValues() {
        var module = new ModuleBuilder()
                .function("main", List.of(I32, f32(2)), f -> {
                    var zero = f.constant(DenseElements.ofBits(I32, 0));
                    var one = f.constant(DenseElements.ofBits(I32, 1));
                    var loop = f.whileLoop(
                            List.of(zero, f.argument(1)),
                            c -> c.compare(ComparisonDirection.LT, c.argument(0), f.argument(0)),
                            b -> List.of(b.add(b.argument(0), one), b.add(b.argument(1), b.argument(1))));
                    var positive = f.compare(ComparisonDirection.GT, f.argument(0), zero);
                    return f.ifElse(positive, t -> List.of(loop.get(1)), e -> List.of(f.argument(1)));
                })
                .build();

        assertThat(module.entry().body().results()).extracting(Value::type).containsExactly(f32(2));
    }

    @Test
    void givesOpsTheLocationOfTheirScope() {
        var place = new Location.FileLineColumn("model.py", 12, 3);
        var module = new ModuleBuilder()
                .function("main", List.of(f32(2)), f -> {
                    var sum = f.at(place, () -> f.add(f.argument(0), f.argument(0)));
                    return List.of(f.multiply(sum, sum));
                })
                .build();

        var ops = module.entry().body().ops();
        assertThat(ops.get(0).location()).isEqualTo(place);
        assertThat(ops.get(1).location()).isEqualTo(Location.unknown());
    }

    @Test
    void rejectsAnIllTypedOpWhereItIsAdded() {
        var builder = new ModuleBuilder();
        var place = new Location.FileLineColumn("model.py", 12, 3);

        assertThatThrownBy(() -> builder.function(
                        "main",
                        List.of(f32(2), f32(3)),
                        f -> List.of(f.at(place, () -> f.add(f.argument(0), f.argument(1))))))
                .isInstanceOf(RanvierException.class)
                .hasMessage("model.py:12:3: 'stablehlo.add': C1: lhs and rhs must have compatible shapes,"
                        + " got tensor<2xf32> and tensor<3xf32>");
    }

    @Test
    void rejectsAValueOfAnotherFunction() {
        var values = new ArrayList<Value>();
        var builder = new ModuleBuilder().function("first", List.of(f32()), f -> {
            values.add(f.argument(0));
            return values;
        });

        assertThatThrownBy(
                        () -> builder.function("second", List.of(), f -> values).build())
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("'func.return'");
    }
}
