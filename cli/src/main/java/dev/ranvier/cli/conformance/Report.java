package dev.ranvier.cli.conformance;

import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The outcomes of a run, and how they are shown. */
public record Report(List<Outcome> outcomes) {
    private static final String INDENT = "  ";

    public Report {
        outcomes = List.copyOf(outcomes);
    }

    /** What {@code --json} writes. */
    public record Json(String device, int total, int passed, int excluded, int failed, List<Case> cases) {
        /** One form of a case. */
        public record Case(String id, String form, String verdict, String message) {}
    }

    public Json json(String device) {
        return new Json(
                device,
                outcomes.size(),
                count(Outcome::passed),
                count(Outcome::excluded),
                count(Outcome::failed),
                outcomes.stream()
                        .map(outcome -> new Json.Case(
                                outcome.id(), outcome.form().toString(), outcome.label(), outcome.message()))
                        .toList());
    }

    /** Whether every case passed or was excluded. */
    public boolean successful() {
        return count(Outcome::failed) == 0;
    }

    private int count(Predicate<Outcome> predicate) {
        return (int) outcomes.stream().filter(predicate).count();
    }

    /** Prints the table by op, what failed, what is excluded and what need not be. */
    public void print(PrintWriter out) {
        printTable(out);
        printList(out, "failed:", Outcome::failed);
        printList(out, "excluded:", Outcome::excluded);
        printList(
                out,
                "pass although excluded (delete their lines):",
                outcome -> outcome.passed() && outcome.exclusion().isPresent());
    }

    /** The counts in one line. */
    public String summary() {
        return "%d passed, %d excluded, %d failed of %d"
                .formatted(count(Outcome::passed), count(Outcome::excluded), count(Outcome::failed), outcomes.size());
    }

    private void printTable(PrintWriter out) {
        var forms = new TreeSet<Form>();
        var byOp = new TreeMap<String, TreeMap<Form, Tally>>();
        for (var outcome : outcomes) {
            forms.add(outcome.form());
            for (var op : outcome.ops()) {
                byOp.computeIfAbsent(op, _ -> new TreeMap<>())
                        .computeIfAbsent(outcome.form(), _ -> new Tally())
                        .add(outcome);
            }
        }
        out.printf("%-40s", "op (passed of cases)");
        forms.forEach(form -> out.printf("%12s", form));
        out.println();
        byOp.forEach((op, tallies) -> {
            out.printf("%-40s", op);
            forms.forEach(form -> out.printf("%12s", tallies.getOrDefault(form, new Tally())));
            out.println();
        });
    }

    private void printList(PrintWriter out, String title, Predicate<Outcome> predicate) {
        if (count(predicate) == 0) {
            return;
        }
        out.println();
        out.println(title);
        outcomes.stream()
                .filter(predicate)
                .forEach(outcome -> out.println(INDENT + outcome.label() + "  " + outcome.id() + " " + outcome.form()
                        + "  " + outcome.message().lines().findFirst().orElse("")));
    }

    /** Passed cases out of all. */
    private static final class Tally {
        private int passed;
        private int total;

        void add(Outcome outcome) {
            total++;
            passed += outcome.passed() ? 1 : 0;
        }

        @Override
        public String toString() {
            return total == 0 ? "-" : passed + "/" + total;
        }
    }
}
