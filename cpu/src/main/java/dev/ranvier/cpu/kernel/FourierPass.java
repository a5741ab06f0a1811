package dev.ranvier.cpu.kernel;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Discrete Fourier transforms of one length of many lines of complex numbers. Line {@code (a, c)} of {@code outer} by
 * {@code lines} has its elements where the layouts of input and output say.
 *
 * @param part the type of the real and the imaginary parts
 * @param length of each line, with no prime factor above {@link #GREATEST_FACTOR}
 * @param inverse whether turns are positive
 * @param scale what the results are multiplied by
 * @param turns if not zero, element k of line (a, c) is multiplied by the turn of {@code c k / turns} besides
 */
public record FourierPass(
        ScalarType part,
        int length,
        long outer,
        long lines,
        Layout input,
        Layout output,
        boolean inverse,
        double scale,
        long turns) {
    /** The greatest prime factor of a length. */
    public static final int GREATEST_FACTOR = 13;

    /** Between neighbours along the outer dimension, the lines, and the elements of a line, in complex numbers. */
    public record Layout(long outer, long line, long element) {}

    /** The factors of a length in the order of their stages; their product is less than the length if it has others. */
    static List<Integer> radices(int length) {
        var radices = new ArrayList<Integer>();
        int rest = length;
        for (int radix : new int[] {8, 4, 2, 3, 5, 7, 11, 13}) {
            while (rest % radix == 0) {
                radices.add(radix);
                rest /= radix;
            }
        }
        return radices;
    }

    /** Whether there is code for a length. */
    public static boolean isSmooth(long length) {
        long product = radices(Math.toIntExact(length)).stream()
                .mapToLong(Integer::longValue)
                .reduce(1, (x, y) -> x * y);
        return product == length;
    }

    /** How many lines are done at once: as many numbers of the type as a vector has. */
    int lanes(int vectorLanes) {
        return Math.max(2, part == ScalarType.F64 ? vectorLanes / 2 : vectorLanes);
    }

    /** Blocks of lines that are done at once, for each outer index. */
    long blocks(int vectorLanes) {
        return Math.ceilDiv(lines, lanes(vectorLanes));
    }

    /** The first line of a block; the last block overlaps with the one before where lines do not fill it. */
    long firstLine(long block, int vectorLanes) {
        return Math.max(0, Math.min(block * lanes(vectorLanes), lines - lanes(vectorLanes)));
    }

    /** Where the output has the element that a line has at each place after its stages. */
    public DenseElements order() {
        var radices = radices(length);
        var order = new long[length];
        for (int k = 0; k < length; k++) {
            int rest = k;
            int block = length;
            for (int radix : radices) {
                block /= radix;
                order[k] += (long) (rest % radix) * block;
                rest /= radix;
            }
        }
        return DenseElements.ofBits(TensorType.of(ScalarType.I32, length), order);
    }

    /**
     * The turns that the kernel multiplies by: those of each stage, by place and output; those of each block's first line
     * by element; those of each element by lane, all real parts before the imaginary ones.
     */
    public DenseElements turns(int vectorLanes) {
        var table = new Table();
        int block = length;
        for (int radix : radices(length)) {
            int part = block / radix;
            for (int place = 0; place < part; place++) {
                for (int k = 1; k < radix; k++) {
                    table.add((long) place * k, block, inverse);
                }
            }
            block = part;
        }
        if (turns != 0) {
            for (long i = 0; i < blocks(vectorLanes); i++) {
                for (int k = 0; k < length; k++) {
                    table.add(firstLine(i, vectorLanes) * k % turns, turns, inverse);
                }
            }
            for (int k = 0; k < length; k++) {
                table.addLanes(k, turns, lanes(vectorLanes), inverse);
            }
        }
        return table.elements(part);
    }

    /** Where the turns of blocks begin in the table, counted in real numbers. */
    int blockTurns() {
        int count = 0;
        int block = length;
        for (int radix : radices(length)) {
            block /= radix;
            count += 2 * block * (radix - 1);
        }
        return count;
    }

    /** Where the turns of lanes begin in the table. */
    int laneTurns(int vectorLanes) {
        return Math.toIntExact(blockTurns() + 2 * blocks(vectorLanes) * length);
    }

    private static final class Table {
        private final List<Double> numbers = new ArrayList<>();

        void add(long numerator, long denominator, boolean inverse) {
            numbers.add(cosine(numerator, denominator));
            numbers.add(sine(numerator, denominator, inverse));
        }

        void addLanes(long element, long denominator, int lanes, boolean inverse) {
            for (int lane = 0; lane < lanes; lane++) {
                numbers.add(cosine(lane * element, denominator));
            }
            for (int lane = 0; lane < lanes; lane++) {
                numbers.add(sine(lane * element, denominator, inverse));
            }
        }

        DenseElements elements(ScalarType part) {
            if (numbers.isEmpty()) {
                numbers.add(1.0);
            }
            var format = FloatFormat.of(part);
            var bits = numbers.stream().mapToLong(format::encode).toArray();
            return DenseElements.ofBits(TensorType.of(part, bits.length), bits);
        }
    }

    /** The cosine of {@code numerator / denominator} turns; by symmetry of an eighth of a turn at most. */
    static double cosine(long numerator, long denominator) {
        long turn = Math.floorMod(numerator, denominator);
        long half = Math.min(turn, denominator - turn);
        boolean negative = 4 * half > denominator;
        long acute = negative ? denominator - 2 * half : 2 * half; // in half turns by the denominator
        double cosine = 4 * acute > denominator
                ? StrictMath.sin(Math.PI * (denominator - 2 * acute) / (2.0 * denominator))
                : StrictMath.cos(Math.PI * acute / denominator);
        return negative ? -cosine : cosine;
    }

    /** The sine of as many turns, negative unless the transform is inverse. */
    static double sine(long numerator, long denominator, boolean inverse) {
        // sin(x) = cos(x - pi/2), a quarter of a turn earlier
        double sine = cosine(4 * Math.floorMod(numerator, denominator) - denominator, 4 * denominator);
        return inverse ? sine : -sine;
    }
}
