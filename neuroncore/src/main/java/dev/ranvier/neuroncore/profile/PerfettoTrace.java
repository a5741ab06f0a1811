package dev.ranvier.neuroncore.profile;

import dev.ranvier.neuroncore.machine.Machines;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A profile as Chrome's trace events, which Perfetto opens: a track for each engine and queue, and one for the iterations of
 * loops that repeat those before and are not shown. Source: Google, "Trace Event Format".
 */
public final class PerfettoTrace {
    /** Trace events are in microseconds. */
    private static final double MICROSECOND = 1e6;

    private static final String SKIPPED = "repeated";

    private PerfettoTrace() {}

    /** An event; {@code ph} is its phase: X has a duration, M names a track. */
    private record Event(String name, String ph, int pid, int tid, double ts, double dur, Map<String, Object> args) {}

    private record Trace(String displayTimeUnit, Map<String, Object> otherData, List<Event> traceEvents) {}

    public static void write(Profile profile, OutputStream output) {
        var tracks = new LinkedHashMap<String, Integer>();
        profile.timing().processors().keySet().forEach(processor -> tracks.put(processor.toString(), tracks.size()));
        tracks.put(SKIPPED, tracks.size());
        var events = new ArrayList<Event>();
        tracks.forEach(
                (name, track) -> events.add(new Event("thread_name", "M", 0, track, 0, 0, Map.of("name", name))));
        for (var slice : profile.slices()) {
            events.add(event(
                    slice.name(),
                    tracks.getOrDefault(slice.processor(), 0),
                    slice.begin(),
                    slice.end(),
                    Map.of("location", slice.place())));
        }
        for (var gap : profile.gaps()) {
            events.add(event(
                    "%" + gap.variable(),
                    tracks.getOrDefault(SKIPPED, 0),
                    gap.begin(),
                    gap.end(),
                    Map.of("iterations", gap.iterations())));
        }
        var about = Map.<String, Object>of(
                "program", profile.program().name(),
                "machine", profile.machine().title(),
                "note", Machines.DISCLAIMER);
        new JsonMapper().writeValue(output, new Trace("ns", about, events));
    }

    private static Event event(String name, int track, long begin, long end, Map<String, Object> arguments) {
        return new Event(name, "X", 0, track, begin / MICROSECOND, (end - begin) / MICROSECOND, arguments);
    }
}
