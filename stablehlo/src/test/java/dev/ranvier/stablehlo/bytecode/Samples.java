package dev.ranvier.stablehlo.bytecode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Artifacts that StableHLO's own writer made ({@code python/tests/bytecode_programs.py}). */
final class Samples {
    private static final List<String> NAMES = List.of(
            "chlo-1.17.0",
            "collectives-1.17.0",
            "constants-1.17.0",
            "control-0.9.0",
            "convolution-0.14.0",
            "effects-1.17.0",
            "indexing-0.20.0",
            "products-1.8.0",
            "reductions-1.17.0",
            "shardy-1.17.0",
            "strings-1.17.0");

    private Samples() {}

    /** The artifacts by name. */
    static Map<String, byte[]> all() {
        var all = new LinkedHashMap<String, byte[]>();
        NAMES.forEach(name -> all.put(name, read(name)));
        return all;
    }

    private static byte[] read(String name) {
        try (var in = Samples.class.getResourceAsStream(name + ".mlirbc")) {
            if (in == null) {
                throw new IllegalStateException("no sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
