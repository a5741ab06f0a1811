package dev.ranvier.cli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Runs cases in parallel.
 *
 * @param cases what to run
 * @param forms the forms to run each case in, where it has them
 * @param exclusions the cases that need not pass
 * @param runner runs and judges each
 * @param jobs how many cases run at a time
 */
public record Suite(List<ConformanceCase> cases, List<Form> forms, Exclusions exclusions, CaseRunner runner, int jobs) {

    /** How far a run is. */
    public record Progress(int done, int total, int failed) {}

    /**
     * Runs everything.
     *
     * @param progress is told after each case
     * @return the outcomes in the order of the cases
     */
    public Report run(Consumer<Progress> progress) throws InterruptedException {
        var tasks = new ArrayList<Task>();
        for (var subject : cases) {
            forms.stream().filter(subject::has).forEach(form -> tasks.add(new Task(subject, form)));
        }
        var outcomes = new ArrayList<Outcome>();
        try (var executor = Executors.newFixedThreadPool(jobs)) {
            var completion = new ExecutorCompletionService<Outcome>(executor);
            var futures = tasks.stream()
                    .map(task -> completion.submit(() -> outcome(task)))
                    .toList();
            int failed = 0;
            for (int done = 1; done <= tasks.size(); done++) {
                failed += completion.take().get().failed() ? 1 : 0;
                progress.accept(new Progress(done, tasks.size(), failed));
            }
            for (var future : futures) {
                outcomes.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Report(outcomes);
    }

    private record Task(ConformanceCase subject, Form form) {}

    private Outcome outcome(Task task) throws InterruptedException {
        var id = task.subject().id();
        return new Outcome(
                id,
                task.form(),
                task.subject().description().ops(),
                runner.run(task.subject(), task.form()),
                exclusions.reason(id, task.form()));
    }
}
