package dev.ranvier.neuroncore.machine;

import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The machines that Ranvier knows, read from the files beside this class. */
public final class Machines {
    /** Said wherever a figure, a result or a time of a machine is shown. */
    public static final String DISCLAIMER =
            "simulated from public documents; this is not AWS's software, and its figures are not AWS's";

    private static final List<String> NAMES = List.of("trn1", "trn2", "inf2", "trn3");
    private static final ConcurrentHashMap<String, Machine> READ = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private Machines() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The machine of this name. */
    public static Machine named(String name) {
        if (!NAMES.contains(name)) {
            throw RanvierException.invalid("no machine is named '" + name + "'; there are " + String.join(", ", NAMES));
        }
        return READ.computeIfAbsent(name, Machines::read);
    }

    private static Machine read(String name) {
        try (var file = Machines.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IOException("the description of " + name + " is not in the jar");
            }
            return JSON.readValue(file, Machine.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
