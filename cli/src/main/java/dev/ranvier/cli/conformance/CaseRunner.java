package dev.ranvier.cli.conformance;

import static java.util.Objects.requireNonNull;

import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.verify.Verifier;
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
 * @param limit the time that one case may take
 */
record CaseRunner(Duration limit) {

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

    private static Judgement judge(ConformanceCase subject, Form form) {
        var module = ModelFile.read(subject.program(form)).parse();
        Verifier.check(module);
        List<RuntimeValue> inputs = form.hasArguments() ? List.copyOf(subject.inputs()) : List.of();
        var results = Interpreter.run(module, inputs);
        var outputs = subject.description().outputs();
        var judgements = new ArrayList<Judgement>();
        if (results.size() != outputs.size()) {
            judgements.add(
                    new Judgement(Verdict.WRONG, "expected " + outputs.size() + " results, got " + results.size()));
        }
        for (int i = 0; i < Math.min(results.size(), outputs.size()); i++) {
            var output = outputs.get(i);
            judgements.add(
                    results.get(i) instanceof Tensor tensor
                            ? Judge.judge(tensor, subject.expected(output), output.criterion())
                            : new Judgement(
                                    Verdict.WRONG,
                                    "expected a tensor, got " + results.get(i).type()));
        }
        return Judgement.worstOf(judgements);
    }
}
