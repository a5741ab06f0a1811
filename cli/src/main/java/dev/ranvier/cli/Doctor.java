package dev.ranvier.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.ranvier.cpu.linalg.OpenBlas;
import dev.ranvier.llvm.LlvmException;
import dev.ranvier.llvm.LlvmLibrary;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ranvier doctor}: what this machine has, what is missing, and what to do about it. */
@Command(name = "doctor", description = "Say what this machine has and what is missing.")
final class Doctor implements Callable<Integer> {
    private static final Path PROCESSOR_FACTS = Path.of("/proc/cpuinfo");
    private static final List<String> VECTOR_FEATURES = List.of("avx2", "avx512f", "avx512_bf16", "amx_bf16");
    private static final String LIST_VERSIONS = """
            import platform
            from importlib.metadata import version
            print(platform.python_version(), *(f"{name} {version(name)}" for name in ("jax", "jaxlib", "numpy")), sep=", ")
            """;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment = System.getenv();

    /** How one check ended: only {@link #BROKEN} makes the command fail. */
    private enum Verdict {
        OK("@|green ok|@     "),
        ABSENT("@|yellow absent|@ "),
        BROKEN("@|red broken|@ ");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }
    }

    /** What was looked at, what was found, and what to do (empty where there is nothing to do). */
    private record Check(Verdict verdict, String subject, String finding, String advice) {}

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var healthy = true;
        for (var check : List.of(
                java(), processor(), memory(), home(), code(), llvm(), lapack(), python(), compiler(), shared())) {
            out.println(Ansi.AUTO.string(check.verdict.label) + "%-10s %s".formatted(check.subject, check.finding));
            if (!check.advice.isEmpty()) {
                out.println(" ".repeat(18) + "→ " + check.advice);
            }
            healthy &= check.verdict != Verdict.BROKEN;
        }
        return healthy ? 0 : 1;
    }

    private static Check java() {
        return new Check(
                Verdict.OK,
                "JDK",
                Runtime.version() + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home"),
                "");
    }

    private static Check processor() {
        return Files.isReadable(PROCESSOR_FACTS)
                ? new Check(Verdict.OK, "processor", machine(), "")
                : new Check(Verdict.ABSENT, "processor", machine(), "Ranvier is made for Linux on x86-64");
    }

    /** The cores of this machine, and what is known of them. */
    static String machine() {
        var cores = Runtime.getRuntime().availableProcessors() + " cores";
        try {
            return cores + processorFacts(Files.readAllLines(PROCESSOR_FACTS));
        } catch (IOException unreadable) {
            return cores + ", features unknown";
        }
    }

    /** The model name and the vector features that kernels ask for, from the lines of {@code /proc/cpuinfo}. */
    static String processorFacts(List<String> lines) {
        var facts = new ArrayList<String>();
        lines.stream().filter(line -> line.startsWith("model name")).limit(1).forEach(line -> facts.add(valueOf(line)));
        lines.stream()
                .filter(line -> line.startsWith("flags"))
                .limit(1)
                .flatMap(line -> Stream.of(valueOf(line).split(" ")))
                .filter(VECTOR_FEATURES::contains)
                .forEach(facts::add);
        return facts.stream().map(fact -> ", " + fact).reduce("", String::concat);
    }

    private static String valueOf(String line) {
        return line.substring(line.indexOf(':') + 1).trim();
    }

    private Check memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var finding = "%.1f GiB, of which the JVM may take %.1f GiB"
                .formatted(
                        gibibytes(system.getTotalMemorySize()),
                        gibibytes(Runtime.getRuntime().maxMemory()));
        return new Check(
                Verdict.OK,
                "memory",
                finding,
                environment.containsKey("RANVIER_HEAP") ? "" : "RANVIER_HEAP=8g sets another bound");
    }

    private static double gibibytes(long bytes) {
        return bytes / (double) (1L << 30);
    }

    private Check home() {
        var home = Path.of(environment.getOrDefault("RANVIER_HOME", ""));
        return Files.isWritable(home)
                ? new Check(Verdict.OK, "home", home.toString(), "")
                : new Check(
                        Verdict.BROKEN,
                        "home",
                        "cannot write to " + home.toAbsolutePath(),
                        "start through ./ranvier, with RANVIER_HOME naming a folder of yours");
    }

    /** What the cpu device makes code for. */
    private Check code() {
        var restriction = environment.getOrDefault("RANVIER_CPU_FEATURES", "");
        try {
            var finding = "for " + Target.host().cpu();
            return restriction.isEmpty()
                    ? new Check(Verdict.OK, "code", finding + " and what else this processor has", "")
                    : new Check(Verdict.OK, "code", finding + ", by RANVIER_CPU_FEATURES=" + restriction, "");
        } catch (LlvmException e) {
            return new Check(
                    restriction.isEmpty() ? Verdict.ABSENT : Verdict.BROKEN,
                    "code",
                    "the cpu device cannot be opened",
                    String.valueOf(e.getMessage()));
        }
    }

    private Check llvm() {
        try {
            var named = environment.getOrDefault("RANVIER_LLVM", "");
            var version = LlvmLibrary.get().version();
            return new Check(Verdict.OK, "LLVM", named.isEmpty() ? version : version + ", RANVIER_LLVM=" + named, "");
        } catch (LlvmException e) {
            return new Check(
                    Verdict.ABSENT, "LLVM", "so the cpu device interprets programs", String.valueOf(e.getMessage()));
        }
    }

    private static Check lapack() {
        try {
            return new Check(Verdict.OK, "LAPACK", OpenBlas.get().configuration(), "");
        } catch (RanvierException e) {
            var diagnostic = e.diagnostics().getFirst();
            return new Check(
                    Verdict.ABSENT,
                    "LAPACK",
                    "so only JAX's programs factorise matrices, by jaxlib's",
                    diagnostic.message());
        }
    }

    private Check python() {
        var python = Path.of(environment.getOrDefault("RANVIER_PYTHON", "python"));
        if (!Files.isExecutable(python)) {
            return new Check(
                    Verdict.ABSENT, "Python", "not prepared yet", "./ranvier python --version prepares it, with JAX");
        }
        try {
            return new Check(
                    Verdict.OK, "Python", outputOf(python.toString(), "-c", LIST_VERSIONS) + ", " + python, "");
        } catch (IOException broken) {
            return new Check(
                    Verdict.BROKEN,
                    "Python",
                    python + ": " + broken.getMessage(),
                    "delete the folder python of RANVIER_HOME and run ./ranvier python --version");
        }
    }

    private static Check compiler() {
        try {
            var version = outputOf("cc", "--version").lines().findFirst().orElse("cc");
            return new Check(Verdict.OK, "compiler", version, "");
        } catch (IOException absent) {
            return new Check(
                    Verdict.ABSENT,
                    "compiler",
                    "no cc, which builds JAX's plugin",
                    "apt-get install gcc libc6-dev; only JAX on Ranvier needs it");
        }
    }

    /** The trimmed standard output of a command that ends with 0. */
    private static String outputOf(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(output);
        }
        return output;
    }

    private Check shared() {
        var shared =
                Path.of(environment.getOrDefault("RANVIER_SHARED", "../shared")).normalize();
        return Files.isDirectory(shared.resolve("conformance"))
                ? new Check(Verdict.OK, "shared", shared.toString(), "")
                : new Check(
                        Verdict.ABSENT,
                        "shared",
                        "no conformance cases in " + shared,
                        "only the tests that need them are skipped; RANVIER_SHARED names their folder");
    }
}
