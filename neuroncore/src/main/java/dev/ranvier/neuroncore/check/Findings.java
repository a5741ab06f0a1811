package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Diagnostic.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found so far: each kind of fault once for the steps that it is between. */
final class Findings {
    /** More do not help a reader. */
    private static final int MOST = 100;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<Object> said = new HashSet<>();

    /** A fault between two runs of steps: {@code key} is the fault's kind. */
    void add(Action.Run run, int other, String kind, String message, String hint) {
        if (said.add(List.of(kind, run.action().number(), other))) {
            add(
                    Diagnostic.of(Code.INVALID_ARGUMENT, run + " " + message).withHint(hint),
                    run.action().step());
        }
    }

    void add(Diagnostic diagnostic, Node.Step step) {
        add(diagnostic.at(step.location()));
    }

    void add(Diagnostic diagnostic) {
        if (diagnostics.size() < MOST) {
            diagnostics.add(diagnostic);
        }
    }

    boolean isEmpty() {
        return diagnostics.isEmpty();
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }
}
