package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.cli.files.NumpyArray;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputMatcherTest {
    private static final TensorType PAIR = TensorType.of(ScalarType.I64, 2);
    private static final List<BlockArgument> ARGUMENTS = List.of(
            new BlockArgument(PAIR, new Location.Named("weights['a']", Location.unknown())),
            new BlockArgument(new Type.Token()),
            new BlockArgument(PAIR));
    private static final Func FUNCTION = new Func(
            "main",
            new BuiltinAttribute.TypeOf(new Type.FunctionType(
                    ARGUMENTS.stream().map(BlockArgument::type).toList(), List.of())),
            null,
            null,
            null,
            null,
            new Region(ARGUMENTS, List.of()),
            OpInfo.NONE);

    @Test
    void findsInputsByTheProgramsNamesOrByPosition() {
        assertThat(match("arg2", "weights['a']")).containsExactly(1L, 0L);
        assertThat(match("arg0", "arg2")).containsExactly(0L, 1L);
    }

    @Test
    void takesUnknownNamesInOrder() {
        assertThat(match("arr_0", "arr_1")).containsExactly(0L, 1L);
    }

    @Test
    void namesWhatIsMissingSuperfluousOrOfAnotherType() {
        assertThatThrownBy(() -> match("arg2"))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("misses input 'weights['a']'")
                .hasMessageContaining("arg2: tensor<2xi64>");
        assertThatThrownBy(() -> match("arg0", "arg2", "bias"))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("has no input 'bias'");
        var arrays = new LinkedHashMap<String, NumpyArray>();
        arrays.put("arg0", NumpyArray.of(Tensor.zeros(ScalarType.F32, 2)));
        assertThatThrownBy(() -> new InputMatcher(FUNCTION).match(arrays))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("input 'weights['a']': expected tensor<2xi64>")
                .hasMessageContaining("float32");
    }

    /** For each tensor argument the position of the name whose array it got. */
    private static List<Long> match(String... names) {
        var arrays = new LinkedHashMap<String, NumpyArray>();
        for (int i = 0; i < names.length; i++) {
            arrays.put(names[i], NumpyArray.of(Tensor.of(DenseElements.ofI64(i, i))));
        }
        return new InputMatcher(FUNCTION)
                .match(arrays).stream()
                        .filter(Tensor.class::isInstance)
                        .map(value -> ((Tensor) value).getLong(0))
                        .toList();
    }
}
