package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums of products in Einstein's notation, from left to right. */
final class Einsum {
    /** What stands for the dimensions of an ellipsis. */
    private static final String ELLIPSIS_LETTERS = "αβγδεζηθ";

    private final Emitter emit;

    private Einsum(Emitter emit) {
        this.emit = emit;
    }

    /** A tensor with a letter for each dimension. */
    private record Term(Value value, String letters) {}

    static Value lower(Emitter emit, String equation, List<Value> operands) {
        return new Einsum(emit).lower(equation.replace(" ", ""), operands);
    }

    private Value lower(String equation, List<Value> operands) {
        int arrow = equation.indexOf("->");
        var inputs = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        if (inputs.length != operands.size()) {
            throw RanvierException.invalid("'" + equation + "' is not of " + operands.size() + " operands");
        }
        var terms = new ArrayList<Term>();
        int ellipsis = 0;
        for (int i = 0; i < inputs.length; i++) {
            int hidden =
                    Emitter.rank(operands.get(i)) - inputs[i].replace("...", "").length();
            ellipsis = Math.max(ellipsis, inputs[i].contains("...") ? hidden : 0);
            terms.add(new Term(operands.get(i), expand(inputs[i], hidden)));
        }
        var output = arrow < 0 ? implicit(terms) : expand(equation.substring(arrow + 2), ellipsis);
        check(equation, terms, output);
        return reduce(terms, output);
    }

    private static String expand(String letters, int hidden) {
        if (hidden < 0 || hidden > ELLIPSIS_LETTERS.length()) {
            throw RanvierException.invalid("'" + letters + "' does not fit its operand");
        }
        return letters.replace("...", ELLIPSIS_LETTERS.substring(ELLIPSIS_LETTERS.length() - hidden));
    }

    /** Letters that appear once, in order. */
    private static String implicit(List<Term> terms) {
        var all = terms.stream().map(Term::letters).collect(Collectors.joining());
        return letters(all.chars()
                .filter(letter -> all.indexOf(letter) == all.lastIndexOf(letter))
                .sorted());
    }

    private static String letters(IntStream letters) {
        return letters.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void check(String equation, List<Term> terms, String output) {
        for (var term : terms) {
            boolean fits = Emitter.rank(term.value()) == term.letters().length();
            if (!fits
                    || term.letters().chars().distinct().count()
                            != term.letters().length()) {
                throw RanvierException.unimplemented(
                        "'" + equation + "': letters must fit the operands, and be different in each");
            }
        }
        var all = terms.stream().map(Term::letters).collect(Collectors.joining());
        if (output.chars().anyMatch(letter -> all.indexOf(letter) < 0)) {
            throw RanvierException.invalid("'" + equation + "': the result has a letter of no operand");
        }
    }

    private Value reduce(List<Term> terms, String output) {
        var result = terms.getFirst();
        for (int i = 1; i < terms.size(); i++) {
            var later = terms.subList(i + 1, terms.size()).stream()
                    .map(Term::letters)
                    .collect(Collectors.joining(output));
            result = multiply(result, terms.get(i), output + later);
        }
        result = sum(result, output);
        var letters = result.letters();
        return emit.transpose(
                result.value(), output.chars().map(letters::indexOf).toArray());
    }

    /** Sums over the letters that are not needed any more. */
    private Term sum(Term term, String needed) {
        var dropped = IntStream.range(0, term.letters().length())
                .filter(i -> needed.indexOf(term.letters().charAt(i)) < 0)
                .toArray();
        return dropped.length == 0
                ? term
                : new Term(
                        ReductionOps.sum(emit, term.value(), dropped),
                        letters(term.letters().chars().filter(letter -> needed.indexOf(letter) >= 0)));
    }

    private Term multiply(Term a, Term b, String needed) {
        var left = sum(a, needed + b.letters());
        var right = sum(b, needed + a.letters());
        var common =
                letters(left.letters().chars().filter(letter -> right.letters().indexOf(letter) >= 0));
        var batch = letters(common.chars().filter(letter -> needed.indexOf(letter) >= 0));
        var contracted = letters(common.chars().filter(letter -> needed.indexOf(letter) < 0));
        var numbers = new DotDimensionNumbers(
                places(left, batch), places(right, batch), places(left, contracted), places(right, contracted));
        var product = emit.builder()
                .emitWithElements(
                        Emitter.elementType(left.value()),
                        (result, info) -> new LinearAlgebraOp.DotGeneral(
                                left.value(), right.value(), numbers, null, null, result, info));
        return new Term(product, batch + without(left.letters(), common) + without(right.letters(), common));
    }

    private static Int64Array places(Term term, String letters) {
        return Int64Array.of(letters.chars()
                .mapToLong(letter -> term.letters().indexOf(letter))
                .toArray());
    }

    private static String without(String letters, String removed) {
        return letters(letters.chars().filter(letter -> removed.indexOf(letter) < 0));
    }
}
