package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BuiltinAttribute.BoolArray;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The window of a convolution: {@code stride = [1, 1], pad = [[0, 0], [1, 1]], reverse = [false, false]}. */
record WindowDirective() implements Directive {
    private static final int SIDES = 2;

    @Override
    public void parse(OpParser parser, OpDraft draft) {
        var cursor = parser.cursor();
        if (cursor.at("}")) {
            return;
        }
        do {
            int offset = cursor.offset();
            var word = cursor.word();
            var name = attribute(word);
            if (name == null || draft.attributes().get(name) != null) {
                throw cursor.error(offset, "expected stride, pad, lhs_dilate, rhs_dilate or reverse, each once");
            }
            cursor.expect("=");
            switch (name) {
                case "padding" -> draft.put(name, padding(cursor));
                case "window_reversal" -> draft.put(name, reversal(cursor));
                default -> draft.put(name, RecordForm.sizes(cursor));
            }
        } while (cursor.accept(","));
    }

    private static @Nullable String attribute(String word) {
        return switch (word) {
            case "stride" -> "window_strides";
            case "pad" -> "padding";
            case "lhs_dilate" -> "lhs_dilation";
            case "rhs_dilate" -> "rhs_dilation";
            case "reverse" -> "window_reversal";
            default -> null;
        };
    }

    private static DenseElements padding(Cursor cursor) {
        var values = new ArrayList<Long>();
        cursor.expect("[");
        cursor.list("]", () -> {
            cursor.expect("[");
            values.add(cursor.integer());
            cursor.expect(",");
            values.add(cursor.integer());
            cursor.expect("]");
        });
        var type = TensorType.of(ScalarType.I64, values.size() / SIDES, SIDES);
        return DenseElements.ofBits(
                type, values.stream().mapToLong(Long::longValue).toArray());
    }

    private static BoolArray reversal(Cursor cursor) {
        var values = new ArrayList<Boolean>();
        cursor.expect("[");
        cursor.list(
                "]",
                () -> values.add((cursor.at("true") || cursor.at("false")) ? cursor.bool() : cursor.integer() != 0));
        return new BoolArray(values);
    }

    @Override
    public void print(OpPrinter printer, Op op) {
        if (op instanceof Convolution convolution) {
            var parts = new ArrayList<String>();
            add(parts, "stride", convolution.windowStrides());
            if (convolution.padding() != null) {
                parts.add("pad = " + padding(convolution.padding().toLongs()));
            }
            add(parts, "lhs_dilate", convolution.lhsDilation());
            add(parts, "rhs_dilate", convolution.rhsDilation());
            if (convolution.windowReversal() != null) {
                parts.add("reverse = " + convolution.windowReversal().values());
            }
            printer.append(String.join(", ", parts));
        }
    }

    private static void add(List<String> parts, String word, @Nullable Int64Array values) {
        if (values != null) {
            parts.add(word + " = " + Arrays.toString(values.toArray()));
        }
    }

    private static String padding(long[] values) {
        return IntStream.range(0, values.length / SIDES)
                .mapToObj(i -> "[" + values[SIDES * i] + ", " + values[SIDES * i + 1] + "]")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Set<String> attributes() {
        return Set.of("window_strides", "padding", "lhs_dilation", "rhs_dilation", "window_reversal");
    }

    @Override
    public boolean canPrint(Op op) {
        return op instanceof Convolution convolution
                && (convolution.padding() == null
                        || isPairs(convolution.padding().type()));
    }

    private static boolean isPairs(TensorType type) {
        return type.rank() == SIDES && type.size(1) == SIDES && type.elementType() == ScalarType.I64;
    }
}
