package dev.ranvier.stablehlo.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names of the factors in a sharding rule: {@code i} to {@code z}, then {@code z_1}, {@code z_2} and so on. */
final class ShardyFactors {
    private static final Pattern NAME = Pattern.compile("z_([1-9][0-9]{0,8})|([i-z])");
    private static final int Z = 'z' - 'i';

    private ShardyFactors() {}

    static String name(long index) {
        return index <= Z ? Character.toString((int) ('i' + index)) : "z_" + (index - Z);
    }

    /** The factors of a word such as {@code ijz_1}. */
    static List<Long> parse(Cursor cursor) {
        int offset = cursor.offset();
        var word = cursor.word();
        var factors = new ArrayList<Long>();
        var matcher = NAME.matcher(word);
        int at = 0;
        while (at < word.length()) {
            matcher.region(at, word.length());
            if (!matcher.lookingAt()) {
                throw cursor.error(offset + at, "expected a factor from 'i' to 'z', or 'z_1' and so on");
            }
            factors.add(
                    matcher.group(1) != null
                            ? Z + Long.parseLong(matcher.group(1))
                            : (long) matcher.group(2).charAt(0) - 'i');
            at = matcher.end();
        }
        return factors;
    }
}
