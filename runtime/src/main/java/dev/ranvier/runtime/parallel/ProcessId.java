package dev.ranvier.runtime.parallel;

/** A place in the grid of processes (specification section "Parallel execution"). */
public record ProcessId(int replica, int partition) {
    @Override
    public String toString() {
        return "(replica " + replica + ", partition " + partition + ")";
    }
}
