package dev.ranvier.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param name what was measured
 * @param unit the unit of the numbers; less is better
 * @param ranvier the median of Ranvier's runs
 * @param best the best of Ranvier's runs
 * @param peers the medians of others in the same minute, by name
 * @param ratioToBestPeer how many times faster Ranvier is than the best peer; null without peers
 * @param shareOfPeak the share of what the machine could do at best, where that is known
 * @param compileSeconds the time to compile before the measurement, where something is compiled
 * @param agrees whether Ranvier and the peers gave the same result
 */
record BenchmarkRow(
        String name,
        String unit,
        double ranvier,
        double best,
        Map<String, Double> peers,
        @JsonProperty("ratio_to_best_peer") @Nullable Double ratioToBestPeer,
        @JsonProperty("share_of_peak") @Nullable Double shareOfPeak,
        @JsonProperty("compile_seconds") @Nullable Double compileSeconds,
        boolean agrees) {

    /** A time that is not compared with a peak. */
    static BenchmarkRow time(
            String name, String unit, double ranvier, double best, Map<String, Double> peers, boolean agrees) {
        var bestPeer = peers.values().stream().min(Comparator.naturalOrder());
        return new BenchmarkRow(
                name,
                unit,
                ranvier,
                best,
                peers,
                bestPeer.map(peer -> peer / ranvier).orElse(null),
                null,
                null,
                agrees);
    }
}
