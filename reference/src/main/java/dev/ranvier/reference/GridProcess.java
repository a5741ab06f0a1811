package dev.ranvier.reference;

import dev.ranvier.runtime.parallel.ProcessGrid;
import dev.ranvier.runtime.parallel.ProcessId;
import java.util.List;
import java.util.Map;

/**
 * Which process of a run an evaluator works for, and what surrounds it.
 *
 * @param place where it stands along the manual axes of the manual computations around it
 */
record GridProcess(ProcessGrid<List<Tensor>> grid, ProcessId id, Host host, Map<String, Long> place) {
    GridProcess {
        place = Map.copyOf(place);
    }
}
