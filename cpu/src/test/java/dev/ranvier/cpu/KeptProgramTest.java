package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.bytecode.BytecodeWriter;
import dev.ranvier.stablehlo.text.TextParser;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that finds its program on disk reads no StableHLO and needs no LLVM. */
final class KeptProgramTest {
    /** What reads StableHLO, compiles it, or calls LLVM. */
    private static final Pattern COMPILE = Pattern.compile(
            " dev\\.ranvier\\.(llvm\\.(LlvmLibrary|Compilation)|stablehlo\\.(bytecode\\.OperationReader|text\\.TextParser|verify\\.Verifier)"
                    + "|compiler\\.Simplify|cpu\\.lower\\.\\w+) ");

    @TempDir
    private Path folder;

    /** Compiles the program in the file of its argument. */
    static final class Compile {
        private Compile() {}

        public static void main(String[] arguments) throws IOException {
            var program = MemorySegment.ofArray(Files.readAllBytes(Path.of(arguments[0])));
            try (var client = Client.open(ClientOptions.of("cpu"))) {
                client.compile(Client.MLIR, program, CompileOptions.onDevice(0));
            }
        }
    }

    @Test
    void aKeptProgramIsLoadedAsItIs() throws IOException, InterruptedException {
        var program = folder.resolve("program.mlirbc");
        Files.write(program, BytecodeWriter.write(TextParser.parse("""
                func.func @main(%a: tensor<8x16xf32>, %b: tensor<16x64xf32>) -> tensor<8x64xf32> {
                  %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0] : (tensor<8x16xf32>, tensor<16x64xf32>) -> tensor<8x64xf32>
                  %1 = stablehlo.tanh %0 : tensor<8x64xf32>
                  return %1 : tensor<8x64xf32>
                }""", "test.mlir")));
        shareLibrary();
        assertThat(loadedClasses(program)).contains("dev.ranvier.llvm.Compilation", "bytecode.OperationReader");
        var again = loadedClasses(program);
        assertThat(again).contains("dev.ranvier.cpu.CpuProgram");
        assertThat(again.lines().filter(line -> COMPILE.matcher(line).find())).isEmpty();
    }

    /** Lets the processes use the libLLVM of this one, if it keeps one. */
    private void shareLibrary() throws IOException {
        var home = System.getenv().getOrDefault("RANVIER_HOME", System.getenv("HOME") + "/.cache/ranvier");
        var library = Path.of(home, "native").toAbsolutePath();
        if (Files.isDirectory(library)) {
            Files.createSymbolicLink(folder.resolve("native"), library);
        }
    }

    private String loadedClasses(Path program) throws IOException, InterruptedException {
        var log = folder.resolve("classes.txt");
        Files.deleteIfExists(log);
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Compile.class.getName(),
                program.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("RANVIER_HOME", folder.toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Files.readString(log);
    }
}
