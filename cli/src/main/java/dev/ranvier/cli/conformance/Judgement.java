package dev.ranvier.cli.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A verdict and what led to it.
 *
 * @param message what differs or failed; empty for a pass
 */
public record Judgement(Verdict verdict, String message) {
    static final Judgement PASS = new Judgement(Verdict.PASS, "");

    /** The worst of several, with all their messages. */
    static Judgement worstOf(List<Judgement> judgements) {
        var verdict = judgements.stream()
                .map(Judgement::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
        return new Judgement(
                verdict,
                judgements.stream()
                        .map(Judgement::message)
                        .filter(message -> !message.isEmpty())
                        .collect(Collectors.joining("; ")));
    }
}
