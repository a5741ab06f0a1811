package dev.ranvier.neuroncore.anchors;

import dev.ranvier.neuroncore.timing.Calibration;
import dev.ranvier.neuroncore.timing.Timing;
import dev.ranvier.neuroncore.timing.TimingSimulation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predicts the anchors, also each by constants that were fitted without it. */
public final class Validation {
    /**
     * What was found of an anchor.
     *
     * @param error of the prediction, relative to the published time
     * @param leftOut the error where the constants are fitted to the other anchors alone
     */
    public record Result(Anchor anchor, Timing timing, double error, double leftOut) {
        public double milliseconds() {
            return timing.seconds() * 1e3;
        }

        public boolean agrees() {
            return Math.abs(error) <= anchor.bound();
        }
    }

    private record Prepared(Anchor anchor, TimingSimulation simulation) {
        double error(Calibration calibration) {
            return simulation.with(calibration).run().seconds() * 1e3 / anchor.milliseconds() - 1;
        }
    }

    private final List<Prepared> anchors = new ArrayList<>();

    public Validation(List<Anchor> anchors) {
        for (var anchor : anchors) {
            this.anchors.add(
                    new Prepared(anchor, new TimingSimulation(anchor.program().get())));
        }
    }

    public List<Result> results() {
        var results = new ArrayList<Result>();
        for (var prepared : anchors) {
            var constant = prepared.anchor.constant();
            var timing = prepared.simulation.run();
            double error = timing.seconds() * 1e3 / prepared.anchor.milliseconds() - 1;
            double leftOut = constant == null
                    ? error
                    : prepared.error(fit(constant, Calibration.FITTED, without(constant, prepared)));
            results.add(new Result(prepared.anchor, timing, error, leftOut));
        }
        return results;
    }

    /** The constants that the anchors give, one after the other until none changes. */
    public Calibration fit() {
        var fitted = Calibration.FITTED;
        for (int round = 0; round < 3; round++) {
            var before = fitted;
            for (var constant : FittedConstant.values()) {
                fitted = fit(constant, fitted, without(constant, null));
            }
            if (fitted.equals(before)) {
                break;
            }
        }
        return fitted;
    }

    private List<Prepared> without(FittedConstant constant, @Nullable Prepared leftOut) {
        return anchors.stream()
                .filter(prepared -> prepared.anchor.constant() == constant && !prepared.equals(leftOut))
                .toList();
    }

    /** The value of least squared errors, which have one minimum: times fall or rise with every constant. */
    private static Calibration fit(FittedConstant constant, Calibration others, List<Prepared> group) {
        int low = 0;
        int high = constant.candidates() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (squares(group, constant.in(others, middle)) <= squares(group, constant.in(others, middle + 1))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return constant.in(others, low);
    }

    private static double squares(List<Prepared> group, Calibration calibration) {
        return group.stream()
                .mapToDouble(prepared -> Math.pow(prepared.error(calibration), 2))
                .sum();
    }
}
