package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Races by the definition: every run of every step, the transitive closure of what happens before what, and every pair
 * that touches the same byte of SBUF. Nothing of the checker is used.
 */
final class BruteForce {
    private record Event(Processor processor, BitSet reads, BitSet writes, BitSet before) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<Processor, Integer> last = new HashMap<>();
    /** For each semaphore, the event that raised it to each value, by ones. */
    private final Map<String, List<Integer>> raised = new HashMap<>();

    private final Map<String, Long> values = new HashMap<>();
    private boolean waitsInVain;

    private BruteForce() {}

    /** Whether some legal order computes something else, or the text order is not legal. */
    static boolean isWrong(Program program) {
        var all = new BruteForce();
        all.nodes(program.body());
        return all.waitsInVain || all.hasRace();
    }

    private void nodes(List<Node> nodes) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> step(step);
                case Node.Loop loop -> {
                    for (long i = 0; i < loop.count(); i++) {
                        values.put(loop.variable(), i);
                        nodes(loop.body());
                    }
                }
            }
        }
    }

    private void step(Node.Step step) {
        var before = new BitSet();
        follow(before, last.get(step.processor()));
        for (var wait : step.waits()) {
            long atLeast = wait.atLeast().at(variable -> values.getOrDefault(variable, 0L));
            var raisers = raised.getOrDefault(wait.semaphore(), List.of());
            if (atLeast > raisers.size()) {
                waitsInVain = true;
            } else if (atLeast > 0) {
                follow(before, raisers.get((int) atLeast - 1));
            }
        }
        last.put(step.processor(), events.size());
        step.signals()
                .forEach(signal -> raised.computeIfAbsent(signal.semaphore(), _ -> new ArrayList<>())
                        .add(events.size()));
        events.add(new Event(
                step.processor(),
                bytes(InstructionForm.reads(step.instruction())),
                bytes(InstructionForm.writes(step.instruction())),
                before));
    }

    private void follow(BitSet before, @Nullable Integer event) {
        if (event != null) {
            before.or(events.get(event).before);
            before.set(event);
        }
    }

    private BitSet bytes(List<Access> accesses) {
        var bytes = new BitSet();
        for (var access : accesses) {
            var tile = ((Access.OfTile) access).tile();
            long offset = access.offset().at(variable -> values.getOrDefault(variable, 0L));
            for (int place : access.places()) {
                int from =
                        (int) (tile.address() + (offset + place) * access.type().bytes());
                bytes.set(from, from + access.type().bytes());
            }
        }
        return bytes;
    }

    private boolean hasRace() {
        for (int late = 0; late < events.size(); late++) {
            for (int early = 0; early < late; early++) {
                var one = events.get(early);
                var other = events.get(late);
                boolean conflict = one.writes.intersects(other.reads)
                        || one.writes.intersects(other.writes)
                        || one.reads.intersects(other.writes);
                if (conflict && !other.before.get(early)) {
                    return true;
                }
            }
        }
        return false;
    }
}
