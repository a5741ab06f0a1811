package dev.ranvier.cli.conformance;

import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cases that are known to expect what the specification does not say, each with its reason.
 *
 * @param reasons by {@code "id form"}
 */
public record Exclusions(Map<String, String> reasons) {
    public static final Exclusions NONE = new Exclusions(Map.of());

    /** {@code id form # reason}. */
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(text|bytecode|const)\\s+#\\s*(\\S.*)");

    public Exclusions {
        reasons = Map.copyOf(reasons);
    }

    /**
     * Reads a file with a line {@code id form # reason} for each exclusion; empty lines and lines that begin with
     * {@code #} say nothing.
     *
     * @throws RanvierException if it cannot be read or a line has another form
     */
    public static Exclusions read(Path file) {
        var reasons = new HashMap<String, String>();
        try {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                var match = LINE.matcher(line);
                if (!match.matches()) {
                    throw RanvierException.invalid(
                            file + ":" + (i + 1) + ": expected 'id text|bytecode|const # reason', got '" + line + "'");
                }
                reasons.put(match.group(1) + " " + match.group(2), match.group(3));
            }
        } catch (IOException e) {
            throw WholeFile.failure("cannot read", file, e);
        }
        return new Exclusions(reasons);
    }

    Optional<String> reason(String id, Form form) {
        return Optional.ofNullable(reasons.get(id + " " + form));
    }
}
