package dev.ranvier.cli.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param name what was measured
 * @param unit the unit of the numbers; less is better
 * @param ranvier Ranvier's time; null where it failed
 * @param best the best of Ranvier's runs; null where it failed
 * @param peers the times of others in the same minute, by name
 * @param ratioToBestPeer how many times faster Ranvier is than the best peer; null without peers
 * @param shareOfPeak the share of what the machine could do at best, where that is known
 * @param compileSeconds the time to compile before the measurement, where something is compiled
 * @param agrees whether Ranvier and the peers gave the same result
 * @param details what else is known of a row of the board
 */
public record BenchmarkRow(
        String name,
        String unit,
        @Nullable Double ranvier,
        @Nullable Double best,
        Map<String, Double> peers,
        @JsonProperty("ratio_to_best_peer") @Nullable Double ratioToBestPeer,
        @JsonProperty("share_of_peak") @Nullable Double shareOfPeak,
        @JsonProperty("compile_seconds") @Nullable Double compileSeconds,
        boolean agrees,
        @Nullable Details details) {

    /**
     * More of a row of the board.
     *
     * @param threads what Ranvier and its peers used
     * @param peak what the share is of: {@code f32}, {@code bf16}, {@code read}, or nothing
     * @param peakRate how much of that the machine did in a second at best, in the same minute; null where none is
     *     measured
     * @param cachedCompileSeconds Ranvier's time to compile in a process that finds the kernels on disk
     * @param peerCompileSeconds the times of peers to compile, in a process that has compiled before
     * @param temporaryBytes what a run of Ranvier takes beside inputs, results, constants and packed copies
     * @param packedBytes what copies of tensors in the order in which kernels read them take, in a run and kept for later ones
     * @param peerTemporaryBytes the temporaries of peers
     * @param differences of Ranvier's results from each peer's, relative to the greatest magnitude
     * @param tolerance the greatest difference that agrees
     * @param notes why a number is absent, or to be doubted
     */
    public record Details(
            int threads,
            String peak,
            @JsonProperty("peak_rate") @Nullable Double peakRate,

            @JsonProperty("cached_compile_seconds") @Nullable
            Double cachedCompileSeconds,

            @JsonProperty("peer_compile_seconds") Map<String, Double> peerCompileSeconds,
            @JsonProperty("temporary_bytes") @Nullable Long temporaryBytes,
            @JsonProperty("packed_bytes") @Nullable Long packedBytes,
            @JsonProperty("peer_temporary_bytes") Map<String, Long> peerTemporaryBytes,
            Map<String, Double> differences,
            double tolerance,
            List<String> notes) {}

    /** A time that is not compared with a peak. */
    public static BenchmarkRow time(
            String name, String unit, double ranvier, double best, Map<String, Double> peers, boolean agrees) {
        return new BenchmarkRow(name, unit, ranvier, best, peers, ratio(ranvier, peers), null, null, agrees, null);
    }

    /** A row without a number, and why. */
    public static BenchmarkRow failed(String name, String unit, String why) {
        var details =
                new Details(0, "", null, null, Map.of(), null, null, Map.of(), Map.of(), 0, List.of("failed: " + why));
        return new BenchmarkRow(name, unit, null, null, Map.of(), null, null, null, false, details);
    }

    /** How many times faster than the best peer; null where there is nothing to compare. */
    static @Nullable Double ratio(@Nullable Double ranvier, Map<String, Double> peers) {
        return ranvier == null
                ? null
                : peers.values().stream()
                        .min(Comparator.naturalOrder())
                        .map(peer -> peer / ranvier)
                        .orElse(null);
    }
}
