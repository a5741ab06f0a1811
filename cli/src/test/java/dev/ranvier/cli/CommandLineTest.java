package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final String ADD = """
            module {
              func.func @main(%x: tensor<2xf32> loc("x"), %y: tensor<2xf32>) -> tensor<2xf32> {
                %0 = stablehlo.add %x, %y : tensor<2xf32> loc("model.py":7:3)
                return %0 : tensor<2xf32>
              }
              func.func @answer() -> tensor<2x2xi32> {
                %0 = stablehlo.constant dense<[[1, 2], [3, 42]]> : tensor<2x2xi32>
                return %0 : tensor<2x2xi32>
              }
            }
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (var command : Main.commandLine().getSubcommands().keySet()) {
            assertThat(execute(command, "--help")).as(command).isZero();
        }
        assertThat(out.toString()).contains("--inputs", "--exclusions", "--locations", "--list", "Example: ./ranvier");
        assertThat(err.toString()).isEmpty();
    }

    /** Exit code 1 for input that is wrong, 2 for a wrong command line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run absent.mlir | 1 | cannot read absent.mlir: no such file or folder",
                "inspect absent.mlir | 1 | cannot read absent.mlir: no such file or folder",
                "conformance absent | 1 | cannot unpack absent: no such file or folder",
                "translate absent.mlir x.mlirbc | 1 | cannot read absent.mlir: no such file or folder",
                "translate only | 2 | name IN and OUT, or a --list of them",
                "run | 2 | Missing required parameter: 'MODEL'",
                "run --device=quantum x | 2 | no device 'quantum' is installed, but [",
                "conformance --device=quantum x | 2 | no device 'quantum' is installed, but [",
                "conformance --form=words x | 2 | Invalid value for option '--form'",
                "bench gemm --peers=xla,abacus | 2 | no peer 'abacus', but [eager, ",
                "nonsense | 2 | nonsense",
            })
    void saysWhatIsWrong(String arguments, int exitCode, String message) {
        assertThat(execute(arguments.split(" "))).isEqualTo(exitCode);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void runsAFunctionAndPrintsItsResults() throws IOException {
        assertThat(execute("run", write("add.mlir", ADD), "--function", "answer"))
                .isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                result0: tensor<2x2xi32>
                [[1 2]
                 [3 42]]
                """);
    }

    @Test
    void runsAProgramOfOpenShapes() throws IOException {
        var program = write("open.mlir", """
                func.func @main() -> tensor<?xi32> {
                  %0 = stablehlo.constant dense<3> : tensor<i32>
                  %1 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
                  %2 = stablehlo.dynamic_iota %1, dim = 0 : (tensor<1xi32>) -> tensor<?xi32>
                  return %2 : tensor<?xi32>
                }
                """);
        assertThat(execute("run", program, "--device", "reference")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("result0: tensor<3xi32>\n[0 1 2]\n");
    }

    @Test
    void listsTheInstalledDevices() {
        assertThat(execute("devices")).isZero();
        assertThat(out.toString()).contains("reference    interprets StableHLO");
    }

    @Test
    void namesTheInputsThatAreMissing() throws IOException {
        assertThat(execute("run", write("add.mlir", ADD))).isEqualTo(1);
        assertThat(err.toString())
                .contains("'main' misses input 'x', 'arg1'", "x: tensor<2xf32>, arg1: tensor<2xf32>", "--inputs");
    }

    @Test
    void namesTheFunctionsThatThereAre() throws IOException {
        assertThat(execute("run", write("add.mlir", ADD), "--function", "other"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no function 'other'", "[main, answer]");
    }

    @Test
    void inspectsAProgram() throws IOException {
        assertThat(execute("inspect", write("add.mlir", ADD), "--locations")).isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .contains(
                        "%0 = stablehlo.add %arg0, %arg1 : tensor<2xf32> // model.py:7",
                        "takes tensor<2xf32> x",
                        "inputs 16 bytes, results 8 bytes",
                        "constants 16 bytes",
                        "1 f32, 1 i32");
    }

    @Test
    void namesOpConstraintTypesAndPlaceOfAnIllTypedOp() throws IOException {
        var file = write("bad.mlir", ADD.replace("-> tensor<2xf32> {", "-> tensor<3xf32> {"));
        assertThat(execute("inspect", file)).isEqualTo(1);
        assertThat(out.toString() + err).contains("return", "tensor<2xf32>", "tensor<3xf32>");
    }

    @Test
    void translatesThereAndBack() throws IOException {
        var text = write("add.mlir", ADD);
        var bytecode = folder.resolve("add.mlirbc").toString();
        var back = folder.resolve("back.mlir");
        assertThat(execute("translate", text, bytecode)).isZero();
        var list = write("list.txt", bytecode + "\t" + back + "\n");
        assertThat(execute("translate", "--list", list, "--locations")).isZero();
        assertThat(Files.readString(back)).contains("stablehlo.add", "\"model.py\":7:3");
        assertThat(execute("inspect", bytecode, "--json")).isZero();
        assertThat(out.toString()).contains("\"producer\":\"StableHLO_v1.17.0\"", "\"stablehlo.add\":1");
    }

    @Test
    void leavesNoPartOfAFileThatFails() throws IOException {
        var text = write("bad.mlir", "nonsense");
        assertThat(execute("translate", text, folder.resolve("bad.mlirbc").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("bad.mlir");
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("bad.mlir"));
    }

    private String write(String name, String contents) throws IOException {
        return Files.writeString(folder.resolve(name), contents).toString();
    }

    private int execute(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
