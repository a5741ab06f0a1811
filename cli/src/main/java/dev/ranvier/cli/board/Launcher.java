package dev.ranvier.cli.board;

import dev.ranvier.cli.board.Sides.Role;
import dev.ranvier.cli.files.WholeFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the processes of the board.
 *
 * @param python runs the peers
 * @param scripts the folder of {@code serve.py}
 * @param home where logs and what the peers compile are kept
 * @param cache an empty folder, which becomes the home of Ranvier's processes
 */
public record Launcher(Path python, Path scripts, Path home, Path cache) implements Sides.Starter {

    @Override
    public Side start(Role role) {
        try {
            Files.createDirectories(home);
            var environment = new HashMap<String, String>();
            var command = role.family() == Family.RANVIER ? worker(role, environment) : peer(role, environment);
            var log = home.resolve(
                    "%s-%d%s.log".formatted(role.family(), role.threads(), role.onlyCompiles() ? "-compile" : ""));
            return Side.start(role.toString(), command, environment, log);
        } catch (IOException e) {
            throw WholeFile.failure("cannot make", home, e);
        }
    }

    /** A JVM like this one. Its objects are cached apart from the user's, so that each bench begins without any. */
    private List<String> worker(Role role, Map<String, String> environment) throws IOException {
        var folder = Files.createDirectories(cache.resolve("threads" + role.threads()));
        var link = folder.resolve("native");
        if (!Files.exists(link)) {
            // libLLVM is unpacked once for all processes.
            Files.createSymbolicLink(
                    link, Files.createDirectories(home.resolveSibling("native").toAbsolutePath()));
        }
        environment.put("RANVIER_HOME", folder.toString());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Worker.class.getName(), String.valueOf(role.threads())));
        return command;
    }

    private List<String> peer(Role role, Map<String, String> environment) {
        environment.put("PYTHONPATH", ""); // Not with Ranvier's plugin.
        environment.put("TORCHINDUCTOR_CACHE_DIR", home.resolve("inductor").toString());
        return List.of(
                python.toString(),
                scripts.resolve("serve.py").toString(),
                role.family().toString(),
                String.valueOf(role.threads()));
    }
}
