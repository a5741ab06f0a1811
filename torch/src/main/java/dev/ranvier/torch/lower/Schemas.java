package dev.ranvier.torch.lower;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The signatures of the ops that Ranvier lowers, by name. {@code tools/torch_schemas.py} writes them. */
final class Schemas {
    private static final String RESOURCE = "schemas.txt";
    private static final Map<String, Schema> BY_NAME = load();

    private Schemas() {}

    static @Nullable Schema find(String name) {
        return BY_NAME.get(name);
    }

    static Map<String, Schema> all() {
        return Collections.unmodifiableMap(BY_NAME);
    }

    private static Map<String, Schema> load() {
        try (var resource = Schemas.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(SchemaParser::parse)
                    .collect(Collectors.toMap(Schema::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
