package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RandomOp.RngBitGenerator;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * {@code rng_bit_generator} by the counter-based generators of J. Salmon et al., "Parallel random numbers: as easy as 1,
 * 2, 3" (SC 2011), with counters and results laid out as XLA lays them out, so that programs see the same bits.
 * {@code DEFAULT} is Philox, as in XLA on CPU.
 */
final class RandomBits {
    private static final int[] THREE_FRY_ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
    private static final long THREE_FRY_PARITY = 0x1BD11BDA;
    private static final long PHILOX_MULTIPLIER_A = 0xD2511F53L;
    private static final long PHILOX_MULTIPLIER_B = 0xCD9E8D57L;
    private static final long PHILOX_WEYL_A = 0x9E3779B9L;
    private static final long PHILOX_WEYL_B = 0xBB67AE85L;

    private final RegionBuilder b;
    private final Value state;
    private final TensorType type;

    private RandomBits(RngBitGenerator op, RegionBuilder b) {
        this.b = b;
        this.state = op.initialState();
        this.type = op.output().tensorType();
    }

    /** The next state and the bits. */
    static List<Value> of(RngBitGenerator op, RegionBuilder b) {
        var state = op.initialState().tensorType();
        if (state.elementType() != ScalarType.UI64 || state.rank() != 1 || state.size(0) < 2) {
            throw new RanvierException(op.diagnostic(
                    Diagnostic.Code.INVALID_ARGUMENT, "needs a state of 2 or 3 words of ui64, got " + state));
        }
        var bits = new RandomBits(op, b);
        return switch (op.rngAlgorithm()) {
            case THREE_FRY -> bits.threeFry();
            case DEFAULT, PHILOX -> bits.philox();
        };
    }

    private int width() {
        return type.elementType() instanceof ScalarType scalar ? scalar.bitWidth() : 0;
    }

    // Threefry

    /** The state is (key, counter); one block gives one number of 64 bits, or two neighbours of 32 and fewer. */
    private List<Value> threeFry() {
        var shape = type.shape();
        if (width() == 64 || shape.length == 0) {
            var block = threeFryBlocks(shape);
            var bits = width() == 64 ? block : b.convert(ScalarType.UI32, block);
            return List.of(nextThreeFryState(type.elementCount()), as(type.elementType(), bits));
        }
        int split = splitDimension(shape);
        var half = shape.clone();
        half[split] = (shape[split] + 1) / 2;
        var words = Fragments.bitcast(b, ScalarType.UI32, threeFryBlocks(half));
        var pairs = b.transpose(words, pairPermutation(shape.length, split));
        var doubled = half.clone();
        doubled[split] *= 2;
        var bits = Fragments.firsts(b, b.reshape(pairs, doubled), shape);
        long blocks = LongStream.of(half).reduce(1, (x, y) -> x * y);
        return List.of(nextThreeFryState(blocks), as(type.elementType(), bits));
    }

    /** Moves the last dimension, of the two words of a block, behind the one that is split. */
    private static long[] pairPermutation(int rank, int split) {
        return LongStream.concat(
                        LongStream.concat(LongStream.rangeClosed(0, split), LongStream.of(rank)),
                        LongStream.range(split + 1, rank))
                .toArray();
    }

    /** The first even dimension, or else the longest. */
    private static int splitDimension(long[] shape) {
        int longest = 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] % 2 == 0) {
                return i;
            }
            longest = shape[i] > shape[longest] ? i : longest;
        }
        return longest;
    }

    private Value nextThreeFryState(long blocks) {
        var counter = b.add(word(1), number(blocks));
        return state(List.of(word(0), counter));
    }

    /** Threefry-2x32 of 20 rounds; words are the low and the high half of a number. */
    private Value threeFryBlocks(long[] shape) {
        var counters = b.add(Fragments.spread(b, word(1), shape), Fragments.positions(b, ScalarType.UI64, shape));
        var low = low(word(0));
        var high = high(word(0));
        var parity = xor(xor(low, high), Fragments.scalar(b, ScalarType.UI32, THREE_FRY_PARITY));
        var keys = List.of(
                Fragments.spread(b, low, shape), Fragments.spread(b, high, shape), Fragments.spread(b, parity, shape));
        var x = b.add(low(counters), keys.get(0));
        var y = b.add(high(counters), keys.get(1));
        for (int group = 0; group < 5; group++) {
            for (int round = 0; round < 4; round++) {
                x = b.add(x, y);
                y = xor(rotateLeft(y, THREE_FRY_ROTATIONS[group % 2 * 4 + round]), x);
            }
            x = b.add(x, keys.get((group + 1) % 3));
            y = b.add(b.add(y, keys.get((group + 2) % 3)), like(y, group + 1));
        }
        return joined(x, y);
    }

    private Value rotateLeft(Value x, int count) {
        var left = b.binary(BinaryOp.ShiftLeft::new, x, like(x, count));
        var right = b.binary(BinaryOp.ShiftRightLogical::new, x, like(x, 32 - count));
        return b.binary(BinaryOp.Or::new, left, right);
    }

    // Philox

    /**
     * The state is (key, counter low, counter high), or (key, counter low) whose high word is the key; one block gives
     * two numbers of 64 bits, or four of 32 and fewer.
     */
    private List<Value> philox() {
        long count = type.elementCount();
        int perBlock = width() == 64 ? 2 : 4;
        long blocks = Math.ceilDiv(count, perBlock);
        boolean wide = state.tensorType().size(0) > 2;
        var low = word(1);
        var high = wide ? word(2) : word(0);
        var places = b.add(Fragments.spread(b, low, blocks), b.iota(TensorType.of(ScalarType.UI64, blocks), 0));
        var words = philoxBlocks(places, carried(high, places, Fragments.spread(b, low, blocks)));
        var numbers =
                perBlock == 4 ? words : List.of(joined(words.get(0), words.get(1)), joined(words.get(2), words.get(3)));
        var columns = numbers.stream().map(part -> b.reshape(part, blocks, 1)).toList();
        var all = b.reshape(b.concatenate(1, columns), blocks * perBlock);
        var bits = b.reshape(Fragments.firsts(b, all, count), type.shape());
        var next = b.add(low, number(blocks));
        var words64 = new ArrayList<>(List.of(word(0), next));
        if (wide) {
            words64.add(carried(high, next, low));
        }
        return List.of(state(words64), as(type.elementType(), bits));
    }

    /** The high word of a counter, one more where the low word came round. */
    private Value carried(Value high, Value sum, Value low) {
        var carry = b.convert(ScalarType.UI64, b.compare(ComparisonDirection.LT, sum, low));
        return b.add(Fragments.spread(b, high, sum.tensorType().shape()), carry);
    }

    /** Philox-4x32 of 10 rounds; words of counter and key are halves of numbers, the low one first. */
    private List<Value> philoxBlocks(Value counterLow, Value counterHigh) {
        var keyLow = low(word(0));
        var keyHigh = high(word(0));
        var shape = counterLow.tensorType().shape();
        var x = low(counterLow);
        var y = high(counterLow);
        var z = low(counterHigh);
        var w = high(counterHigh);
        for (int round = 0; round < 10; round++) {
            var first = product(x, PHILOX_MULTIPLIER_A);
            var second = product(z, PHILOX_MULTIPLIER_B);
            x = xor(xor(high(second), y), Fragments.spread(b, keyLow, shape));
            y = low(second);
            z = xor(xor(high(first), w), Fragments.spread(b, keyHigh, shape));
            w = low(first);
            keyLow = b.add(keyLow, like(keyLow, PHILOX_WEYL_A));
            keyHigh = b.add(keyHigh, like(keyHigh, PHILOX_WEYL_B));
        }
        return List.of(x, y, z, w);
    }

    private Value product(Value x, long multiplier) {
        var wide = b.convert(ScalarType.UI64, x);
        return b.multiply(wide, like(wide, multiplier));
    }

    // Words

    private Value word(int index) {
        return Fragments.element(b, state, index);
    }

    /** The state with its first words replaced. */
    private Value state(List<Value> words) {
        var parts = new ArrayList<Value>();
        words.forEach(word -> parts.add(b.reshape(word, 1)));
        long size = state.tensorType().size(0);
        if (words.size() < size) {
            parts.add(b.slice(state, new long[] {words.size()}, new long[] {size}, new long[] {1}));
        }
        return b.concatenate(0, parts);
    }

    private Value number(long value) {
        return Fragments.scalar(b, ScalarType.UI64, value);
    }

    private Value like(Value x, long value) {
        return Fragments.filled(b, x.tensorType(), value);
    }

    private Value xor(Value x, Value y) {
        return b.binary(BinaryOp.Xor::new, x, y);
    }

    private Value low(Value number) {
        return b.convert(ScalarType.UI32, number);
    }

    private Value high(Value number) {
        return low(b.binary(BinaryOp.ShiftRightLogical::new, number, like(number, 32)));
    }

    private Value joined(Value low, Value high) {
        var wide = b.convert(ScalarType.UI64, high);
        var shifted = b.binary(BinaryOp.ShiftLeft::new, wide, like(wide, 32));
        return b.binary(BinaryOp.Or::new, b.convert(ScalarType.UI64, low), shifted);
    }

    /** The lowest bits of unsigned words as a type. */
    private Value as(ElementType elementType, Value words) {
        var narrow = switch (width()) {
            case 2 -> ScalarType.UI2;
            case 4 -> ScalarType.UI4;
            case 8 -> ScalarType.UI8;
            case 16 -> ScalarType.UI16;
            case 32 -> ScalarType.UI32;
            case 64 -> ScalarType.UI64;
            default -> throw RanvierException.unimplemented("random bits as " + elementType);
        };
        return Fragments.bitcast(b, elementType, b.convert(narrow, words));
    }
}
