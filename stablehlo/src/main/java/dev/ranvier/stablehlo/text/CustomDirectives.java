package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The parts of templates that are peculiar to a few ops. */
final class CustomDirectives {
    private CustomDirectives() {}

    /** What {@code #name} stands for in a template. */
    static Directive named(String name) {
        return switch (name) {
            case "functional" -> new TypeDirective.Full();
            case "same" -> new TypeDirective.Same();
            case "complex" -> new TypeDirective.Complex();
            case "select" -> new TypeDirective.Select();
            case "tuple" -> new TypeDirective.OfTuple();
            case "types" -> new TypeDirective.Operands();
            case "results" -> new TypeDirective.Results();
            case "segments" -> new Segments();
            case "pairwise" -> new Pairwise();
            case "slice" -> new SliceRanges();
            case "format" -> new FloatingPointFormat();
            case "dot" -> new DotDimensions();
            case "window" -> new WindowDirective();
            case "body" -> new BodyDirective();
            case "constant" -> new ConstantDirective();
            case "while" -> new WhileDirective();
            case "reduce" -> new ReduceDirective();
            case "function" -> new FunctionDirective();
            default -> throw new IllegalArgumentException("no directive " + name);
        };
    }

    /** Nothing to see: the sizes of the groups of operands, and of results, of which the last are as the operands. */
    record Segments() implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            int carries = draft.lastGroupSize();
            draft.put("operandSegmentSizes", sizes(draft.operands().size() - carries, carries));
            draft.put("resultSegmentSizes", sizes(draft.resultTypes().size() - carries, carries));
        }

        private static BuiltinAttribute.DenseArray sizes(long first, long second) {
            return new BuiltinAttribute.DenseArray(ScalarType.I32, List.of(first, second));
        }

        @Override
        public void print(OpPrinter printer, Op op) {}
    }

    /** {@code operands : types}, which the results have too, or {@code ()}. */
    record Pairwise() implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            var cursor = parser.cursor();
            if (cursor.accept("(")) {
                cursor.expect(")");
                return;
            }
            do {
                draft.operands().add(parser.operand());
            } while (cursor.accept(","));
            cursor.expect(":");
            int offset = cursor.offset();
            var types = parser.types().list();
            parser.checkOperands(draft, types, offset);
            draft.resultTypes().addAll(types);
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            var types = printer.types().list(TypeDirective.typesOf(op.operands()));
            printer.append(op.operands().isEmpty() ? " ()" : " " + printer.names(op.operands()) + " : " + types);
        }

        @Override
        public boolean canPrint(Op op) {
            return TypeDirective.typesOf(op.operands()).equals(TypeDirective.typesOf(op.results()));
        }
    }

    /** {@code [start:limit:stride, ...]}; a stride of 1 can be left out. */
    record SliceRanges() implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            var cursor = parser.cursor();
            var starts = new ArrayList<Long>();
            var limits = new ArrayList<Long>();
            var strides = new ArrayList<Long>();
            cursor.expect("[");
            cursor.list("]", () -> {
                starts.add(cursor.integer());
                cursor.expect(":");
                limits.add(cursor.integer());
                strides.add(cursor.accept(":") ? cursor.integer() : 1L);
            });
            draft.put("start_indices", Int64Array.of(starts));
            draft.put("limit_indices", Int64Array.of(limits));
            draft.put("strides", Int64Array.of(strides));
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            if (op instanceof ShapeOp.Slice slice) {
                printer.append(IntStream.range(0, slice.startIndices().size())
                        .mapToObj(i -> slice.startIndices().get(i) + ":"
                                + slice.limitIndices().get(i)
                                + (slice.strides().get(i) == 1
                                        ? ""
                                        : ":" + slice.strides().get(i)))
                        .collect(Collectors.joining(", ", "[", "]")));
            }
        }

        @Override
        public Set<String> attributes() {
            return Set.of("start_indices", "limit_indices", "strides");
        }

        @Override
        public boolean canPrint(Op op) {
            return op instanceof ShapeOp.Slice slice
                    && slice.startIndices().size() == slice.limitIndices().size()
                    && slice.startIndices().size() == slice.strides().size();
        }
    }

    /** {@code e5m10}: the bits of exponent and mantissa. */
    record FloatingPointFormat() implements Directive {
        private static final Pattern FORMAT = Pattern.compile("e([0-9]{1,9})m([0-9]{1,9})");

        @Override
        public void parse(OpParser parser, OpDraft draft) {
            int offset = parser.cursor().offset();
            var word = parser.cursor().word();
            var matcher = FORMAT.matcher(word);
            if (!matcher.matches()) {
                throw parser.cursor().error(offset, "expected a format such as 'e5m10', got '" + word + "'");
            }
            draft.put("exponent_bits", BuiltinAttribute.i32(Integer.parseInt(matcher.group(1))));
            draft.put("mantissa_bits", BuiltinAttribute.i32(Integer.parseInt(matcher.group(2))));
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            if (op instanceof ElementwiseOp.ReducePrecision reduce) {
                printer.append("e" + reduce.exponentBits() + "m" + reduce.mantissaBits());
            }
        }

        @Override
        public Set<String> attributes() {
            return Set.of("exponent_bits", "mantissa_bits");
        }

        @Override
        public boolean canPrint(Op op) {
            return op instanceof ElementwiseOp.ReducePrecision reduce
                    && reduce.exponentBits() >= 0
                    && reduce.mantissaBits() >= 0;
        }
    }

    /** {@code batching_dims = [0] x [0], contracting_dims = [2] x [1]}. */
    record DotDimensions() implements Directive {
        @Override
        public void parse(OpParser parser, OpDraft draft) {
            var cursor = parser.cursor();
            var lhsBatching = Int64Array.of();
            var rhsBatching = Int64Array.of();
            if (cursor.accept("batching_dims")) {
                cursor.expect("=");
                lhsBatching = RecordForm.sizes(cursor);
                cursor.expect("x");
                rhsBatching = RecordForm.sizes(cursor);
                cursor.expect(",");
            }
            cursor.expect("contracting_dims");
            cursor.expect("=");
            var lhsContracting = RecordForm.sizes(cursor);
            cursor.expect("x");
            draft.put(
                    "dot_dimension_numbers",
                    new DotDimensionNumbers(lhsBatching, rhsBatching, lhsContracting, RecordForm.sizes(cursor)));
        }

        @Override
        public void print(OpPrinter printer, Op op) {
            if (op instanceof LinearAlgebraOp.DotGeneral dot) {
                var numbers = dot.dotDimensionNumbers();
                var batching = pair(numbers.lhsBatchingDimensions(), numbers.rhsBatchingDimensions());
                printer.append(batching.equals("[] x []") ? "" : "batching_dims = " + batching + ", ");
                printer.append("contracting_dims = "
                        + pair(numbers.lhsContractingDimensions(), numbers.rhsContractingDimensions()));
            }
        }

        private static String pair(Int64Array lhs, Int64Array rhs) {
            return AttributePrinter.sizes(lhs) + " x " + AttributePrinter.sizes(rhs);
        }

        @Override
        public Set<String> attributes() {
            return Set.of("dot_dimension_numbers");
        }
    }
}
