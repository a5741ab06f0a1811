package dev.ranvier.cli.board;

import com.sun.management.OperatingSystemMXBean;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ranvier's side of the board: the device {@code cpu} in a JVM of its own, so that a kernel that crashes ends no more than
 * its row. It speaks {@link Side}'s protocol.
 *
 * <ul>
 *   <li>{@code {"command": "prepare", "folder": F, "carry": N}} compiles {@code program.mlirbc}, runs it on
 *       {@code input0.npy} … and writes {@code results.npz}
 *   <li>{@code {"command": "compile", "folder": F}} compiles it, and no more
 *   <li>{@code {"command": "run", "peer": "ranvier", "seconds": S}} the best time of calls for about that long; of a
 *       {@link Peak}, what it reaches in a second
 *   <li>{@code {"command": "release"}} forgets the row
 * </ul>
 */
public final class Worker {
    /** Compiled before all others, so that they do not pay for loading LLVM and the compiler's classes. */
    private static final String FIRST_PROGRAM = """
            func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
              %0 = stablehlo.add %x, %x : tensor<4xf32>
              return %0 : tensor<4xf32>
            }
            """;

    private static final double NANOS = 1e9;
    private static final double SETTLED_SHARE = 0.1;
    private static final long WINDOW_MILLIS = 4;
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Client client;
    private final Peak peak;
    private @Nullable Prepared prepared;

    private Worker(int threads) {
        client = Client.open(new ClientOptions("cpu", 1, threads, Long.MAX_VALUE));
        var _ = client.compile(TextParser.parse(FIRST_PROGRAM, "first.mlir"), CompileOptions.onDevice(0));
        peak = new Peak(threads);
    }

    /** Answers requests until its input ends; the argument is how many threads compute. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var json = new JsonMapper();
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var worker = new Worker(Integer.parseInt(arguments[0]));
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(json.writeValueAsString(worker.tryAnswer(json.readTree(line))));
        }
        System.exit(0);
    }

    private Map<String, Object> tryAnswer(JsonNode request) throws InterruptedException {
        try {
            return answer(request);
        } catch (RanvierException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return Map.of("error", "a fault of Ranvier: " + e);
        }
    }

    private Map<String, Object> answer(JsonNode request) throws InterruptedException {
        var command = request.get("command").asString();
        return switch (command) {
            case "prepare" -> prepare(folder(request), request.get("carry").asInt());
            case "compile" ->
                Map.of(
                        "compile_seconds",
                        Prepared.compile(client, folder(request)).seconds());
            case "run" ->
                run(request.get("peer").asString(), request.get("seconds").asDouble());
            case "release" -> release();
            default -> throw RanvierException.invalid("no command '" + command + "'");
        };
    }

    private static Path folder(JsonNode request) {
        return Path.of(request.get("folder").asString());
    }

    private Map<String, Object> prepare(Path folder, int carry) throws InterruptedException {
        var compiled = Prepared.compile(client, folder);
        prepared = Prepared.of(compiled.executable(), folder, carry);
        prepared.writeResults(folder);
        return Map.of(
                "compile_seconds",
                compiled.seconds(),
                "temporary_bytes",
                compiled.executable().temporaryBytes(),
                "packed_bytes",
                compiled.executable().packedBytes());
    }

    private Map<String, Object> run(String what, double seconds) throws InterruptedException {
        if (prepared == null) {
            throw RanvierException.invalid("no row is prepared");
        }
        var answer = new LinkedHashMap<String, Object>();
        if (what.equals("ranvier")) {
            answer.put("seconds", best(prepared, seconds));
        } else {
            answer.put("rate", peak.measure(Peak.Kind.of(what), seconds));
        }
        answer.put("settled", settle());
        return answer;
    }

    private static double best(Prepared program, double seconds) throws InterruptedException {
        long best = Long.MAX_VALUE;
        long now = System.nanoTime();
        long end = now + (long) (seconds * NANOS);
        while (now < end) {
            long start = now;
            program.call();
            best = Math.min(best, System.nanoTime() - start);
            now = System.nanoTime();
        }
        return best / NANOS;
    }

    /** Waits until no thread of this process computes or spins, so that the next one has the machine. */
    private static boolean settle() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            long before = SYSTEM.getProcessCpuTime();
            Thread.sleep(WINDOW_MILLIS);
            if (SYSTEM.getProcessCpuTime() - before < SETTLED_SHARE * WINDOW_MILLIS * 1e6) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Object> release() {
        if (prepared != null) {
            prepared.close();
            prepared = null;
        }
        System.gc(); // The code of programs is freed with them.
        return Map.of();
    }
}
