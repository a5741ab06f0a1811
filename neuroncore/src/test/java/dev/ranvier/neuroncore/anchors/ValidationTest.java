package dev.ranvier.neuroncore.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.timing.Calibration;
import org.junit.jupiter.api.Test;

/** Published times against predicted ones, and the constants against those that the published times give. */
class ValidationTest {
    @Test
    void everyAnchorIsPredictedWithinItsBoundByTheConstantsThatTheAnchorsGive() {
        var validation = new Validation(Anchor.all());

        assertThat(validation.fit()).isEqualTo(Calibration.FITTED);
        for (var result : validation.results()) {
            double bound = result.anchor().bound();
            assertThat(Math.abs(result.error())).as(result.anchor().name()).isLessThanOrEqualTo(bound);
            assertThat(Math.abs(result.leftOut()))
                    .as("%s, left out", result.anchor().name())
                    .isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void thereAreAtMostSixConstantsAndNoneIsFittedToOneKernel() {
        assertThat(Calibration.FITTED.constants())
                .hasSize(FittedConstant.values().length)
                .hasSizeLessThanOrEqualTo(6);
        for (var constant : FittedConstant.values()) {
            assertThat(Anchor.all().stream().filter(anchor -> anchor.constant() == constant))
                    .hasSizeGreaterThan(1);
        }
    }
}
