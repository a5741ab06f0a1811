package dev.ranvier.pjrt;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of the C API and the layouts of its structs, read from {@code api-0.104.txt}. A line there is
 * {@code function NAME} in the order of the loader's table, or {@code struct NAME SIZE FIELD:OFFSET:BYTES…}.
 */
final class Layouts {
    private static final Layouts API = read("api-0.104.txt");

    private final List<String> functions = new ArrayList<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Field> fields = new HashMap<>();

    private Layouts() {}

    private static Layouts read(String resource) {
        var layouts = new Layouts();
        var stream = requireNonNull(Layouts.class.getResourceAsStream(resource), resource);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                layouts.add(line.split(" ", -1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return layouts;
    }

    private void add(String[] words) {
        if (words[0].equals("function")) {
            functions.add(words[1]);
        } else if (words[0].equals("struct")) {
            sizes.put(words[1], Long.parseLong(words[2]));
            for (int i = 3; i < words.length; i++) {
                var parts = words[i].split(":", -1);
                fields.put(words[1] + "." + parts[0], new Field(Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
            }
        }
    }

    /** The functions in the order of the loader's table. */
    static List<String> functions() {
        return API.functions;
    }

    /** The size of a struct in bytes. */
    static long size(String struct) {
        return requireNonNull(API.sizes.get(struct), struct);
    }

    /** A field by its name, such as {@code PJRT_Buffer_IsDeleted_Args.is_deleted}. */
    static Field field(String name) {
        return requireNonNull(API.fields.get(name), name);
    }
}
