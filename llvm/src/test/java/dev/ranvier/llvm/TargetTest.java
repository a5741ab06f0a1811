package dev.ranvier.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags of real processors, as Linux prints them, against LLVM's names for the levels of the x86-64 psABI. */
class TargetTest {
    private static final String NEHALEM = "fpu sse sse2 ht syscall nx lm pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm";
    private static final String HASWELL =
            NEHALEM + " pclmulqdq fma movbe aes xsave avx f16c rdrand abm bmi1 avx2 smep bmi2 erms invpcid";
    private static final String SKYLAKE_SERVER = HASWELL + " avx512f avx512dq adx avx512cd avx512bw avx512vl";
    private static final String ZEN_4 =
            SKYLAKE_SERVER + " avx512ifma sha_ni avx512_bf16 avx512vbmi avx512_vbmi2 gfni vaes"
                    + " vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq";
    private static final Map<String, String> PROCESSORS = Map.of(
            "Nehalem",
            NEHALEM,
            "Haswell",
            HASWELL,
            "Skylake",
            SKYLAKE_SERVER,
            "Zen4",
            ZEN_4,
            "Opteron",
            "fpu sse sse2");

    private static Target target(String processor, String restriction) {
        return Target.ofFlags(PROCESSORS.getOrDefault(processor, ""), restriction);
    }

    @ParameterizedTest
    @CsvSource({"Opteron, x86-64", "Nehalem, x86-64-v2", "Haswell, x86-64-v3", "Skylake, x86-64-v4", "Zen4, x86-64-v4"})
    void levelsFollowFromFlags(String processor, String level) {
        assertThat(target(processor, "").cpu()).isEqualTo(level);
    }

    @Test
    void featuresHaveTheNamesOfLlvm() {
        var target = target("Zen4", "");
        assertThat(target.has("avx512bf16")).isTrue();
        assertThat(target.has("avx512vnni")).isTrue();
        assertThat(target.has("lzcnt")).isTrue();
        assertThat(target.has("avx512fp16")).isFalse();
        assertThat(target("Haswell", "").has("avx512f")).isFalse();
        assertThat(Target.AARCH64.has("neon")).isTrue();
    }

    @Test
    void aFeatureGoesWithAllThatNeedIt() {
        var target = target("Zen4", "-avx512f");
        assertThat(target.cpu()).isEqualTo("x86-64-v3");
        assertThat(target.features()).doesNotContain("avx512");
        assertThat(target.has("gfni")).isTrue();
        assertThat(target("Zen4", "-avx512bf16, -avx512vnni").features())
                .doesNotContain("bf16", "vnni")
                .contains("+avx512vbmi2");
        assertThat(target("Zen4", "-avx").cpu()).isEqualTo("x86-64-v2");
        assertThat(target("Zen4", "-avx").has("fma")).isFalse();
    }

    @Test
    void aFeatureWithoutSignBoundsTheLevel() {
        assertThat(target("Zen4", "avx2")).isEqualTo(target("Zen4", "fma"));
        assertThat(target("Zen4", "avx2").cpu()).isEqualTo("x86-64-v3");
        assertThat(target("Zen4", "avx2").has("gfni")).isFalse();
        assertThat(target("Zen4", "sse4.2").features())
                .isEqualTo("+cx16,+popcnt,+sahf,+sse2,+sse3,+sse4.1,+sse4.2,+ssse3");
        assertThat(target("Zen4", "sse2")).isEqualTo(target("Opteron", ""));
        assertThat(target("Haswell", "avx512f")).isEqualTo(target("Haswell", "avx512bw"));
        assertThat(target("Haswell", "avx512f").cpu()).isEqualTo("x86-64-v3");
    }

    @Test
    void unknownFeaturesAreErrors() {
        assertThatThrownBy(() -> target("Zen4", "-avx1024"))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("RANVIER_CPU_FEATURES=-avx1024: no feature avx1024");
        assertThatThrownBy(() -> target("Zen4", "+avx2")).isInstanceOf(LlvmException.class);
    }

    @Test
    void theHostIsFoundTheSameEachTime() {
        assertThat(Target.host()).isEqualTo(Target.host());
        assertThat(Target.host().triple()).isEqualTo("x86_64-unknown-linux-gnu");
    }
}
