package dev.ranvier.cli.board;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that answers each request, a JSON object on a line of its input, with one on a line of its output.
 * {@code bench/board/serve.py} lists the requests.
 */
public final class Side implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration END = Duration.ofSeconds(5);
    /** What the reader leaves where the output has ended. */
    private static final String NOTHING = "";

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Side(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    /**
     * Starts a process.
     *
     * @param name for messages
     * @param environment variables that it has beside this process's
     * @param log takes what it prints as errors
     */
    public static Side start(String name, List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new Side(name, log, builder.start());
        } catch (IOException e) {
            throw failure("cannot start " + name + ": " + e.getMessage(), log);
        }
    }

    private void read(BufferedReader output) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                answers.add(line);
            }
        } catch (IOException ended) {
            // The process was ended; what follows says so.
        }
        answers.add(NOTHING);
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws RanvierException if the process says that it cannot, gives no answer in time (it is ended then), or has
     *     ended
     */
    public JsonNode ask(String command, Map<String, ?> arguments, Duration limit) throws InterruptedException {
        var request = new LinkedHashMap<String, Object>(arguments);
        request.put("command", command);
        try {
            requests.write(JSON.writeValueAsString(request) + "\n");
            requests.flush();
        } catch (IOException broken) {
            throw ended(command);
        }
        var line = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            close();
            throw failure("%s gave no answer to '%s' in %d s".formatted(name, command, limit.toSeconds()), log);
        }
        if (line.isEmpty()) {
            throw ended(command);
        }
        return answer(line, command);
    }

    private JsonNode answer(String line, String command) {
        try {
            var answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new RanvierException(Diagnostic.of(
                        Diagnostic.Code.INTERNAL,
                        name + ": " + answer.get("error").asString()));
            }
            return answer;
        } catch (JacksonException e) {
            close();
            throw failure("%s answered '%s' with: %s".formatted(name, command, line), log);
        }
    }

    private RanvierException ended(String command) {
        close();
        return failure("%s ended with %d at '%s'".formatted(name, process.exitValue(), command), log);
    }

    private static RanvierException failure(String message, Path log) {
        return new RanvierException(Diagnostic.of(Diagnostic.Code.INTERNAL, message + lastLine(log))
                .withHint("what it printed is in " + log));
    }

    private static String lastLine(Path log) {
        try {
            var lines = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
            return lines.isEmpty() ? "" : ", after: " + lines.substring(lines.lastIndexOf('\n') + 1);
        } catch (IOException none) {
            return "";
        }
    }

    /** Whether it can be asked. */
    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
