package dev.ranvier.cli.conformance;

import static java.util.Objects.requireNonNull;

import dev.ranvier.cli.device.ProgramRunner;
import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.stablehlo.RanvierException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs cases, each in a thread of its own so that one that hangs can be given up.
 *
 * @param programs what runs them
 * @param limit the time that one case may take
 */
public record CaseRunner(ProgramRunner programs, Duration limit) {

    /** Reads, verifies, runs and judges one form of a case; whatever fails becomes the verdict. */
    Judgement run(ConformanceCase subject, Form form) throws InterruptedException {
        var task = new FutureTask<>(() -> judge(subject, form));
        var thread = Thread.ofPlatform().daemon().name(subject.id()).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            thread.interrupt();
            return new Judgement(Verdict.TIMEOUT, "not done in " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            var cause = requireNonNull(e.getCause());
            // Bad programs end in a RanvierException; anything else is a fault of ours and says which.
            return new Judgement(
                    Verdict.ERROR,
                    cause instanceof RanvierException
                            ? String.valueOf(cause.getMessage())
                            : cause + " at " + cause.getStackTrace()[0]);
        }
    }

    private Judgement judge(ConformanceCase subject, Form form) throws InterruptedException {
        var module = ModelFile.read(subject.program(form)).parse();
        var results = programs.run(module, form.hasArguments() ? subject.inputs() : List.of());
        var outputs = subject.description().outputs();
        var judgements = new ArrayList<Judgement>();
        if (results.size() != outputs.size()) {
            judgements.add(
                    new Judgement(Verdict.WRONG, "expected " + outputs.size() + " results, got " + results.size()));
        }
        for (int i = 0; i < Math.min(results.size(), outputs.size()); i++) {
            var output = outputs.get(i);
            judgements.add(Judge.judge(results.get(i), subject.expected(output), output.criterion()));
        }
        return Judgement.worstOf(judgements);
    }
}
