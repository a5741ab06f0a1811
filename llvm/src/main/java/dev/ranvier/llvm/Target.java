package dev.ranvier.llvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What code is made for, in LLVM's words.
 *
 * @param triple such as {@code x86_64-unknown-linux-gnu}
 * @param cpu an LLVM processor name, such as {@code x86-64-v3}
 * @param features what the processor has beyond that, such as {@code +avx512bf16,+gfni}
 */
public record Target(String triple, String cpu, String features) {
    private static final String X86_64 = "x86_64-unknown-linux-gnu";

    /** Armv8.2-A with Neon and half precision, to emit objects for; this package loads x86-64 objects only. */
    public static final Target AARCH64 =
            new Target("aarch64-unknown-linux-gnu", "generic", "+fp-armv8,+neon,+fullfp16");

    private static final class Host {
        private static @Nullable Target target;

        static synchronized Target target() {
            if (target == null) {
                target = find(System.getenv().getOrDefault("RANVIER_CPU_FEATURES", ""));
            }
            return target;
        }

        private static Target find(String restriction) {
            var architecture = System.getProperty("os.arch");
            if (!architecture.equals("amd64")) {
                throw new LlvmException("native code is made for x86-64 processors, and this one is " + architecture);
            }
            return ofFlags(flags(Path.of("/proc/cpuinfo")), restriction);
        }

        private static String flags(Path cpuinfo) {
            try (var lines = Files.lines(cpuinfo)) {
                return lines.filter(line -> line.startsWith("flags"))
                        .map(line -> line.substring(line.indexOf(':') + 1))
                        .findFirst()
                        .orElseThrow(() -> new LlvmException(cpuinfo + " has no line 'flags'"));
            } catch (IOException e) {
                throw new LlvmException("cannot read the features of the processor from " + cpuinfo, e);
            }
        }
    }

    /**
     * The processor that this process runs on, found without libLLVM. The environment variable
     * {@code RANVIER_CPU_FEATURES} takes features away: {@code -avx512f} that one and all that need it, {@code avx2} all
     * above the x86-64 level that has it.
     *
     * @throws LlvmException on other processors than x86-64, or where the variable names no feature
     */
    public static Target host() {
        return Host.target();
    }

    /** The target of a processor with these flags of {@code /proc/cpuinfo}. */
    static Target ofFlags(String flags, String restriction) {
        var features = CpuFeatures.restrict(CpuFeatures.ofFlags(flags), restriction);
        return new Target(X86_64, CpuFeatures.level(features), CpuFeatures.text(features));
    }

    /** Whether a processor of this target runs code for another one. */
    public boolean runs(Target other) {
        return triple.equals(other.triple)
                && CpuFeatures.names(features).containsAll(CpuFeatures.names(other.features));
    }

    /** Whether code for this target may use a feature, by LLVM's name: {@code avx512bf16}, {@code fma}, {@code neon}. */
    public boolean has(String feature) {
        int length = feature.length();
        for (int at = features.indexOf(feature); at > 0; at = features.indexOf(feature, at + 1)) {
            boolean isWhole = at + length == features.length() || features.charAt(at + length) == ',';
            if (isWhole && features.charAt(at - 1) == '+') {
                return true;
            }
        }
        return false;
    }
}
