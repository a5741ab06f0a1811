package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.torch.graph.SizeExpression.Constant;
import dev.ranvier.torch.graph.SizeExpression.Operation;
import dev.ranvier.torch.graph.SizeExpression.Operator;
import dev.ranvier.torch.graph.SizeExpression.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads expressions as sympy's {@code srepr} writes them, for instance
 * {@code Mul(Integer(2), Symbol('s77', positive=True, integer=True))}.
 */
final class SizeParser {
    /** Far above what sizes need, and far below what the stack holds. */
    private static final int GREATEST_DEPTH = 64;

    private static final long GREATEST_POWER = 8;

    private final String text;
    private int position;

    private SizeParser(String text) {
        this.text = text;
    }

    /**
     * The expression that {@code text} writes.
     *
     * @throws RanvierException if it is none, or has functions that sizes do not need
     */
    static SizeExpression parse(String text) {
        var parser = new SizeParser(text);
        var expression = parser.expression(0);
        if (parser.position != text.length()) {
            throw parser.unexpected("the end");
        }
        return expression;
    }

    private SizeExpression expression(int depth) {
        if (depth > GREATEST_DEPTH) {
            throw RanvierException.invalid("the expression of a size is nested deeper than " + GREATEST_DEPTH);
        }
        var function = word();
        expect('(');
        var expression = switch (function) {
            case "Integer" -> new Constant(integer());
            case "Symbol" -> symbol();
            default -> operation(function, operands(depth + 1));
        };
        expect(')');
        return expression;
    }

    private SizeExpression symbol() {
        expect('\'');
        int start = position;
        while (position < text.length() && text.charAt(position) != '\'') {
            position++;
        }
        var name = text.substring(start, position);
        expect('\'');
        // Assumptions such as positive=True say nothing that a size does not say itself.
        while (position < text.length() && text.charAt(position) != ')') {
            position++;
        }
        return new Symbol(name);
    }

    private List<SizeExpression> operands(int depth) {
        var operands = new ArrayList<SizeExpression>();
        do {
            operands.add(expression(depth));
        } while (skip(", "));
        return operands;
    }

    private SizeExpression operation(String function, List<SizeExpression> operands) {
        return switch (function) {
            case "Add" -> new Operation(Operator.ADD, operands);
            case "Mul" -> new Operation(Operator.MULTIPLY, operands);
            case "Max" -> new Operation(Operator.MAXIMUM, operands);
            case "Min" -> new Operation(Operator.MINIMUM, operands);
            case "FloorDiv", "CleanDiv" -> pair(function, Operator.FLOOR_DIVIDE, operands);
            case "Mod", "PythonMod" -> pair(function, Operator.MODULO, operands);
            case "Pow" -> power(operands);
            default ->
                throw RanvierException.unimplemented("the function '" + function + "' in the expression of a size");
        };
    }

    private static SizeExpression pair(String function, Operator operator, List<SizeExpression> operands) {
        if (operands.size() != 2) {
            throw RanvierException.invalid("'" + function + "' takes two operands, not " + operands.size());
        }
        return new Operation(operator, operands);
    }

    private static SizeExpression power(List<SizeExpression> operands) {
        if (operands.size() == 2
                && operands.get(1) instanceof Constant(long exponent)
                && exponent >= 1
                && exponent <= GREATEST_POWER) {
            return new Operation(Operator.MULTIPLY, Collections.nCopies((int) exponent, operands.getFirst()));
        }
        throw RanvierException.unimplemented("the power " + operands + " in the expression of a size");
    }

    private long integer() {
        int start = position;
        while (position < text.length() && text.charAt(position) != ')') {
            position++;
        }
        try {
            return Long.parseLong(text.substring(start, position));
        } catch (NumberFormatException e) {
            throw unexpected("an integer of 64 bits");
        }
    }

    private String word() {
        int start = position;
        while (position < text.length() && Character.isLetter(text.charAt(position))) {
            position++;
        }
        if (start == position) {
            throw unexpected("a function");
        }
        return text.substring(start, position);
    }

    private boolean skip(String expected) {
        boolean found = text.startsWith(expected, position);
        position += found ? expected.length() : 0;
        return found;
    }

    private void expect(char expected) {
        if (position >= text.length() || text.charAt(position) != expected) {
            throw unexpected("'" + expected + "'");
        }
        position++;
    }

    private RanvierException unexpected(String expected) {
        return RanvierException.invalid(
                "expected " + expected + " at column " + (position + 1) + " of the expression of a size: " + text);
    }
}
