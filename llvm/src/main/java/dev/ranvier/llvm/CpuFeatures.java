package dev.ranvier.llvm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The features of x86-64 processors that change the code LLVM makes: LLVM's name, the flag of {@code /proc/cpuinfo}, and
 * the features that LLVM implies with it (LLVM's {@code X86.td}).
 */
final class CpuFeatures {
    /** The levels of the x86-64 psABI (section 3.1.1), lowest first: an LLVM processor and what it adds. */
    private static final Map<String, Set<String>> LEVELS = new LinkedHashMap<>();

    private static final Map<String, Feature> FEATURES = new LinkedHashMap<>();

    static {
        LEVELS.put("x86-64", Set.of("sse2"));
        LEVELS.put("x86-64-v2", Set.of("cx16", "popcnt", "sahf", "sse3", "sse4.1", "sse4.2", "ssse3"));
        LEVELS.put("x86-64-v3", Set.of("avx", "avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe", "xsave"));
        LEVELS.put("x86-64-v4", Set.of("avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl"));

        feature("sse2", "sse2");
        feature("cx16", "cx16");
        feature("sahf", "lahf_lm");
        feature("popcnt", "popcnt");
        feature("sse3", "pni", "sse2");
        feature("ssse3", "ssse3", "sse3");
        feature("sse4.1", "sse4_1", "ssse3");
        feature("sse4.2", "sse4_2", "sse4.1");
        feature("xsave", "xsave");
        feature("bmi", "bmi1");
        feature("bmi2", "bmi2");
        feature("lzcnt", "abm");
        feature("movbe", "movbe");
        feature("adx", "adx");
        feature("gfni", "gfni");
        feature("aes", "aes");
        feature("pclmul", "pclmulqdq");
        feature("sha", "sha_ni");
        feature("avx", "avx", "sse4.2");
        feature("f16c", "f16c", "avx");
        feature("fma", "fma", "avx");
        feature("avx2", "avx2", "avx");
        feature("vaes", "vaes", "aes", "avx2");
        feature("vpclmulqdq", "vpclmulqdq", "avx", "pclmul");
        feature("avxvnni", "avx_vnni", "avx2");
        feature("avxifma", "avx_ifma", "avx2");
        feature("avxvnniint8", "avx_vnni_int8", "avx2");
        feature("avxneconvert", "avx_ne_convert", "avx2");
        feature("avx512f", "avx512f", "avx2", "f16c", "fma");
        feature("avx512cd", "avx512cd", "avx512f");
        feature("avx512dq", "avx512dq", "avx512f");
        feature("avx512bw", "avx512bw", "avx512f");
        feature("avx512vl", "avx512vl", "avx512f");
        feature("avx512ifma", "avx512ifma", "avx512f");
        feature("avx512vnni", "avx512_vnni", "avx512f");
        feature("avx512vpopcntdq", "avx512_vpopcntdq", "avx512f");
        feature("avx512vbmi", "avx512vbmi", "avx512bw");
        feature("avx512vbmi2", "avx512_vbmi2", "avx512bw");
        feature("avx512bitalg", "avx512_bitalg", "avx512bw");
        feature("avx512bf16", "avx512_bf16", "avx512bw");
        feature("avx512fp16", "avx512_fp16", "avx512bw", "avx512dq", "avx512vl");
    }

    private record Feature(String flag, Set<String> needs) {}

    private CpuFeatures() {}

    private static void feature(String name, String flag, String... needs) {
        FEATURES.put(name, new Feature(flag, Set.of(needs)));
    }

    /**
     * The features that a {@code flags} line of {@code /proc/cpuinfo} names. Linux leaves a flag out where the kernel does
     * not keep the registers it needs (Documentation/arch/x86/cpuinfo.rst).
     */
    static Set<String> ofFlags(String flags) {
        var present = Set.copyOf(Arrays.asList(flags.strip().split(" ", -1)));
        var features = new TreeSet<String>();
        FEATURES.forEach((name, feature) -> {
            if (present.contains(feature.flag) && features.containsAll(feature.needs)) {
                features.add(name);
            }
        });
        return features;
    }

    /**
     * Takes features away: {@code -NAME} that feature and all that need it, {@code NAME} all above the x86-64 level that
     * the feature came with. Entries are separated by commas.
     */
    static Set<String> restrict(Set<String> features, String restriction) {
        var rest = new TreeSet<>(features);
        for (var entry : restriction.split(",", -1)) {
            var word = entry.strip();
            if (word.startsWith("-")) {
                remove(rest, known(word.substring(1), FEATURES.keySet(), restriction));
            } else if (!word.isEmpty()) {
                rest.retainAll(upToLevelOf(word, restriction));
            }
        }
        return rest;
    }

    /** The highest level whose features are all there, as LLVM names its processor. */
    static String level(Set<String> features) {
        var highest = "x86-64";
        for (var level : LEVELS.entrySet()) {
            if (!features.containsAll(level.getValue())) {
                break;
            }
            highest = level.getKey();
        }
        return highest;
    }

    private static void remove(Set<String> features, String name) {
        features.remove(name);
        FEATURES.forEach((other, feature) -> {
            if (feature.needs.contains(name) && features.contains(other)) {
                remove(features, other);
            }
        });
    }

    private static Set<String> upToLevelOf(String word, String restriction) {
        var leveled = LEVELS.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        known(word, leveled, restriction);
        var kept = new TreeSet<String>();
        for (var level : LEVELS.values()) {
            kept.addAll(level);
            if (level.contains(word)) {
                break;
            }
        }
        return kept;
    }

    private static String known(String word, Set<String> allowed, String restriction) {
        if (!allowed.contains(word)) {
            throw new LlvmException(
                    "RANVIER_CPU_FEATURES=%s: no feature %s; there are %s, with a minus for less of one: %s"
                            .formatted(restriction, word, String.join(", ", allowed), "-avx512f, or avx2"));
        }
        return word;
    }

    /** What LLVM's feature strings look like: {@code +avx,+avx2}. */
    static String text(Set<String> features) {
        return features.stream().map(name -> "+" + name).collect(Collectors.joining(","));
    }

    /** The names of a feature string that it adds. */
    static List<String> names(String text) {
        return Arrays.stream(text.split(","))
                .filter(word -> word.startsWith("+"))
                .map(word -> word.substring(1))
                .toList();
    }
}
