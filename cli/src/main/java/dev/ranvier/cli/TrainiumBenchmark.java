package dev.ranvier.cli;

import dev.ranvier.cli.board.BenchmarkRow;
import dev.ranvier.neuroncore.anchors.Anchor;
import dev.ranvier.neuroncore.anchors.Validation;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.neuroncore.timing.Calibration;
import dev.ranvier.neuroncore.timing.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the timing simulator of the NeuronCore predicts of kernels, beside the times that AWS published. */
record TrainiumBenchmark() {
    private static final double PERCENT = 100;

    /**
     * Predicts.
     *
     * @param progress is told what is going on
     */
    List<BenchmarkRow> run(Consumer<String> progress) {
        progress.accept("checking and timing kernels of a simulated NeuronCore");
        var rows = new ArrayList<BenchmarkRow>();
        for (var result : new Validation(Anchor.all()).results()) {
            rows.add(row(result));
        }
        return rows;
    }

    private static BenchmarkRow row(Validation.Result result) {
        var anchor = result.anchor();
        var notes = new ArrayList<String>();
        notes.add(("predicted %.2f ms, published %.2f ms: %+.1f %% (bound %.0f %%), with constants fitted to the others"
                        + " %+.1f %%; %s")
                .formatted(
                        result.milliseconds(),
                        anchor.milliseconds(),
                        PERCENT * result.error(),
                        PERCENT * anchor.bound(),
                        PERCENT * result.leftOut(),
                        shares(result.timing())));
        Calibration.FITTED
                .constants()
                .forEach(constant -> notes.add("fitted constant: %s, %s %s, to %s"
                        .formatted(constant.name(), constant.value(), constant.unit(), constant.fittedTo())));
        notes.add("trainium: " + Machines.DISCLAIMER);
        var details = new BenchmarkRow.Details(
                1,
                "",
                null,
                null,
                Map.of(),
                null,
                null,
                Map.of(),
                Map.of("published", result.error()),
                anchor.bound(),
                notes);
        return new BenchmarkRow(
                "trainium: " + anchor.name(),
                "ms",
                result.milliseconds(),
                result.milliseconds(),
                Map.of("published", anchor.milliseconds()),
                null,
                null,
                null,
                result.agrees(),
                details);
    }

    /** What each engine and the DMA engines were busy with: where the time goes. */
    private static String shares(Timing timing) {
        var shares = new StringBuilder("busy:");
        for (var processor : timing.processors().keySet()) {
            shares.append(" %s %.0f %%,".formatted(processor, PERCENT * timing.share(processor)));
        }
        return shares.append(" DMA engines %.0f %%"
                        .formatted(PERCENT * timing.transfers().busy() / timing.picoseconds()))
                .toString();
    }
}
