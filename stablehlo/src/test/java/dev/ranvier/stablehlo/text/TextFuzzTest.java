package dev.ranvier.stablehlo.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Mutated and truncated texts parse or give an error with a place, in bounded time and memory. Run more of them with
 * {@code -Dranvier.fuzz.cases=100000}, and one again with {@code -Dranvier.fuzz.seed=...}.
 */
class TextFuzzTest {
    private static final int COUNT = Integer.getInteger("ranvier.fuzz.cases", 5_000);
    private static final long FIRST_SEED = Long.getLong("ranvier.fuzz.seed", 1);
    private static final long FREE_BYTES = 64L << 20;
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern PLACE = Pattern.compile("(?s)fuzz:\\d+:\\d+: .*");
    private static final Pattern TOKEN = Pattern.compile("\"[^\"\n]*\"|[\\w.@%#!^]+|\\S");
    private static final List<String> SAMPLES =
            Samples.names().map(Samples::read).toList();
    private static final List<String> HOSTILE = List.of(
            "0",
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "0xFFFFFFFFFFFFFFFF",
            "999999999",
            "1.0e999",
            "1.0",
            "tensor<999999999x999999999xf64>",
            "tensor<0x9223372036854775807xi8>",
            "tuple<>",
            "[]",
            "{}",
            "<",
            ">",
            "(",
            ")",
            "%0",
            "#loc",
            "@f",
            "^bb0",
            "\"\"",
            "\"\\FF\"",
            "dense<>",
            "dense<\"0x\">",
            "?",
            "->",
            "loc(unknown)",
            "=",
            ":");

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void mutatedTextsParseOrGiveAnError() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed++) {
            var text = mutate(new Random(seed));
            long bytesBefore = thread.getCurrentThreadAllocatedBytes();
            long timeBefore = thread.getCurrentThreadCpuTime();
            parse(text, seed);
            long time = thread.getCurrentThreadCpuTime() - timeBefore;
            long bytes = thread.getCurrentThreadAllocatedBytes() - bytesBefore;
            assertThat(bytes).as("bytes allocated, seed %d", seed).isLessThan(10L * text.length() + FREE_BYTES);
            assertThat(time).as("nanoseconds, seed %d", seed).isLessThan(SECOND);
        }
    }

    private static void parse(String text, long seed) {
        try {
            TextParser.parse(text, "fuzz");
        } catch (RanvierException e) {
            assertThat(e.getMessage()).as("seed %d", seed).matches(PLACE);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static String mutate(Random random) {
        var text = new StringBuilder(pick(random, SAMPLES));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            change(random, text);
        }
        return text.toString();
    }

    private static void change(Random random, StringBuilder text) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(40));
        switch (random.nextInt(7)) {
            case 0 -> text.setLength(at);
            case 1 -> text.delete(at, end);
            case 2 -> text.setCharAt(at, (char) random.nextInt(random.nextInt(10) == 0 ? 0x10000 : 0x80));
            case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
            case 4 -> text.insert(at, pick(random, HOSTILE));
            case 5 -> replaceToken(text, at, pick(random, HOSTILE));
            default -> replaceToken(text, at, tokenFrom(pick(random, SAMPLES), random));
        }
    }

    private static void replaceToken(StringBuilder text, int from, String replacement) {
        var matcher = TOKEN.matcher(text);
        if (matcher.find(from)) {
            text.replace(matcher.start(), matcher.end(), replacement);
        }
    }

    private static String tokenFrom(String text, Random random) {
        var matcher = TOKEN.matcher(text);
        return matcher.find(random.nextInt(text.length() / 2)) ? matcher.group() : "";
    }

    private static String pick(Random random, List<String> items) {
        return items.get(random.nextInt(items.size()));
    }
}
