package dev.ranvier.cli.conformance;

import java.util.List;
import java.util.Optional;

/**
 * One form of a case with its judgement.
 *
 * @param ops the ops of the case
 * @param exclusion why the case need not pass, if so
 */
public record Outcome(String id, Form form, List<String> ops, Judgement judgement, Optional<String> exclusion) {

    boolean passed() {
        return judgement.verdict() == Verdict.PASS;
    }

    boolean excluded() {
        return !passed() && exclusion.isPresent();
    }

    boolean failed() {
        return !passed() && exclusion.isEmpty();
    }

    /** The verdict, or {@code excluded} where the failure is expected. */
    String label() {
        return excluded() ? "excluded" : judgement.verdict().toString();
    }

    /** What differs or failed; for an excluded case why that is expected. */
    String message() {
        return excluded()
                ? exclusion.orElseThrow() + " (" + judgement.verdict() + ": " + judgement.message() + ")"
                : judgement.message();
    }
}
