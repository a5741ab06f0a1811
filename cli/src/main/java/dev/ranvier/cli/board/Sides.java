package dev.ranvier.cli.board;

import dev.ranvier.stablehlo.RanvierException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The processes of the board, each started when it is first asked, and again after it has ended. */
public final class Sides implements AutoCloseable {
    /** Starts a process. */
    @FunctionalInterface
    public interface Starter {
        /**
         * Starts a family's process with a number of threads.
         *
         * @throws RanvierException if it cannot
         */
        Side start(Role role);
    }

    /**
     * A process of the board.
     *
     * @param threads what it computes with
     * @param onlyCompiles whether it is the one of Ranvier's that compiles what another has compiled before
     */
    public record Role(Family family, int threads, boolean onlyCompiles) {
        @Override
        public String toString() {
            return "%s with %d thread%s%s"
                    .formatted(family, threads, threads == 1 ? "" : "s", onlyCompiles ? ", compiling" : "");
        }
    }

    private final Starter starter;
    private final Map<Role, Side> running = new HashMap<>();

    Sides(Starter starter) {
        this.starter = starter;
    }

    /**
     * Asks a process.
     *
     * @throws RanvierException if it does not start, cannot answer, or ends
     */
    JsonNode ask(Role role, String command, Map<String, ?> arguments, Duration limit) throws InterruptedException {
        var side = running.get(role);
        if (side == null || !side.isAlive()) {
            side = starter.start(role);
            running.put(role, side);
        }
        return side.ask(command, arguments, limit);
    }

    /** Ends all processes. */
    @Override
    public void close() {
        running.values().forEach(Side::close);
        running.clear();
    }
}
